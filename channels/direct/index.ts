import type { Database } from '../../db/connect.ts';
import type { MessageRow } from '../../db/messages.ts';
import type { Calendar } from '../../plan/calendar.ts';
import type { Digest } from '../../plan/digest.ts';
import type { DirectKind } from '../../plan/message.ts';
import type { ShortMessage } from '../../plan/sms.ts';
import { alertWords } from './alert.ts';
import { checkWords } from './check.ts';
import { answerWords } from './answer.ts';
import { codeWords } from './code.ts';
import { handoverWords } from './handover.ts';
import { linkWords } from './link.ts';
import { testWords } from './test.ts';

/** What a direct message says: as a mail, and where it may leave as one, as a short message. */
export type DirectWords = {
  digest: Digest;
  short?: ShortMessage;
};

export type DirectSetting = { calendar: Calendar; now: number };

type Composer = (db: Database, row: MessageRow, setting: DirectSetting) => Promise<DirectWords>;

/** Who composes what when the message leaves; names and texts are looked up then. */
const COMPOSERS: Partial<Record<DirectKind, Composer>> = {
  answer: answerWords,
  test: testWords,
  alert: alertWords,
  code: codeWords,
  link: linkWords,
  handover: handoverWords,
  check: checkWords,
};

/**
 * Composes a message that no notice stands behind; null when it is no longer needed.
 *
 * @throws RangeError when nobody knows how
 */
export async function composeDirect(
  db: Database,
  row: MessageRow,
  kind: DirectKind,
  setting: DirectSetting,
): Promise<DirectWords> {
  const composer = COMPOSERS[kind];
  if (composer === undefined) throw new RangeError(`nobody composes messages of kind ${kind}`);
  return await composer(db, row, setting);
}
