import { describe, expect, it } from 'vitest';
import { mobileOf, withoutNumbers } from '../../plan/phone.ts';
import { readSmsSettings } from '../../plan/sms-account.ts';
import {
  billedParts,
  signFaults,
  signedText,
  type SmsProvider,
  smsFaults,
} from '../../plan/sms-rules.ts';
import { fieldsOf, SMS_TEMPLATE_NAMES } from '../../plan/sms.ts';
import { readUplink } from '../../plan/uplink.ts';

const FILLED: Record<string, string> = { count: '12', date: '12月31日', code: '123456' };
const providers: SmsProvider[] = ['aliyun', 'tencent', 'smpp'];

describe('the rules of short messages', () => {
  it.each(providers)('lets every template through at %s, as one billed message', (provider) => {
    for (const template of SMS_TEMPLATE_NAMES) {
      const fields = Object.fromEntries(
        fieldsOf(template).map((name) => [name, FILLED[name] ?? '']),
      );
      expect(smsFaults({ template, fields }, '青禾督办', provider)).toEqual([]);
      expect(billedParts(signedText({ template, fields }, '青禾督办'))).toBe(1);
    }
  });

  it.each([
    ['tencent', { count: '1234567', date: '6月28日' }, '变量 count 有 7 个字，超过 6 个字'],
    ['aliyun', { count: '1'.repeat(36), date: '6月28日' }, '变量 count 有 36 个字，超过 35 个字'],
    ['aliyun', { count: '1', date: '' }, '变量 date 是空的'],
    ['aliyun', { count: '1', date: 'https://x' }, '变量 date 里有网址'],
    ['smpp', { count: '1', date: 'duban.cn' }, '变量 date 里有网址'],
  ] as const)('refuses at %s %j', (provider, fields, fault) => {
    expect(smsFaults({ template: 'due', fields }, '青禾督办', provider)).toEqual([fault]);
  });

  it('refuses a text of more than 500 characters', () => {
    const fields = { count: '一'.repeat(490), date: '6月28日' };
    expect(smsFaults({ template: 'due', fields }, '青禾督办', 'smpp')).toEqual([
      '全文 532 个字，超过 500 个字',
    ]);
  });

  it.each([
    ['督', 1],
    ['青禾县结对帮扶领导小组办公室', 1],
    ['【督办】', 1],
    ['青禾督办', 0],
  ])('finds in the signature %s %i faults', (sign, faults) => {
    expect(signFaults(sign)).toHaveLength(faults);
  });

  it.each([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])('bills %i characters as %i', (length, parts) => {
    expect(billedParts('字'.repeat(length))).toBe(parts);
  });
});

describe('numbers', () => {
  it.each([
    ['13800000001', '13800000001'],
    ['+86 138-0000-0001', '13800000001'],
    ['８６１３８００００００01', '13800000001'],
    ['0771-1234567', null],
    ['1380000000', null],
    ['12345678901', null],
  ])('reads %s as %s', (text, mobile) => {
    expect(mobileOf(text)).toBe(mobile);
  });

  it('leaves no number in words', () => {
    expect(withoutNumbers('refused for +8613800000001, 13900000002')).toBe(
      'refused for <号码>, <号码>',
    );
  });
});

describe('what somebody sends back', () => {
  it.each([
    ['1', 'acknowledge'],
    [' １。', 'acknowledge'],
    ['收到', 'acknowledge'],
    ['签收！', 'acknowledge'],
    ['TD', 'opt-out'],
    ['td', 'opt-out'],
    ['退订', 'opt-out'],
    ['11', null],
    ['收到，下周报', null],
    ['', null],
  ])('reads %s as %s', (text, wish) => {
    expect(readUplink(text)).toBe(wish);
  });
});

