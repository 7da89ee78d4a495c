import { fieldsOf, type ShortMessage, SMS_TEMPLATES, smsWords } from './sms.ts';

/** Whose rules a short message has to keep. */
export type SmsProvider = 'aliyun' | 'tencent' | 'smpp';

/** What a provider lets through; its own documents say so, and they move. */
export type SmsRules = {
  /** The most characters of one variable. */
  longestField: number;
  longestText: number;
  /** A code is digits only. */
  codeOf: RegExp;
};

const ANY = 500;

export const SMS_RULES: Record<SmsProvider, SmsRules> = {
  aliyun: { longestField: 35, longestText: 500, codeOf: /^\w{4,6}$/ },
  tencent: { longestField: 6, longestText: 500, codeOf: /^\d{1,6}$/ },
  smpp: { longestField: ANY, longestText: 500, codeOf: /^\w{1,8}$/ },
};

/** What people call the providers. */
export const SMS_PROVIDER_NAMES: Record<SmsProvider, string> = {
  aliyun: '阿里云短信',
  tencent: '腾讯云短信',
  smpp: '短信网关（SMPP 3.4）',
};

const URL_LIKE = /https?:|www\.|[\w-]+\.(com|cn|net|org|gov|io|me|top|xyz)\b/i;
const ADJACENT = /\}\$\{/;

/** What a provider would refuse in a short message; empty when it keeps all rules. */
export function smsFaults(message: ShortMessage, sign: string, provider: SmsProvider): string[] {
  const rules = SMS_RULES[provider];
  const text = signedText(message, sign);
  return [
    ...signFaults(sign),
    ...(ADJACENT.test(SMS_TEMPLATES[message.template]) ? ['模板中两个变量相连'] : []),
    ...fieldsOf(message.template).flatMap((name) =>
      fieldFaults(name, message.fields[name] ?? '', rules),
    ),
    ...(text.length > rules.longestText
      ? [`全文 ${text.length} 个字，超过 ${rules.longestText} 个字`]
      : []),
  ];
}

/** What is wrong with a signature (签名); empty when it may be used. */
export function signFaults(sign: string): string[] {
  const length = sign.length;
  if (length < 2 || length > 12) return [`签名应为 2 至 12 个字，现在是 ${length} 个`];
  return /^[\p{Script=Han}A-Za-z0-9]+$/u.test(sign) ? [] : ['签名只能用汉字、字母和数字'];
}

/** The text as the phone shows it: the signature in brackets comes first. */
export function signedText(message: ShortMessage, sign: string): string {
  return `【${sign}】${smsWords(message)}`;
}

/** As how many messages a text is billed: up to 70 characters one, then 67 a part. */
export function billedParts(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}

function fieldFaults(name: string, value: string, rules: SmsRules): string[] {
  if (value === '') return [`变量 ${name} 是空的`];
  if (URL_LIKE.test(value)) return [`变量 ${name} 里有网址`];
  if (name === 'code') {
    return rules.codeOf.test(value) ? [] : [`变量 ${name} 不是服务商接受的验证码`];
  }
  const length = value.length;
  return length > rules.longestField
    ? [`变量 ${name} 有 ${length} 个字，超过 ${rules.longestField} 个字`]
    : [];
}
