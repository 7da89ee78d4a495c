import { mobileOf, withoutNumbers } from '../../plan/phone.ts';
import {
  type AliyunAccount,
  type SmppAccount,
  type SmsAccount,
  type TencentAccount,
  templateVariable,
} from '../../plan/sms-account.ts';
import { type SmsProvider, smsFaults } from '../../plan/sms-rules.ts';
import type { Found, Outcome, Pace, Sms } from '../channel.ts';
import { aliyunWay } from './aliyun.ts';
import type { SmsWay } from './provider.ts';
import { smppWay } from './smpp.ts';
import { tencentWay } from './tencent.ts';

/** A provider of short messages; another one (CMPP) is a row of the table below and a file of its own. */
type Provider<Account> = { pace: Pace; open: (account: Account) => Omit<SmsWay, 'pace'> };

const PROVIDERS: {
  aliyun: Provider<AliyunAccount>;
  tencent: Provider<TencentAccount>;
  smpp: Provider<SmppAccount>;
} = {
  aliyun: { pace: { atOnce: 8, perMinute: 3000, burst: 100 }, open: aliyunWay },
  tencent: { pace: { atOnce: 8, perMinute: 3000, burst: 100 }, open: tencentWay },
  smpp: { pace: { atOnce: 8, perMinute: 1200, burst: 20 }, open: smppWay },
};

/** The way for short messages of an account. What its provider would refuse never leaves. */
export function smsChannel(account: SmsAccount): SmsWay {
  const { pace, way } = opened(account);
  return {
    ...way,
    pace,
    send: async (message) => refusedBefore(message, account) ?? (await way.send(message)),
    find: async (message) => {
      if (refusedBefore(message, account) !== null) return 'not-taken';
      const unknown: Found = 'unknown';
      return way.find === undefined ? unknown : await way.find(message);
    },
  };
}

function opened(account: SmsAccount): { pace: Pace; way: Omit<SmsWay, 'pace'> } {
  switch (account.provider) {
    case 'aliyun':
      return { pace: PROVIDERS.aliyun.pace, way: PROVIDERS.aliyun.open(account) };
    case 'tencent':
      return { pace: PROVIDERS.tencent.pace, way: PROVIDERS.tencent.open(account) };
    case 'smpp':
      return { pace: PROVIDERS.smpp.pace, way: PROVIDERS.smpp.open(account) };
  }
}

/** Providers that know messages by the number of an approved template. */
const BY_TEMPLATE: SmsProvider[] = ['aliyun', 'tencent'];

/** Why a message must not be handed over; null: it may. */
function refusedBefore(message: Sms, { provider, sign, templates }: SmsAccount): Outcome | null {
  if (mobileOf(message.address) === null) {
    return { result: 'bad-address', response: '不是大陆手机号，短信发不出去' };
  }
  if (BY_TEMPLATE.includes(provider) && templates[message.template] === undefined) {
    return { result: 'template', response: `没有设置 ${templateVariable(message.template)}` };
  }
  const faults = smsFaults(message, sign, provider);
  if (faults.length === 0) return null;
  return { result: 'refused', response: withoutNumbers(faults.join('；')).slice(0, 500) };
}
