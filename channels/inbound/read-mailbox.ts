import { Readable } from 'node:stream';
import type { Database } from '../../db/connect.ts';
import { keepFiles } from '../../db/evidence.ts';
import type { FileStore } from '../../db/files.ts';
import { firstMailAt, knownInbound } from '../../db/inbound.ts';
import { derivedId, sha256 } from '../../db/canonical.ts';
import type { Give } from '../../db/giving.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { PendingError, rootCause } from '../../plan/errors.ts';
import type { ReceivedMail } from '../../plan/inbound/received-mail.ts';
import { judge } from './judge.ts';
import type { Mailbox, Waiting } from './mailbox.ts';
import { parseMail, type ParsedInbound } from './parse.ts';

/** What reading the mailbox works with. */
export type MailReading = {
  db: Database;
  mailbox: Mailbox;
  files: FileStore;
  give: Give;
  calendar: () => Promise<Calendar>;
  /** The domain of Message-IDs. */
  domain: string;
  /** The addresses from which we write. */
  ours: readonly string[];
  /** Our mail server's name in Authentication-Results; null: none is believed. */
  authServer: string | null;
  /** Mails that failed, kept from one step to the next. */
  setAside: SetAside;
  /** Says what an administrator must know; ids and server words only. */
  alarm: (text: string) => void;
};

/** How often mails failed, by their uids, and when each is tried again. */
export type SetAside = Map<number, { failed: number; until: number }>;

/** What a step did: mails read, and mails left for the next step. */
export type MailboxRead = { read: number; left: number };

const MOST_AT_ONCE = 50;
const LARGEST_MAIL = 50 * 1024 * 1024;
const DAY = 86_400_000;
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 60 * 60_000;

/**
 * Reads what waits in the mailbox, a mail after the other: judges it, has its commands carried out,
 * writes down what became of it, and only then takes it out of what waits. Killed anywhere, the next
 * step reads it again and comes to the same end: every id follows from the mail's own Message-ID.
 * One that fails is set aside for longer and longer, so that those behind it have their turn.
 */
export async function readMailbox(reading: MailReading, now: number): Promise<MailboxRead> {
  const { db, mailbox, alarm, setAside } = reading;
  const since = await firstMailAt(db);
  if (since === null) return { read: 0, left: 0 };
  const waiting = await mailbox.waiting(since - DAY);
  const known = await knownInbound(
    db,
    waiting.flatMap(({ messageId }) => messageId ?? []),
  );
  const turn = waiting.filter(({ uid }) => (setAside.get(uid)?.until ?? 0) <= now);
  const next = turn.slice(0, MOST_AT_ONCE);
  const done = { read: 0, left: waiting.length - next.length };
  for (const mail of next) {
    try {
      if (mail.messageId === null || !known.has(mail.messageId)) await readOne(reading, mail, now);
      await mailbox.done(mail.uid);
      setAside.delete(mail.uid);
      done.read += 1;
    } catch (error) {
      done.left += 1;
      putAside(setAside, mail, now);
      const reason = error instanceof Error ? rootCause(error).message : String(error);
      if (!(error instanceof PendingError)) alarm(`a received mail was not read yet: ${reason}`);
    }
  }
  return done;
}

function putAside(setAside: SetAside, { uid }: Waiting, now: number): void {
  const failed = (setAside.get(uid)?.failed ?? 0) + 1;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failed - 1));
  setAside.set(uid, { failed, until: now + pause });
}

async function readOne(reading: MailReading, waiting: Waiting, now: number): Promise<void> {
  const tooLarge = waiting.size > LARGEST_MAIL;
  const raw = await reading.mailbox.fetch(waiting.uid, tooLarge ? 'headers' : 'whole');
  if (raw === null) return; // somebody else took it out
  const parsed = await parsedOf(raw);
  // a mail without an id of its own is known by its bytes
  const key =
    parsed?.mail.messageId ?? waiting.messageId ?? `sha256:${sha256(raw.toString('latin1'))}`;
  if ((await knownInbound(reading.db, [key])).size > 0) return;
  const fileId = await keepRaw(reading, key, raw, now);
  const { mail, bytes } = parsed ?? { mail: unreadable(key), bytes: [] };
  const fault =
    parsed === null ? '邮件格式有误，读不出内容' : tooLarge ? '邮件过大，没有读入' : null;
  await judge(reading, { key, fileId, mail, bytes, fault }, now);
}

async function parsedOf(raw: Buffer): Promise<ParsedInbound | null> {
  try {
    return await parseMail(raw);
  } catch {
    return null;
  }
}

function unreadable(key: string): ReceivedMail {
  return {
    messageId: key,
    from: null,
    subject: '',
    headers: {},
    answers: [],
    text: '',
    files: [],
    report: null,
    returned: [],
  };
}

/** The mail as it came in, kept under an id that follows from its key. */
async function keepRaw(
  { db, files }: MailReading,
  key: string,
  raw: Buffer,
  now: number,
): Promise<string> {
  const id = derivedId('mail', key, 'raw');
  const { sha256: hash, size } = await files.put(Readable.from([raw]));
  const row = { id, sha256: hash, size, name: '来信.eml', mediaType: 'message/rfc822', at: now };
  await keepFiles(db, [row]);
  return id;
}
