import { isAddressRange } from './address-range.ts';
import { SMS_TEMPLATE_NAMES, type SmsTemplate } from './sms.ts';
import { signFaults, type SmsProvider } from './sms-rules.ts';

type Common = {
  sign: string;
  /** The number of each template that the provider has approved; SMPP needs none. */
  templates: Partial<Record<SmsTemplate, string>>;
};

export type AliyunAccount = Common & {
  provider: 'aliyun';
  endpoint: string;
  keyId: string;
  keySecret: string;
};

export type TencentAccount = Common & {
  provider: 'tencent';
  endpoint: string;
  keyId: string;
  keySecret: string;
  appId: string;
  region: string;
};

export type SmppAccount = Common & {
  provider: 'smpp';
  /** smpp://system-id:password@host:port; ssmpp with TLS. */
  url: string;
  systemType: string;
  /** The number from which messages come; empty: the gateway's own. */
  source: string;
  /** Texts of more than 70 characters go in parts, or whole in one field. */
  long: 'parts' | 'payload';
};

/** How short messages are sent: whose account, and what it needs. */
export type SmsAccount = AliyunAccount | TencentAccount | SmppAccount;

/** Where a provider reports to: a secret path, and who may come in by it. */
export type SmsCallback = { path: string; addresses: string[] };

export type SmsSettings = { account: SmsAccount | null; callback: SmsCallback | null };

type Given = Record<string, string | undefined>;

const PROVIDERS: SmsProvider[] = ['aliyun', 'tencent', 'smpp'];

/** The variable that names a template's number. */
export const templateVariable = (template: SmsTemplate) => `SMS_TEMPLATE_${template.toUpperCase()}`;

/** Reads how short messages are sent; `faults` names everything that is wrong, all at once. */
export function readSmsSettings(given: Given): SmsSettings & { faults: string[] } {
  const faults: string[] = [];
  const callback = readCallback(given, faults);
  const written = given['SMS_PROVIDER'];
  if (!written) {
    const stray = Object.keys(given).find((name) => /^SM(S|PP)_/.test(name) && given[name]);
    if (stray !== undefined) {
      faults.push(`SMS_PROVIDER：设置了 ${stray}，还要写明 ${PROVIDERS.join('、')} 之一`);
      if (given['SMS_SIGN']) commonOf(given, faults);
    }
    return { account: null, callback, faults };
  }
  const provider = PROVIDERS.find((each) => each === written);
  if (provider === undefined) {
    faults.push(`SMS_PROVIDER=${written}：应为 ${PROVIDERS.join('、')} 之一`);
    if (given['SMS_SIGN']) commonOf(given, faults);
    return { account: null, callback, faults };
  }
  const account = READERS[provider](given, faults);
  return { account: faults.length === 0 ? account : null, callback, faults };
}

const READERS: Record<SmsProvider, (given: Given, faults: string[]) => SmsAccount> = {
  aliyun: (given, faults) => ({
    ...commonOf(given, faults),
    ...keysOf(given, faults),
    templates: templatesOf(given, /^SMS_\d+$/, '形如 SMS_123456789', faults),
    provider: 'aliyun',
    endpoint: endpointOf(given, 'https://dysmsapi.aliyuncs.com', faults),
  }),
  tencent: (given, faults) => ({
    ...commonOf(given, faults),
    ...keysOf(given, faults),
    templates: templatesOf(given, /^\d+$/, '一个数，例如 1234567', faults),
    provider: 'tencent',
    endpoint: endpointOf(given, 'https://sms.tencentcloudapi.com', faults),
    appId: shaped(
      given,
      'SMS_APP_ID',
      /^\d+$/,
      '短信应用的 SdkAppId（一个数，例如 1400006666）',
      faults,
    ),
    region: regionOf(given, faults),
  }),
  smpp: (given, faults) => ({
    ...commonOf(given, faults),
    provider: 'smpp',
    url: smppUrl(given, faults),
    systemType: given['SMPP_SYSTEM_TYPE'] ?? '',
    source: given['SMPP_SOURCE'] ?? '',
    long: longOf(given, faults),
  }),
};

