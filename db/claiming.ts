import { and, asc, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { isUrgent } from '../plan/budget.ts';
import type { Digest } from '../plan/digest.ts';
import { type ChannelName, IMMEDIATE } from '../plan/message.ts';
import { SENT_IN_PAUSE } from '../plan/notice.ts';
import { iso } from './columns.ts';
import type { Database } from './connect.ts';
import { type MessageRow, recordAttempts, recording, type Settled } from './messages.ts';
import { mayLeave, type NoticeRow } from './notices.ts';
import { message, notice, person } from './schema.ts';

/** A message with the notices that it tells, and the tasks they are about, in the same order. */
export type Ready = { row: MessageRow; notices: NoticeRow[]; taskIds: number[] };

/** What leaves, as it will stand in the message's row. */
export type Rendered = {
  subject: string | null;
  text: string;
  /** A mail's words before they are laid out. */
  digest: Digest | null;
  fields: Record<string, string> | null;
};

/** A message whose words are made, and what they were made of; null: there is nothing left to say. */
export type Prepared = Ready & { rendered: Rendered | null; madeOf: string };

/** Which messages may be sent now, and how many are looked at. */
export type Claim = {
  channel: ChannelName;
  limit: number;
  now: number;
  /** False outside office hours: only answers that somebody waits for leave. */
  officeHours: boolean;
  minuteOfDay: number;
  /** What is overdue passes quiet hours. */
  urgentInQuiet: boolean;
  /** Messages to one reader within an hour. */
  perReader: number;
  /** The last message that was looked at in this step; null: none yet. */
  after: Pick<MessageRow, 'id' | 'nextAt'> | null;
};

/** Made of notices: with none that still holds there is nothing to say. */
const OF_NOTICES = ['assignment', 'digest', 'list'];

/**
 * Makes the words of messages that may be sent now, without claiming any: of the notices that still
 * hold, unless a message may have arrived already and is said again as it was.
 */
export async function prepare(
  db: Database,
  claim: Claim,
  render: (db: Database, ready: Ready[]) => Promise<Map<number, Rendered | 'failed'>>,
): Promise<Prepared[]> {
  const rows = await dueRows(db, claim);
  if (rows.length === 0) return [];
  const [held, taskOf] = await heldBy(db, rows);
  const all = rows.map((row) => {
    const own = held.get(row.besideId ?? row.id) ?? [];
    const notices = (row.besideId === null ? own : own.filter(worthBeside)).map((each) => each.row);
    const taskIds = notices.flatMap(({ occurrenceId }) => taskOf.get(occurrenceId ?? '') ?? []);
    return { row, notices, taskIds, madeOf: madeOf(own) };
  });
  const alive = all.filter(({ row, notices }) => notices.length > 0 || !isOfNotices(row));
  const told = await toldBefore(db, alive);
  const isSame = ({ row, notices }: Ready) =>
    mayHaveArrived(row) && (told.get(row.id) ?? 0) === notices.length;
  const again = alive.filter(isSame);
  const rendered = await render(
    db,
    alive.filter((each) => !isSame(each)),
  );
  for (const { row } of again) {
    const { subject, digest, fields, text } = row;
    rendered.set(row.id, { subject, digest, fields, text: text ?? '' });
  }
  return all.flatMap((each) => {
    const words = rendered.get(each.row.id) ?? null;
    return words === 'failed' ? [] : [{ ...each, rendered: words }];
  });
}

/** How many notices each message told that may have arrived: with fewer its old words are untrue. */
async function toldBefore(db: Database, ready: Ready[]): Promise<Map<number, number>> {
  const ids = ready.filter(({ row }) => mayHaveArrived(row)).map(({ row }) => row.id);
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: notice.messageId, told: count() })
    .from(notice)
    .where(inArray(notice.messageId, ids))
    .groupBy(notice.messageId);
  return new Map(rows.flatMap(({ id, told }) => (id === null ? [] : [[id, told]])));
}

function isOfNotices({ kind }: MessageRow): boolean {
  return OF_NOTICES.includes(kind);
}

/** What may have arrived is said again in the same words, while they are true. */
function mayHaveArrived(row: MessageRow): boolean {
  return (row.state === 'unclear' || row.repeats > 0) && row.text !== null;
}

