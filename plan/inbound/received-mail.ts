import { beijingDate, type PlainDate } from '../date.ts';

/** An attachment of a mail that came in; its bytes are kept elsewhere. */
export type ReceivedFile = {
  name: string;
  mediaType: string;
  size: number;
  /** A picture that the mail's own text shows. */
  shown: boolean;
  /** Why its bytes are no evidence; null: they are. */
  refused: string | null;
};

/** What a mail server says in a report on a mail that it could not deliver (RFC 3464). */
export type DeliveryReport = {
  /** The fields of each address: action, status, final-recipient, diagnostic-code. */
  recipients: Record<string, string>[];
};

/** A mail as it came in, read and without its bytes. */
export type ReceivedMail = {
  /** Its own Message-ID; null when it has none. */
  messageId: string | null;
  from: string | null;
  subject: string;
  /** By lower-case name; of several of a name all, the topmost first. */
  headers: Record<string, readonly string[]>;
  /** The Message-IDs that it answers: In-Reply-To first, then References from the last. */
  answers: string[];
  /** Its words; those of the HTML where there are no others. */
  text: string;
  files: ReceivedFile[];
  report: DeliveryReport | null;
  /** The Message-IDs of mails that it brings back, whole or as headers. */
  returned: string[];
};

/**
 * The day on which a mail was written, as its Date header has it: days that it names are counted from
 * there, however late it is read. A clock that is ahead, or far behind, is not believed.
 */
export function dayWritten(mail: Pick<ReceivedMail, 'headers'>, now: number): PlainDate {
  const written = (headerOf(mail, 'date') ?? '').slice(0, LONGEST_DATE);
  const at = /(?:[+-]\d{4}|gmt|utc?)\s*(?:\(.*\))?$/.test(written) ? Date.parse(written) : now;
  return beijingDate(at <= now && at > now - LONGEST_WAY ? at : now);
}

const LONGEST_WAY = 60 * 86_400_000;
const LONGEST_DATE = 100;

/** The topmost header of a name, in lower case for comparing. */
export function headerOf({ headers }: Pick<ReceivedMail, 'headers'>, name: string): string | null {
  return headers[name]?.[0]?.trim().toLowerCase() ?? null;
}

/** True when two addresses mean the same mailbox. */
export function isSameAddress(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();
}
