import { createTransport } from 'nodemailer';
import type { Channel, Mail, Outcome } from './channel.ts';

export type EmailOptions = { smtpUrl: string; from: string };

/**
 * Sends mail by SMTP over one connection, one message after the other, each to one recipient, so
 * that no answer is partly yes and it is always known whether the message's data had begun.
 */
export function emailChannel({ smtpUrl, from }: EmailOptions): Channel<Mail> {
  const watch = dataWatch();
  const transport = createTransport({
    ...connectionOf(smtpUrl),
    pool: true,
    maxConnections: 1,
    maxRequeues: 0, // a connection that breaks is our decision, not the pool's
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    transactionLog: true,
    logger: watch.logger,
  });
  return {
    pace: { atOnce: 1, perMinute: 600, burst: 100 },
    send: async (message) => {
      watch.reset();
      try {
        const info = await transport.sendMail(mailOf(message, from));
        return { result: 'sent', response: info.response };
      } catch (error) {
        return classified(error, message.address, watch.begun());
      }
    },
    close: () => transport.close(),
  };
}

/** Where a mail server listens; smtps has its own port. */
export function smtpAddress(smtpUrl: string): { host: string; port: number; secure: boolean } {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return { host: url.hostname, port: Number(url.port || (secure ? 465 : 587)), secure };
}

function connectionOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    ...smtpAddress(smtpUrl),
    ...(url.username === '' ? {} : { auth }),
  };
}

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

function mailOf(message: Mail, from: string) {
  return {
    from,
    to: message.address,
    messageId: message.messageId,
    date: new Date(message.date),
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(message.repeat ? { 'X-Duban-Repeat': '1' } : {}),
    },
  };
}

const BAD_ADDRESS = [550, 551, 553];
const OUR_ACCOUNT = [530, 534, 535, 538];
const OUR_FAULT = ['EAUTH', 'ETLS', 'ECONFIG', 'EOAUTH2', 'EPROXY'];
// servers say 550 as well when they doubt the sender or want it slower; the address is good then
const TOO_FAST = /frequency|too many|rate limit|try again/i;
const POLICY = /\b5\.7\.\d|spam|block/i;

/** What a failed sending means; the server's words are kept without the recipient's address. */
export function classified(error: unknown, address: string, dataBegun: boolean): Outcome {
  const words = wordsOf(error);
  const response = words.replaceAll(address, '<收件人>').slice(0, 500);
  const code = fieldOf(error, 'responseCode');
  const kind = String(fieldOf(error, 'code'));
  if (OUR_FAULT.includes(kind)) return { result: 'configuration', response };
  if (typeof code !== 'number') return { result: withoutAnswer(kind, words, dataBegun), response };
  const step = String(fieldOf(error, 'command'));
  return { result: code < 500 ? 'retry' : refusedFor(code, step, words), response };
}

function withoutAnswer(kind: string, words: string, dataBegun: boolean): Outcome['result'] {
  if (dataBegun) return 'unclear';
  if (kind === 'EENVELOPE') return /sender/i.test(words) ? 'configuration' : 'bad-address';
  return kind === 'EMESSAGE' ? 'refused' : 'retry';
}

/** Only an answer to the recipient's name can tell that it does not exist. */
function refusedFor(code: number, step: string, words: string): Outcome['result'] {
  if (OUR_ACCOUNT.includes(code)) return 'configuration';
  if (TOO_FAST.test(words)) return 'retry';
  if (step === 'MAIL FROM' && code !== 552) return 'configuration';
  const named = step === 'RCPT TO' && BAD_ADDRESS.includes(code) && !POLICY.test(words);
  return named ? 'bad-address' : 'refused';
}

function wordsOf(error: unknown): string {
  const response = fieldOf(error, 'response');
  if (typeof response === 'string' && response !== '') return response;
  return error instanceof Error ? error.message : String(error);
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