const READY = inArray(message.state, ['ready', 'unclear']);

async function dueRows(db: Database, claim: Claim): Promise<MessageRow[]> {
  const { channel, limit, now, officeHours, after } = claim;
  const immediate = inArray(message.kind, [...IMMEDIATE]);
  const found = await db
    .select({ row: message })
    .from(message)
    .leftJoin(person, eq(person.id, message.personId))
    .where(
      and(
        READY,
        eq(message.channel, channel),
        sql`${message.nextAt} <= ${iso(now)}::timestamptz`,
        or(immediate, officeHours ? awake(claim) : sql`false`),
        after === null
          ? undefined
          : sql`(${message.nextAt}, ${message.id}) > (${iso(after.nextAt)}::timestamptz, ${after.id})`,
        notPaced(claim),
      ),
    )
    .orderBy(asc(message.nextAt), asc(message.id))
    .limit(limit);
  return found.map(({ row }) => row);
}

/** Who had so many messages within an hour gets no more; the claim counts again. */
function notPaced({ channel, perReader, now }: Claim): SQL {
  return sql`(${message.personId} is null or ${message.personId} not in (
    select e.person_id from message e where e.channel = ${channel} and e.person_id is not null
      and e.sent_at > ${iso(now - 3_600_000)}::timestamptz group by 1 having count(*) >= ${perReader}))`;
}

/** Puts off messages whose words could not be made. */
export async function putOff(db: Database, ids: number[], until: number): Promise<void> {
  await db
    .update(message)
    .set({ nextAt: until })
    .where(and(inArray(message.id, ids), READY));
}

/** The reader has no quiet hours now, or what is told may pass them. */
function awake({ minuteOfDay, urgentInQuiet }: Claim): SQL {
  const quiet = sql`coalesce(case when ${person.quietFrom} < ${person.quietTo}
    then ${minuteOfDay} >= ${person.quietFrom} and ${minuteOfDay} < ${person.quietTo}
    else ${minuteOfDay} >= ${person.quietFrom} or ${minuteOfDay} < ${person.quietTo} end, false)`;
  if (!urgentInQuiet) return sql`not ${quiet}`;
  return sql`(not ${quiet} or exists (select 1 from notice u where not u.untrue
    and u.kind in ('urge','escalate') and (u.message_id = coalesce(${message.besideId}, ${message.id})
      or u.id = any(${message.noticeIds}))))`;
}

/** What a claim goes by, and attempts of which it is written down in the same statement what became. */
export type Claiming = Pick<Claim, 'perReader' | 'now'> & { settled?: Settled[] };

/** A notice that a message tells, and the number of its occurrence's last event. */
type Held = { row: NoticeRow; seq: number };

/** The notices that hold, by the message that tells them; and the tasks of their occurrences. */
async function heldBy(
  db: Database,
  rows: MessageRow[],
): Promise<[Map<number, Held[]>, Map<string, number>]> {
  const ids = [...new Set(rows.map(({ id, besideId }) => besideId ?? id))];
  const asked = await holding(db, ids);
  const byId = new Map<number, NoticeRow>();
  if (asked.length > 0) {
    const found = await db
      .select()
      .from(notice)
      .where(
        inArray(
          notice.id,
          asked.map((each) => each.id),
        ),
      );
    for (const row of found) byId.set(row.id, row);
  }
  const held = new Map<number, Held[]>();
  const taskOf = new Map<string, number>();
  for (const { message_id: messageId, id, unit_id: unitId, seq, task_id: taskId } of asked) {
    const row = byId.get(id);
    if (row === undefined) continue;
    held.set(messageId, [
      ...(held.get(messageId) ?? []),
      { row: { ...row, unitId: unitId ?? row.unitId }, seq },
    ]);
    if (row.occurrenceId !== null && taskId !== null) taskOf.set(row.occurrenceId, taskId);
  }
  return [held, taskOf];
}

type Holding = {
  message_id: number;
  id: number;
  unit_id: number | null;
  seq: number;
  task_id: number | null;
};