describe('the settings', () => {
  const aliyun = {
    SMS_PROVIDER: 'aliyun',
    SMS_SIGN: '青禾督办',
    SMS_KEY_ID: 'id',
    SMS_KEY_SECRET: 'secret',
    SMS_TEMPLATE_DUE: 'SMS_1',
  };

  it('reads an account whole', () => {
    const { account, faults } = readSmsSettings(aliyun);
    expect(faults).toEqual([]);
    expect(account).toMatchObject({
      provider: 'aliyun',
      endpoint: 'https://dysmsapi.aliyuncs.com',
      templates: { due: 'SMS_1' },
    });
    expect(readSmsSettings({})).toEqual({ account: null, callback: null, faults: [] });
  });

  it.each([
    [{ SMS_PROVIDER: 'huawei' }, ['SMS_PROVIDER=huawei：应为 aliyun、tencent、smpp 之一']],
    [{ SMS_SIGN: '青禾' }, ['SMS_PROVIDER：设置了 SMS_SIGN，还要写明 aliyun、tencent、smpp 之一']],
    [
      { SMS_PROVIDER: 'tencent', SMS_TEMPLATE_DUE: 'SMS_1' },
      [
        'SMS_SIGN：未设置，应为审核通过的签名，不带【】',
        'SMS_KEY_ID：未设置，应为访问密钥的编号',
        'SMS_KEY_SECRET：未设置，应为访问密钥',
        'SMS_TEMPLATE_DUE=SMS_1：模板编号应为一个数，例如 1234567',
        'SMS_APP_ID：未设置，应为短信应用的 SdkAppId（一个数，例如 1400006666）',
      ],
    ],
    [
      { SMS_PROVIDER: 'smpp', SMS_SIGN: '青禾督办', SMPP_URL: 'http://x', SMPP_LONG: 'sar' },
      [
        'SMPP_URL：应为形如 smpp://用户:密码@主机:2775 的地址（加密用 ssmpp://）',
        'SMPP_LONG=sar：应为 parts（分条）或 payload（整条）',
      ],
    ],
    [
      { SMS_PROVIDER: 'huawei', SMS_SIGN: '青' },
      [
        'SMS_PROVIDER=huawei：应为 aliyun、tencent、smpp 之一',
        'SMS_SIGN=青：签名应为 2 至 12 个字，现在是 1 个',
      ],
    ],
    [
      {
        ...aliyun,
        SMS_PROVIDER: 'tencent',
        SMS_TEMPLATE_DUE: '12',
        SMS_APP_ID: 'x',
        SMS_REGION: '广州',
      },
      [
        'SMS_APP_ID=x：应为短信应用的 SdkAppId（一个数，例如 1400006666）',
        'SMS_REGION=广州：应为地域，例如 ap-guangzhou',
      ],
    ],
    [
      { ...aliyun, SMS_TEMPLATE_DUE: '' },
      [
        'SMS_TEMPLATE_…：一个模板编号也没有设置，至少设置一个（SMS_TEMPLATE_ASSIGNED、SMS_TEMPLATE_DUE、SMS_TEMPLATE_OVERDUE、SMS_TEMPLATE_NOTICE、SMS_TEMPLATE_CODE、SMS_TEMPLATE_TEST）',
      ],
    ],
    [
      { SMS_PROVIDER: 'smpp', SMS_SIGN: '青禾督办', SMPP_URL: 'smpp://a:b@c:70000' },
      ['SMPP_URL：端口应为 1 到 65535'],
    ],
    [
      {
        ...aliyun,
        SMS_CALLBACK_PATH: 'short',
        SMS_CALLBACK_IPS:
          '10.0.0.1, 10.0.0.0/8, 2001:db8::/32 ::1 nowhere 999.1.1.1 10.0.0.0/33 1::2::3',
      },
      [
        'SMS_CALLBACK_IPS：nowhere、999.1.1.1、10.0.0.0/33、1::2::3 不是 IP 地址或网段',
        'SMS_CALLBACK_PATH：应为 16 至 100 个字母、数字、- 或 _，不要让人猜到',
      ],
    ],
  ])('names every fault of %j', (given, faults) => {
    expect(readSmsSettings(given).faults).toEqual(faults);
  });
});
