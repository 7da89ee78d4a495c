import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type MailConfig, mailConfig, mailFaults, mailVariables } from './config-mail.ts';
import { oidcFaults, oidcSettings, oidcVariables } from './config-oidc.ts';
import { ConfigError } from './plan/errors.ts';
import type { OidcSettings } from './plan/identity.ts';
import { readSmsSettings, type SmsSettings } from './plan/sms-account.ts';

/** The variables of one environment: `process.env`, or a table in a test. */
export type Environment = Record<string, string | undefined>;

const root = import.meta.dirname;

const port = z
  .string()
  .refine((text) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
    error: '应为 1 到 65535 之间的端口号',
  })
  .transform(Number);

const whole = (least: number) =>
  z
    .string()
    .refine((text) => /^-?\d+$/.test(text) && Number(text) >= least, {
      error: `应为不小于 ${least} 的整数`,
    })
    .transform(Number);

const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `应为形如 ${example} 的地址` });

/** Several values of one variable; none when it is not set. */
const listOf = (form: RegExp, what: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(/[,，;；\s]+/).filter(Boolean))
    .refine((all) => all.every((each) => form.test(each)), { error: `应为${what}` });

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  PUBLIC_URL: address(/^https?$/, 'https://duban.example.gov.cn').optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: address(/^postgres(ql)?$/, 'postgresql://用户:密码@主机:5432/库名').optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d+$|^\[[\da-fA-F:]+\]:\d+$/, {
      error: '应为 主机:端口，例如 127.0.0.1:7233',
    })
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  POSTGRES_PORT: port.default(5433),
  SMTP_URL: address(/^smtps?$/, 'smtps://用户:密码@主机:465').optional(),
  SMTP_PORT: port.default(1025),
  MAILBOX_PORT: port.default(8025),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>@\s]+@[^<>@\s]+$|<[^<>@\s]+@[^<>@\s]+>$/, {
      error: '应含邮箱地址，例如 督办 <duban@example.gov.cn>',
    })
    .default('督办 <duban@localhost.localdomain>'),
  ...mailVariables,
  ...oidcVariables,
  /** Who is told at once when a channel is refused: addresses and mobile numbers, commas between. */
  ADMIN_EMAIL: listOf(/^[^<>@\s]+@[^<>@\s]+$/, '邮箱地址，几个之间用逗号隔开'),
  ADMIN_PHONE: listOf(/^1[3-9]\d{9}$/, '大陆手机号，几个之间用逗号隔开'),
  /** Where an own deployment of a chat system listens, beside the systems' own addresses. */
  CHAT_ORIGINS: listOf(
    /^https?:\/\/[^\s/?#@]+$/,
    '地址的开头（协议和主机），例如 https://im.example.gov.cn，几个之间用逗号隔开',
  ),
  DUBAN_SECRET: z.string().min(16, { error: '至少 16 个字符' }).optional(),
  LAUNCH_RATE: whole(1).default(30),
  DUBAN_SHIFT: z
    .string()
    .regex(/^-?\d{1,15}$/, { error: '应为整数（毫秒）' })
    .transform(Number)
    .default(0),
  DUBAN_STATE: z.string().optional(),
  /** Set by `npm start` for its own parts: TEMPORAL_ADDRESS then names a server of its own. */
  DUBAN_EMBEDDED: z.literal('1').optional(),
});

type Variables = z.infer<typeof variables>;

export type Config = {
  host: string;
  port: number;
  publicUrl: string;
  /** Absolute; a relative DATA_DIR counts from the project's folder. */
  dataDir: string;
  databaseUrl: string | null;
  temporalAddress: string | null;
  temporalNamespace: string;
  smtpUrl: string | null;
  mailFrom: string;
  mail: MailConfig;
  secret: string | null;
  /** How short messages are sent, and by which path their provider reports back. */
  sms: SmsSettings;
  /** Who mends accounts and settings, and is told at once when one is refused. */
  administrators: { emails: string[]; phones: string[] };
  /** Where webhooks of own deployments may lie. */
  chatOrigins: string[];
  /** The identity provider by which people may log in; null: by passwords only. */
  oidc: OidcSettings | null;
  launchRate: number;
  shift: number;
  /** Where `npm start` puts its own services. */
  own: {
    temporalPort: number;
    temporalUiPort: number;
    postgresPort: number;
    smtpPort: number;
    mailboxPort: number;
    stateDir: string | null;
  };
};

/** What a running `npm start` writes into DATA_DIR/services.json, so that commands find it. */
export type Services = {
  pid: number;
  databaseUrl: string;
  temporalAddress: string;
  smtpUrl: string;
  publicUrl: string;
};

/**
 * Reads every variable; services that `env` does not name are those of a running `npm start`.
 * @throws ConfigError that names all bad variables together.
 */