/** The notices that messages tell or will take, which still hold and which their plans let go. */
async function holding(db: Database, ids: number[]): Promise<Holding[]> {
  return await db.execute<Holding>(
    sql`select * from told_notices(${arrayOf(ids)}::int[], ${inPause}::text[])`,
  );
}

const inPause = arrayOf(SENT_IN_PAUSE);

/** What words were made of: they still hold while this is the same. */
function madeOf(held: readonly Held[]): string {
  return held.map(({ row, seq }) => `${row.id}.${seq}`).join();
}

function worthBeside({ row: { audience, kind, facts } }: Held): boolean {
  return isUrgent({ audience, kind, step: facts.step ?? null });
}

/**
 * Claims prepared messages: from this commit on they count as on their way. Under a lock on the
 * occurrences that they tell of it is seen whether their words still hold; those that do not are
 * left to be prepared anew, and what has nothing left to say is dropped. So are those that would be
 * one too many for their reader within the hour. One statement, by the function `claim_messages`,
 * which writes down as well what became of attempts that it may take the place of.
 */
export async function claimPrepared<P extends Prepared>(
  db: Database,
  prepared: P[],
  { perReader, now, settled = [] }: Claiming,
): Promise<P[]> {
  if (prepared.length === 0) {
    await recordAttempts(db, settled, now);
    return [];
  }
  await releasePaused(db, prepared);
  const column = (of: (each: Prepared) => number) => arrayOf(prepared.map(of));
  const rows = await db.execute<{ id: number }>(sql`
    ${settled.length === 0 ? sql`` : sql`with ${recording(settled, now)}`}
    select claim_messages as id from claim_messages(${column(({ row }) => row.id)}::int[],
      ${column(({ row }) => row.besideId ?? row.id)}::int[], ${column(({ row }) => row.attempts)}::int[],
      array(select json_array_elements_text(${JSON.stringify(prepared.map((each) => each.madeOf))}::json)),
      ${JSON.stringify(prepared.map((each) => wordsOf(each, now)))}::json, ${iso(now)}::timestamptz,
      ${inPause}::text[], ${perReader}::int)`);
  const ids = new Set(rows.map(({ id }) => id));
  return prepared.flatMap((each) =>
    each.rendered !== null && ids.has(each.row.id)
      ? [{ ...each, row: onItsWay(each.row, each.rendered, now) }]
      : [],
  );
}

/** What the message's row becomes by the claim; a text that is missing says that it is dropped. */
function wordsOf({ row, rendered, notices }: Prepared, now: number) {
  const told = row.besideId === null && rendered !== null ? notices : [];
  return {
    id: row.id,
    subject: rendered?.subject ?? null,
    text: rendered?.text ?? null,
    digest: rendered?.digest ?? null,
    fields: rendered?.fields ?? null,
    repeats: repeatsOf(row),
    notice_ids: told.map(({ id }) => id),
    unit_ids: told.map(({ unitId }) => unitId),
    dated_at: iso(mayHaveArrived(row) ? row.datedAt : now),
  };
}

function onItsWay(row: MessageRow, rendered: Rendered, now: number): MessageRow {
  return {
    ...row,
    ...rendered,
    state: 'sending',
    attempts: row.attempts + 1,
    repeats: repeatsOf(row),
    sendingSince: now,
    datedAt: mayHaveArrived(row) ? row.datedAt : now,
  };
}

function repeatsOf({ state, repeats }: MessageRow): number {
  return repeats + (state === 'unclear' ? 1 : 0);
}

/** What was to be tried again waits for its plan, when that is paused meanwhile. */
async function releasePaused(db: Database, prepared: Prepared[]): Promise<void> {
  const tried = prepared.filter(({ row }) => row.attempts > 0).map(({ row }) => row.id);
  if (tried.length === 0) return;
  await db
    .update(notice)
    .set({ state: 'open', messageId: null })
    .where(
      and(
        inArray(notice.messageId, tried),
        eq(notice.state, 'tied'),
        eq(notice.untrue, false),
        sql`exists (select 1 from message m where m.id = ${notice.messageId} and m.state in ('ready','unclear'))`,
        sql`not (${mayLeave})`,
      ),
    );
}

/** An array of numbers or plain names as PostgreSQL writes it: one parameter, however many. */
function arrayOf(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}
