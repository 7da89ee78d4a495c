import { describe, expect, it } from 'vitest';
import { type HandedOn, handedOnWords, handingOnHint } from '../../plan/handing-on.ts';

const TOLD: HandedOn = {
  handler: '王五',
  reader: '王五',
  isHandler: true,
  isAway: false,
  by: 'mail',
  sms: false,
};

describe('handedOnWords', () => {
  it.each<[Partial<HandedOn>, string]>([
    [{}, '已转交，以后的提醒用邮件发给承办人王五。'],
    [{ by: 'mailbox' }, '已转交，以后的提醒写给承办人王五，发到本单位的公用邮箱。'],
    [{ by: 'sms', sms: true }, '已转交，以后的提醒用短信发给承办人王五。'],
    [
      { isHandler: false, reader: '李四' },
      '已转交给王五。王五没有能用的邮箱（系统没有用短信提醒），以后的提醒仍发给李四，请及时转告王五。',
    ],
    [
      { isHandler: false, reader: '李四', sms: true },
      '已转交给王五。王五没有能用的邮箱和手机号，以后的提醒仍发给李四，请及时转告王五。',
    ],
    [
      { isHandler: false, reader: '李四', isAway: true },
      '已转交给王五；王五请假期间，提醒发给李四。',
    ],
    [
      { isHandler: false, reader: null },
      '已转交给王五，但王五没有能用的邮箱（系统没有用短信提醒），本单位也没有别人能收到提醒，请联系办公室登记联系方式。',
    ],
  ])('says of %o where the reminders go', (given, words) => {
    expect(handedOnWords({ ...TOLD, ...given })).toBe(words);
  });
});

it.each([
  [{ sms: false, mailbox: false }, '提醒仍发给联系人，请自行转告'],
  [{ sms: true, mailbox: false }, '提醒用短信发到手机'],
  [{ sms: true, mailbox: true }, '提醒发到本单位的公用邮箱'],
])('says before, with %o, what becomes of one without a mailbox', (ways, words) => {
  expect(handingOnHint(ways)).toBe(`电话和邮箱至少填一项；没有邮箱的，${words}`);
});
