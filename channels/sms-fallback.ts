import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { postDirect } from '../db/direct.ts';
import { gatherMessages } from '../db/merging.ts';
import { type MessageRow, noticesOfMessage, reopenNotices } from '../db/messages.ts';
import { type NoticeRow, tellCoordinator } from '../db/notices.ts';
import { person, unit } from '../db/schema.ts';
import { beijingDate } from '../plan/date.ts';
import type { MessageKind } from '../plan/message.ts';

type Falling = {
  /** The domain of Message-IDs. */
  domain: string;
  now: number;
  /** When the coordinator is told. */
  notBefore: number;
};

/**
 * What a short message was to tell goes by mail when its template cannot be used, and the offices of
 * its plans hear of that once a day. False: it went beside no mail and its reader has no mailbox.
 */
export async function mailInstead(
  tx: Database,
  row: MessageRow,
  { domain, now, notBefore }: Falling,
): Promise<boolean> {
  const notices = await noticesOfMessage(tx, row);
  const moved = row.besideId !== null || (await moveToMail(tx, row, notices, { domain, now }));
  if (!moved) return false;
  const template = row.fields?.['template'] ?? '';
  for (const planId of new Set(notices.map((notice) => notice.planId))) {
    const key = `sms-template/${template}/plan/${planId}/${beijingDate(now)}`;
    const facts = { fault: 'sms-template' as const };
    const news = { key, planId, occurrenceId: null, kind: 'mend-contact' as const, facts };
    await tellCoordinator(tx, news, notBefore);
  }
  return true;
}

const GATHERED = ['assignment', 'digest', 'list'] as const;
/** Direct messages that say the same by mail; a code proves a telephone. */
const DIRECT = ['link', 'handover', 'check'] as const;

async function moveToMail(
  tx: Database,
  row: MessageRow,
  notices: NoticeRow[],
  { domain, now }: Pick<Falling, 'domain' | 'now'>,
): Promise<boolean> {
  const { personId } = row;
  if (personId === null) return false;
  const address = (await ownMailbox(tx, personId)) ?? (await unitMailbox(tx, notices[0]?.unitId));
  if (address === null) return false;
  const window = `${row.window}/sms`; // the day's own mail may have left already
  const direct = DIRECT.find((kind) => kind === row.kind);
  if (direct !== undefined) {
    const facts = row.facts ?? {};
    const post = { personId, address, channel: 'mail' as const, kind: direct, window, facts };
    return (await postDirect(tx, { ...post, now, domain })) !== null;
  }
  const kind = gathered(row.kind);
  if (kind === null) return false;
  await reopenNotices(tx, row.id);
  const members = notices.map(({ id, unitId }) => ({ group: { ids: [id] }, unitId: unitId ?? 0 }));
  const bundle = {
    personId,
    channel: 'mail' as const,
    address,
    kind,
    window,
    nextAt: now,
    members,
  };
  await gatherMessages(tx, [bundle], domain, now);
  return true;
}

async function ownMailbox(tx: Database, personId: number): Promise<string | null> {
  const [reader] = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(eq(person.id, personId), isNull(person.emailFault)));
  return reader?.email ?? null;
}

/** The mailbox that a whole office reads. */
async function unitMailbox(tx: Database, unitId: number | null = null): Promise<string | null> {
  if (unitId === null) return null;
  const [row] = await tx.select({ mailbox: unit.mailbox }).from(unit).where(eq(unit.id, unitId));
  return row?.mailbox ?? null;
}

function gathered(kind: MessageKind): (typeof GATHERED)[number] | null {
  return GATHERED.find((each) => each === kind) ?? null;
}