function commonOf(given: Given, faults: string[]): Common {
  const sign = needed(given, 'SMS_SIGN', '审核通过的签名，不带【】', faults);
  if (sign !== '') faults.push(...signFaults(sign).map((fault) => `SMS_SIGN=${sign}：${fault}`));
  return { sign, templates: {} };
}

function keysOf(given: Given, faults: string[]): { keyId: string; keySecret: string } {
  return {
    keyId: needed(given, 'SMS_KEY_ID', '访问密钥的编号', faults),
    keySecret: needed(given, 'SMS_KEY_SECRET', '访问密钥', faults),
  };
}

function needed(given: Given, name: string, what: string, faults: string[]): string {
  const value = given[name]?.trim() ?? '';
  if (value === '') faults.push(`${name}：未设置，应为${what}`);
  return value;
}

function shaped(given: Given, name: string, form: RegExp, what: string, faults: string[]): string {
  const value = needed(given, name, what, faults);
  if (value !== '' && !form.test(value)) faults.push(`${name}=${value}：应为${what}`);
  return value;
}

function regionOf(given: Given, faults: string[]): string {
  const value = given['SMS_REGION'] || 'ap-guangzhou';
  if (!/^[a-z]+(-[a-z\d]+)+$/.test(value)) {
    faults.push(`SMS_REGION=${value}：应为地域，例如 ap-guangzhou`);
  }
  return value;
}

function templatesOf(
  given: Given,
  form: RegExp,
  words: string,
  faults: string[],
): Common['templates'] {
  const found: Common['templates'] = {};
  const set = SMS_TEMPLATE_NAMES.filter((template) => given[templateVariable(template)]?.trim());
  for (const template of set) {
    const name = templateVariable(template);
    const value = given[name]?.trim() ?? '';
    if (form.test(value)) found[template] = value;
    else faults.push(`${name}=${value}：模板编号应为${words}`);
  }
  if (set.length === 0) {
    const names = SMS_TEMPLATE_NAMES.map(templateVariable).join('、');
    faults.push(`SMS_TEMPLATE_…：一个模板编号也没有设置，至少设置一个（${names}）`);
  }
  return found;
}

function endpointOf(given: Given, usual: string, faults: string[]): string {
  const value = given['SMS_ENDPOINT'] || usual;
  if (!/^https?:\/\/[^\s/]+$/.test(value)) faults.push(`SMS_ENDPOINT=${value}：应形如 ${usual}`);
  return value;
}

function smppUrl(given: Given, faults: string[]): string {
  const url = needed(given, 'SMPP_URL', '形如 smpp://用户:密码@主机:2775 的地址', faults);
  const port = Number(/:(\d+)$/.exec(url)?.[1] ?? 2775);
  if (port < 1 || port > 65_535) faults.push('SMPP_URL：端口应为 1 到 65535');
  if (url !== '' && !/^s?smpp:\/\/[^\s:@/]+:[^\s@/]+@[^\s:@/]+(:\d+)?$/.test(url)) {
    faults.push('SMPP_URL：应为形如 smpp://用户:密码@主机:2775 的地址（加密用 ssmpp://）');
  }
  return url;
}

function longOf(given: Given, faults: string[]): SmppAccount['long'] {
  const value = given['SMPP_LONG'] || 'parts';
  if (value === 'parts' || value === 'payload') return value;
  faults.push(`SMPP_LONG=${value}：应为 parts（分条）或 payload（整条）`);
  return 'parts';
}

function readCallback(given: Given, faults: string[]): SmsCallback | null {
  const path = given['SMS_CALLBACK_PATH']?.trim();
  const addresses = (given['SMS_CALLBACK_IPS'] ?? '')
    .split(/[\s,，]+/)
    .filter((address) => address !== '');
  const wrong = addresses.filter((address) => !isAddressRange(address));
  if (wrong.length > 0) faults.push(`SMS_CALLBACK_IPS：${wrong.join('、')} 不是 IP 地址或网段`);
  if (!path) {
    if (addresses.length > 0) faults.push('SMS_CALLBACK_PATH：设置了 SMS_CALLBACK_IPS，还缺这一项');
    return null;
  }
  if (!/^[\w-]{16,100}$/.test(path)) {
    faults.push('SMS_CALLBACK_PATH：应为 16 至 100 个字母、数字、- 或 _，不要让人猜到');
  }
  return { path, addresses };
}
