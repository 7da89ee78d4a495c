import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { mailServer, type MailServer } from '../plan/mail-server.ts';
import type { Channel, Mail, Outcome } from './channel.ts';
import { classified } from './email-answers.ts';
import type { TokenSource } from './oauth.ts';

/** The key with which mails are signed (DKIM); its public half stands in the domain's DNS. */
export type DkimKey = { domain: string; selector: string; privateKey: string };

export type EmailOptions = {
  smtpUrl: string;
  from: string;
  /** Connections at once, mails a minute. */
  atOnce?: number;
  perMinute?: number;
  dkim?: DkimKey | null;
  /** Where `auth=oauth2` gets its tokens. */
  tokens?: TokenSource | null;
};

const AT_ONCE = 5;
const PER_MINUTE = 600;

/**
 * Sends mail by SMTP over a few connections. Each has a transport of its own and sends one message
 * after the other, each to one recipient, so that no answer is partly yes and it is always known of
 * every message whether its data had begun.
 */
export function emailChannel(options: EmailOptions): Channel<Mail> {
  const { from, atOnce = AT_ONCE, perMinute = PER_MINUTE } = options;
  const settings = { ...transportSettings(options), ...signing(options.dkim ?? null) };
  const lanes = Array.from({ length: atOnce }, () => openLane(settings));
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const take = () => free.pop() ?? new Promise<Lane>((resolve) => waiting.push(resolve));
  const give = (lane: Lane) => {
    const next = waiting.shift();
    if (next === undefined) free.push(lane);
    else next(lane);
  };
  return {
    pace: { atOnce, perMinute, burst: perMinute },
    send: async (message) => {
      const lane = await take();
      try {
        return await sendBy(lane, message, from);
      } finally {
        give(lane);
      }
    },
    close: () => {
      for (const { transport } of lanes) transport.close();
    },
  };
}

/** How nodemailer reaches the server of an address; sends nothing by itself. */
export function transportSettings({
  smtpUrl,
  tokens = null,
}: Pick<EmailOptions, 'smtpUrl' | 'tokens'>) {
  const server = mailServer(smtpUrl);
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.tls === 'required',
    ignoreTLS: server.tls === 'off',
    tls: certificates(server),
    ...authOf(server, tokens),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What is asked of a server's certificate. */
export function certificates({ caFile, serverName, oldestTls }: MailServer) {
  return {
    ...(caFile === null ? {} : { ca: readFileSync(caFile, 'utf8') }),
    ...(serverName === null ? {} : { servername: serverName }),
    ...(oldestTls === null ? {} : { minVersion: oldestTls }),
  };
}

type Lane = { transport: ReturnType<typeof openTransport>; watch: ReturnType<typeof dataWatch> };
type Settings = ReturnType<typeof transportSettings>;

function openLane(settings: Settings): Lane {
  const watch = dataWatch();
  return { transport: openTransport(settings, watch), watch };
}

function openTransport(settings: Settings, watch: ReturnType<typeof dataWatch>) {
  return createTransport({
    ...settings,
    pool: true,
    maxConnections: 1,
    maxRequeues: 0, // a connection that breaks is our decision, not the pool's
    transactionLog: true,
    logger: watch.logger,
  });
}

async function sendBy({ transport, watch }: Lane, message: Mail, from: string): Promise<Outcome> {
  watch.reset();
  try {
    const info = await transport.sendMail(mailOf(message, from));
    return { result: 'sent', response: info.response };
  } catch (error) {
    return classified(error, message.address, watch.begun());
  }
}

function signing(dkim: DkimKey | null) {
  if (dkim === null) return {};
  const { domain: domainName, selector: keySelector, privateKey } = dkim;
  return { dkim: { domainName, keySelector, privateKey } };
}

function authOf({ login }: MailServer, tokens: TokenSource | null) {
  if (login === null) return {};
  const { user, password: pass, by } = login;
  if (by === 'password') return { auth: { user, pass } };
  return {
    auth: {
      type: 'OAuth2' as const,
      user,
      provisionCallback: (_user: string, renew: boolean, answer: Provision) => {
        if (tokens === null) return answer(new Error('no account to get tokens with (OAUTH_…)'));
        tokens(renew).then(
          ({ token, expiresAt }) => answer(null, token, Number.isFinite(expiresAt) ? expiresAt : 0),
          (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
        );
      },
    },
  };
}

type Provision = (error: Error | null, token?: string, expires?: number) => void;

function ignore(): void {}

/** Listens to the dialogue for the server's 354: from then on the message may have been taken. */
function dataWatch() {
  let data = false;
  const listen = (entry: { tnx?: string }, line: unknown) => {
    if (entry.tnx === 'server' && String(line).startsWith('354')) data = true;
  };
  const logger = {
    level: ignore,
    trace: ignore,
    debug: listen,
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
  return { logger, begun: () => data, reset: () => (data = false) };
}

/** A mail as nodemailer takes it. */
export function mailOf(message: Mail, from: string) {
  const { unsubscribe, attachments, references } = message;
  const answered = message.inReplyTo ?? references.at(-1);
  return {
    from,
    to: message.address,
    messageId: message.messageId,
    date: new Date(message.date),
    subject: message.subject,
    text: message.text,
    ...(message.html === null ? {} : { html: message.html }),
    ...(references.length === 0 ? {} : { references }),
    ...(answered === undefined ? {} : { inReplyTo: answered }),
    headers: {
      'Auto-Submitted': message.inReplyTo === null ? 'auto-generated' : 'auto-replied',
      // Exchange and Outlook answer with absence notes unless they are told not to
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(message.repeat ? { 'X-Duban-Repeat': '1' } : {}),
    },
    // a page on which the reader chooses another way: no List-Unsubscribe-Post, since a single click
    // by a mail server would leave somebody without notices that are a duty
    ...(unsubscribe === null ? {} : { list: { unsubscribe } }),
    attachments: attachments.map(({ name, mediaType, content }) => ({
      filename: name,
      contentDisposition: 'attachment' as const,
      contentType: mediaType,
      content: typeof content === 'string' ? content : Buffer.from(content),
    })),
  };
}
