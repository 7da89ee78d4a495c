import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { mailServerFaults } from './plan/mail-server.ts';

const whole = z
  .string()
  .regex(/^[1-9]\d*$/, { error: '应为不小于 1 的整数' })
  .transform(Number);

const name = z.string().regex(/^[\w.-]+$/, { error: '应为域名式的名称，例如 example.gov.cn' });

/** The variables of mail beside SMTP_URL and MAIL_FROM. */
export const mailVariables = {
  MAIL_AT_ONCE: whole.default(5),
  MAIL_PER_MINUTE: whole.default(600),
  DKIM_DOMAIN: name.optional(),
  DKIM_SELECTOR: name.optional(),
  DKIM_KEY_FILE: z.string().optional(),
  DKIM_KEY: z.string().optional(),
  OAUTH_ACCESS_URL: z
    .url({ protocol: /^https?$/, error: '应为形如 https://login.example.cn/oauth2/token 的地址' })
    .optional(),
  OAUTH_CLIENT_ID: z.string().optional(),
  OAUTH_CLIENT_SECRET: z.string().optional(),
  OAUTH_REFRESH_TOKEN: z.string().optional(),
  OAUTH_SCOPE: z.string().optional(),
  OAUTH_ACCESS_TOKEN: z.string().optional(),
  IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: '应为形如 imaps://用户:密码@主机:993 的地址' })
    .optional(),
  IMAP_FOLDER: z.string().default('INBOX'),
  IMAP_DONE_FOLDER: z.string().default('督办已处理'),
  MAIL_AUTH_SERVER: name.optional(),
};

const schema = z.object(mailVariables);
type Variables = z.infer<typeof schema>;

/** Everything about mail beside the SMTP server's address and the sender. */
export type MailConfig = {
  /** SMTP connections at once, and mails a minute. */
  atOnce: number;
  perMinute: number;
  dkim: { domain: string; selector: string; privateKey: string } | null;
  oauth: {
    accessUrl: string | null;
    clientId: string | null;
    clientSecret: string | null;
    refreshToken: string | null;
    scope: string | null;
    accessToken: string | null;
  } | null;
  /** The mailbox in which answers and bounces arrive; null: nobody reads it. */
  imap: { url: string; folder: string; doneFolder: string } | null;
  /** The name under which our own mail server writes Authentication-Results; null: none is believed. */
  authServer: string | null;
};

/** The settings of mail, of variables without faults. */
export function mailConfig(given: Variables): MailConfig {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector } = given;
  const privateKey = keyOf(given);
  const signs = domain !== undefined && selector !== undefined && privateKey !== null;
  return {
    atOnce: given.MAIL_AT_ONCE,
    perMinute: given.MAIL_PER_MINUTE,
    dkim: signs ? { domain, selector, privateKey } : null,
    oauth: oauthOf(given),
    imap:
      given.IMAP_URL === undefined
        ? null
        : { url: given.IMAP_URL, folder: given.IMAP_FOLDER, doneFolder: given.IMAP_DONE_FOLDER },
    authServer: given.MAIL_AUTH_SERVER ?? null,
  };
}

type Given = Record<string, string | undefined>;

/** Faults that lie between variables, or in what they name. */
export function mailFaults(given: Given): string[] {
  return [
    ...['SMTP_URL', 'IMAP_URL'].flatMap((variable) => addressFaults(variable, given)),
    ...dkimFaults(given),
    ...accountFaults(given),
  ];
}

/** An account that gets tokens needs a place to ask, and something to show there. */
function accountFaults(given: Given): string[] {
  const set = OAUTH_VARIABLES.filter((variable) => given[variable]);
  const [first] = set;
  if (first === undefined || given['OAUTH_ACCESS_TOKEN']) return [];
  if (!given['OAUTH_ACCESS_URL']) {
    return [`OAUTH_ACCESS_URL：设置了 ${set.join('、')}，还缺换取令牌的地址`];
  }
  if (given['OAUTH_REFRESH_TOKEN']) return [];
  const lacking = ['OAUTH_CLIENT_ID', 'OAUTH_CLIENT_SECRET'].filter((variable) => !given[variable]);
  return lacking.length === 0
    ? []
    : [`OAUTH_ACCESS_URL：还须设置 ${lacking.join('、')}，或 OAUTH_REFRESH_TOKEN`];
}

const OAUTH_VARIABLES = Object.keys(mailVariables).filter((variable) =>
  variable.startsWith('OAUTH_'),
);

function addressFaults(variable: string, given: Given): string[] {
  const address = given[variable];
  if (address === undefined || !URL.canParse(address)) return [];
  const faults = mailServerFaults(address).map((fault) => `${variable}：${fault}`);
  if (!/^(smtp|imap)s?:/.test(address)) return faults;
  const options = new URL(address).searchParams;
  const caFile = options.get('ca');
  const unread = !caFile || canRead(caFile) ? [] : [`${variable}：读不到 ca 指的文件`];
  const byToken = options.get('auth') === 'oauth2';
  return [...faults, ...unread, ...(byToken ? tokenFaults(variable, given) : [])];
}

function tokenFaults(variable: string, given: Given): string[] {
  // with only a part of an account the fault is that account's
  if (OAUTH_VARIABLES.some((each) => given[each])) return [];
  return [
    `${variable}：auth=oauth2 时须设置 OAUTH_ACCESS_URL（自动换取令牌）或 OAUTH_ACCESS_TOKEN`,
  ];
}

function dkimFaults(given: Given): string[] {
  const named = ['DKIM_DOMAIN', 'DKIM_SELECTOR'].filter((variable) => given[variable]);
  const keyed = given['DKIM_KEY_FILE'] !== undefined || given['DKIM_KEY'] !== undefined;
  if (named.length === 0 && !keyed) return [];
  const together = 'DKIM：DKIM_DOMAIN、DKIM_SELECTOR 和 DKIM_KEY_FILE（或 DKIM_KEY）须一起设置';
  return [...(named.length < 2 || !keyed ? [together] : []), ...(keyed ? keyFaults(given) : [])];
}

function keyFaults(given: Given): string[] {
  const variable = given['DKIM_KEY'] === undefined ? 'DKIM_KEY_FILE' : 'DKIM_KEY';
  try {
    const { asymmetricKeyType } = createPrivateKey(keyOf(given) ?? '');
    return asymmetricKeyType === 'rsa' ? [] : [`${variable}：须为 RSA 私钥`];
  } catch {
    return [`${variable}：读不出 PEM 格式的私钥`];
  }
}

type KeyGiven = { DKIM_KEY?: string | undefined; DKIM_KEY_FILE?: string | undefined };

function keyOf({ DKIM_KEY: text, DKIM_KEY_FILE: file }: KeyGiven): string | null {
  if (text !== undefined) return text.replaceAll('\\n', '\n');
  if (file === undefined) return null;
  return readFileSync(resolve(import.meta.dirname, file), 'utf8');
}

function oauthOf(given: Variables): MailConfig['oauth'] {
  const account = {
    accessUrl: given.OAUTH_ACCESS_URL ?? null,
    clientId: given.OAUTH_CLIENT_ID ?? null,
    clientSecret: given.OAUTH_CLIENT_SECRET ?? null,
    refreshToken: given.OAUTH_REFRESH_TOKEN ?? null,
    scope: given.OAUTH_SCOPE ?? null,
    accessToken: given.OAUTH_ACCESS_TOKEN ?? null,
  };
  return account.accessUrl === null && account.accessToken === null ? null : account;
}

function canRead(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