export function readConfig(env: Environment, running = readServices): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const sms = readSmsSettings(given);
  const faults = [
    ...(parsed.error?.issues ?? []).map(
      (issue) => `${issue.path.join('.')}${shown(given, String(issue.path[0]))}：${issue.message}`,
    ),
    ...shiftFaults(given),
    ...mailFaults(given),
    ...oidcFaults(given),
    ...sms.faults,
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data, sms, running);
}

/** The domain that Message-IDs bear. */
export function mailDomain({ mailFrom }: Pick<Config, 'mailFrom'>): string {
  return mailFrom.replace(/^.*@|>$/g, '');
}

/** A service's address for those who cannot do without it. @throws ConfigError when there is none. */
export function need(
  config: Config,
  service: 'databaseUrl' | 'temporalAddress' | 'smtpUrl',
): string {
  const found = config[service];
  if (found !== null) return found;
  const variable = {
    databaseUrl: 'DATABASE_URL',
    temporalAddress: 'TEMPORAL_ADDRESS',
    smtpUrl: 'SMTP_URL',
  }[service];
  throw new ConfigError([
    `${variable}：未设置，而且 npm start 没有在运行；请先启动，或设置这个变量`,
  ]);
}

/** The secret that signs links: DUBAN_SECRET, else one made once and kept in DATA_DIR/secret. */
export function secret({ secret: given, dataDir }: Pick<Config, 'secret' | 'dataDir'>): string {
  if (given !== null) return given;
  const file = join(dataDir, 'secret');
  return readIfThere(file)?.trim() ?? makeSecret(dataDir, file);
}

/** The services of a running `npm start`; null when none runs on this DATA_DIR. */
export function readServices(dataDir: string): Services | null {
  const text = readIfThere(join(dataDir, 'services.json'));
  if (text === null) return null;
  const found: Services = JSON.parse(text);
  return isAlive(found.pid) ? found : null;
}

function toConfig(
  given: Variables,
  { account, callback }: SmsSettings,
  running: typeof readServices,
): Config {
  const dataDir = resolve(root, given.DATA_DIR);
  const services = running(dataDir);
  return {
    host: given.HOST,
    port: given.PORT,
    publicUrl: publicUrl(given, services),
    dataDir,
    databaseUrl: given.DATABASE_URL ?? services?.databaseUrl ?? null,
    temporalAddress: given.TEMPORAL_ADDRESS ?? services?.temporalAddress ?? null,
    temporalNamespace: given.TEMPORAL_NAMESPACE,
    smtpUrl: given.SMTP_URL ?? services?.smtpUrl ?? null,
    mailFrom: given.MAIL_FROM,
    mail: mailConfig(given),
    secret: given.DUBAN_SECRET ?? null,
    sms: { account, callback },
    administrators: { emails: given.ADMIN_EMAIL, phones: given.ADMIN_PHONE },
    chatOrigins: given.CHAT_ORIGINS.map((origin) => origin.toLowerCase()),
    oidc: oidcSettings(given),
    launchRate: given.LAUNCH_RATE,
    shift: given.DUBAN_SHIFT,
    own: ownServices(given),
  };
}

function ownServices(given: Variables): Config['own'] {
  return {
    temporalPort: given.TEMPORAL_PORT,
    temporalUiPort: given.TEMPORAL_UI_PORT,
    postgresPort: given.POSTGRES_PORT,
    smtpPort: given.SMTP_PORT,
    mailboxPort: given.MAILBOX_PORT,
    stateDir: given.DUBAN_STATE ?? null,
  };
}

function publicUrl(given: Variables, services: Services | null): string {
  const chosen = given.PUBLIC_URL ?? services?.publicUrl ?? `http://127.0.0.1:${given.PORT}`;
  return chosen.replace(/\/+$/, '');
}

/** A shifted clock is for demo and rehearsal: on a real engine it would date real duties wrongly. */
function shiftFaults(given: Environment): string[] {
  const shift = Number(given['DUBAN_SHIFT'] ?? 0); // what is no number has its own fault
  if (Number.isNaN(shift) || shift === 0) return [];
  if (!given['TEMPORAL_ADDRESS'] || given['DUBAN_EMBEDDED'] === '1') return [];
  return ['DUBAN_SHIFT：设置了 TEMPORAL_ADDRESS 时必须为 0'];
}

// These carry passwords, so a fault never repeats them.
const confidential = [
  'DATABASE_URL',
  'SMTP_URL',
  'IMAP_URL',
  'DUBAN_SECRET',
  'DKIM_KEY',
  'OAUTH_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET',
  'OAUTH_REFRESH_TOKEN',
  'OAUTH_ACCESS_TOKEN',
];

const shown = (given: Environment, name: string) =>
  confidential.includes(name) ? '' : `=${given[name]}`;

function makeSecret(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(part, file); // appears whole, and only the first of two processes succeeds
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(part);
  }
  return readFileSync(file, 'utf8').trim();
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;
