import { and, asc, desc, eq, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { mobileOf } from '../plan/phone.ts';
import type { NoticeFacts } from '../plan/notice.ts';
import type { Receipt } from '../plan/sms-arrivals.ts';
import type { Database } from './connect.ts';
import { askToMend, mendFacts } from './mend-contact.ts';
import { type MessageRow, reopenNotices } from './messages.ts';
import { tellOffices } from './office-notices.ts';
import { deliveryReport, message, person, post } from './schema.ts';

/**
 * Writes down what a provider reports of a short message; saying it twice changes nothing. A number
 * that takes nothing is marked, and its unit's coordinator asked to mend the contact at `notBefore`.
 * `stranger`: no message of ours is meant.
 */
export async function recordReceipt(
  db: Database,
  receipt: Receipt,
  notBefore: number,
): Promise<'recorded' | 'known' | 'stranger'> {
  return await db.transaction(async (tx) => {
    const row = await meant(tx, receipt);
    if (row === null) return 'stranger';
    const { kind, at, words, fault } = receipt;
    const written = await tx
      .insert(deliveryReport)
      .values({ messageId: row.id, kind, at, words })
      .onConflictDoNothing()
      .returning({ id: deliveryReport.messageId });
    if (written.length === 0) return 'known';
    await markTaken(tx, row, receipt);
    if (kind === 'undelivered') await meetFailure(tx, row, fault, words, notBefore);
    return 'recorded';
  });
}

async function meant(tx: Database, receipt: Receipt): Promise<MessageRow | null> {
  const { messageId, providerIds } = receipt;
  const named = messageId === null ? [] : [eq(message.messageId, messageId)];
  const known = providerIds.length === 0 ? [] : [inArray(message.providerId, providerIds)];
  if (named.length + known.length === 0) return null;
  const [row] = await tx
    .select()
    .from(message)
    .where(and(eq(message.channel, 'sms'), or(...named, ...known)))
    .orderBy(desc(message.id))
    .limit(1)
    .for('update');
  return row ?? null;
}

/** Whoever reports of it had taken it: nobody need wonder, and nothing goes out again. */
async function markTaken(tx: Database, row: MessageRow, { at, providerIds }: Receipt) {
  const doubted = row.state === 'unclear' || row.state === 'failed';
  const providerId = row.providerId ?? providerIds[0] ?? null;
  await tx
    .update(message)
    .set({ providerId, ...(doubted ? { state: 'sent' as const, sentAt: row.sentAt ?? at } : {}) })
    .where(eq(message.id, row.id));
}

async function meetFailure(
  tx: Database,
  row: MessageRow,
  fault: Receipt['fault'],
  words: string,
  notBefore: number,
): Promise<void> {
  if (fault !== null) await markPhone(tx, row, words);
  // beside a mail nobody need be called: the mail has said it
  if (fault === null && row.besideId !== null) return;
  const told = TOLD[fault ?? 'none'];
  const asked = await askToMend(tx, row, told, notBefore, 'phone');
  if (asked === 0 && fault !== null) await tellUnitsOffices(tx, row, told, notBefore);
  if (fault !== null) await reopenNotices(tx, row.id);
}

const TOLD = { 'bad-address': 'phone', 'opted-out': 'opted-out', none: 'unreceived' } as const;

/** A code or a link has no plan behind it: the offices of the reader's units are told. */
async function tellUnitsOffices(
  tx: Database,
  row: MessageRow,
  fault: NonNullable<NoticeFacts['fault']>,
  now: number,
): Promise<void> {
  if (row.personId === null) return;
  const unitIds = await unitsOf(tx, row.personId);
  const [first = null] = unitIds;
  const facts = mendFacts(row, fault, first);
  await tellOffices(tx, unitIds, {
    key: `message/${row.id}/phone`,
    kind: 'mend-contact',
    facts,
    now,
  });
}

async function unitsOf(tx: Database, personId: number): Promise<number[]> {
  const rows = await tx
    .select({ unitId: post.unitId })
    .from(post)
    .where(and(eq(post.personId, personId), isNull(post.to)))
    .orderBy(asc(post.id));
  return rows.map(({ unitId }) => unitId);
}

/** Marks the number that was written to, not one that was entered since. */
async function markPhone(tx: Database, row: MessageRow, words: string): Promise<void> {
  if (row.personId === null) return;
  const [holder] = await tx
    .select({ phone: person.phone })
    .from(person)
    .where(eq(person.id, row.personId));
  if (mobileOf(holder?.phone ?? '') !== mobileOf(row.address)) return;
  await tx.update(person).set({ phoneFault: words }).where(eq(person.id, row.personId));
}

export type AwaitedReceipt = {
  messageId: string;
  providerId: string | null;
  address: string;
  sentAt: number;
};

/** Short messages that were taken between two instants and of which nothing has been heard. */
export async function awaitedReceipts(
  db: Database,
  from: number,
  to: number,
): Promise<AwaitedReceipt[]> {
  const heard = db
    .select({ one: sql`1` })
    .from(deliveryReport)
    .where(
      and(
        eq(deliveryReport.messageId, message.id),
        inArray(deliveryReport.kind, ['delivered', 'undelivered']),
      ),
    );
  const rows = await db
    .select({
      messageId: message.messageId,
      providerId: message.providerId,
      address: message.address,
      sentAt: message.sentAt,
    })
    .from(message)
    .where(
      and(
        eq(message.channel, 'sms'),
        eq(message.state, 'sent'),
        gt(message.sentAt, from),
        lt(message.sentAt, to),
        notExists(heard),
      ),
    )
    .orderBy(asc(message.id))
    .limit(2000);
  return rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt ?? 0 }));
}
