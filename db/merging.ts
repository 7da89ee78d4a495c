import { and, eq, gte, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { MessageKind, WaitsFor } from '../plan/message.ts';
import type { Audience } from '../plan/moments.ts';
import type { NoticeKind } from '../plan/notice.ts';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { newMessageId } from './direct.ts';
import { mayLeave } from './notices.ts';
import { message, notice, occurrence, party, task, unit } from './schema.ts';

/** Due notices that go to the same reader for the same reason, whoever that is. */
export type DueGroup = {
  planId: number;
  audience: Audience;
  kind: NoticeKind;
  step: number | null;
  listId: number | null;
  /** The unit that owes it or is itself meant; null: the plan's own office. */
  obligedId: number | null;
  /** The task that a colleague of the unit has taken over. */
  taskId: number | null;
  ids: number[];
};

/** The notices whose time has come, those of whom nobody could be reached included. */
export async function dueGroups(db: Database, now: number): Promise<DueGroup[]> {
  const rows = await db.execute<{
    plan_id: number;
    audience: Audience;
    kind: NoticeKind;
    step: number | null;
    list_id: number | null;
    obliged_id: number | null;
    task_id: number | null;
    ids: number[];
  }>(sql`
    select ${notice.planId}, ${notice.audience}, ${notice.kind}, ${notice.listId},
      case when ${notice.kind} = 'remind' then (${notice.facts} ->> 'step')::int end as step,
      case when ${notice.audience} like 'contact:%' then substr(${notice.audience}, 9)::int
        else coalesce(o.answering_unit_id, (${notice.facts} ->> 'unitId')::int) end as obliged_id,
      case when exists (select 1 from handler h where h.task_id = o.task_id) then o.task_id end as task_id,
      array_agg(${notice.id} order by ${notice.id}) as ids
    from ${notice} left join occurrence o on o.id = ${notice.occurrenceId}
    where ${and(waiting, lte(notice.notBefore, now), mayLeave, listed)}
    group by 1, 2, 3, 4, 5, 6, 7
    order by min(${notice.id})`);
  return rows.map((row) => ({
    planId: row.plan_id,
    audience: row.audience,
    kind: row.kind,
    step: row.step,
    listId: row.list_id,
    obligedId: row.obliged_id,
    taskId: row.task_id,
    ids: row.ids,
  }));
}

const waiting = and(inArray(notice.state, ['open', 'unreachable']), eq(notice.untrue, false));
const listed = or(ne(notice.kind, 'list'), sql`${notice.listId} is not null`);

/** What one reader is to be told in one message; each notice as of the unit that it is told for. */
export type Bundle = {
  personId: number;
  channel: 'mail' | 'sms';
  address: string;
  kind: Extract<MessageKind, 'assignment' | 'digest' | 'list'>;
  window: string;
  nextAt: number;
  members: { ids: number[]; unitId: number }[];
};

/** What became of bundles: the message that took each, or null where its window has left already. */
export type Tied = { bundle: Bundle; messageId: number | null };

/**
 * Ties notices to messages, one per reader, channel, kind and window. A message takes notices until
 * its first try begins. What is recorded meanwhile and makes a notice untrue is seen when the
 * message is claimed, so that no occurrence needs to be locked here.
 */
export async function tieBundles(
  db: Database,
  bundles: Bundle[],
  domain: string,
  now: number,
): Promise<Tied[]> {
  if (bundles.length === 0) return [];
  return await db.transaction(async (tx) => {
    await makeMessages(tx, bundles, domain, now);
    const open = await openMessages(tx, bundles);
    const tied = bundles.map((bundle) => ({ bundle, messageId: open.get(keyOf(bundle)) ?? null }));
    await tie(tx, tied);
    return tied;
  });
}

type Key = { personId: number | null; channel: string; kind: string; window: string };

function keyOf({ personId, channel, kind, window }: Key): string {
  return `${personId}/${channel}/${kind}/${window}`;
}

async function makeMessages(
  tx: Database,
  bundles: Bundle[],
  domain: string,
  now: number,
): Promise<void> {
  const rows = bundles.map(({ personId, channel, address, kind, window, nextAt }) => ({
    personId,
    channel,
    address,
    kind,
    window,
    nextAt,
    messageId: newMessageId([personId, channel, kind, window, now], domain),
    state: 'ready' as const,
    attempts: 0,
    repeats: 0,
    datedAt: now,
    createdAt: now,
  }));
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insert(message)
      .values(rows.slice(from, from + 1000))
      .onConflictDoNothing();
  }
}

/** The messages that still take notices, held so that no sender claims them meanwhile. */
async function openMessages(tx: Database, bundles: Bundle[]): Promise<Map<string, number>> {
  const windows = [...new Set(bundles.map(({ window }) => window))];
  const persons = [...new Set(bundles.map(({ personId }) => personId))];
  const rows = await tx
    .select({
      id: message.id,
      personId: message.personId,
      channel: message.channel,
      kind: message.kind,
      window: message.window,
    })
    .from(message)
    .where(
      and(
        sql`${message.personId} = any(${arrayOf(persons)}::int[])`,
        inArray(message.window, windows),
        eq(message.state, 'ready'),
        eq(message.attempts, 0),
        isNull(message.besideId),
      ),
    )
    .for('update');
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function tie(tx: Database, tied: Tied[]): Promise<void> {
  const ids: number[] = [];
  const messages: number[] = [];
  const units: number[] = [];
  for (const { bundle, messageId } of tied) {
    if (messageId === null) continue;
    for (const member of bundle.members) {
      for (const id of member.ids) {
        ids.push(id);
        messages.push(messageId);
        units.push(member.unitId);
      }
    }
  }
  if (ids.length === 0) return;
  await tx.execute(sql`
    update notice set state = 'tied', message_id = t.message, unit_id = t.unit, waits_for = null
    from unnest(${arrayOf(ids)}::int[], ${arrayOf(messages)}::int[], ${arrayOf(units)}::int[])
      as t(id, message, unit)
    where notice.id = t.id and notice.state in ('open','unreachable') and not notice.untrue`);
}

/** An array as PostgreSQL writes it: one parameter, however many numbers. */
function arrayOf(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}

/** Puts short messages beside mails that have not left; each is sent once, to its frozen number. */
export async function putBeside(
  db: Database,
  beside: { mailId: number; bundle: Bundle; phone: string }[],
  domain: string,
  now: number,
): Promise<void> {
  if (beside.length === 0) return;
  const rows = beside.map(({ mailId, bundle, phone }) => ({
    personId: bundle.personId,
    channel: 'sms' as const,
    kind: bundle.kind,
    window: bundle.window,
    besideId: mailId,
    address: phone,
    messageId: newMessageId([bundle.personId, 'sms', bundle.kind, bundle.window, now], domain),
    state: 'ready' as const,
    attempts: 0,
    repeats: 0,
    nextAt: bundle.nextAt,
    datedAt: now,
    createdAt: now,
  }));
  await db.insert(message).values(rows).onConflictDoNothing();
}

/** Puts notices off to a later instant, and keeps why. */
export async function postpone(
  db: Database,
  ids: number[],
  until: number,
  why: WaitsFor | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ notBefore: until, waitsFor: why })
    .where(and(sql`${notice.id} = any(${arrayOf(ids)}::int[])`, waiting));
}

/** Marks notices whose audience nobody holds; true when any was not marked before. */
export async function markUnreachable(db: Database, ids: number[]): Promise<boolean> {
  const rows = await db
    .update(notice)
    .set({ state: 'unreachable' })
    .where(and(sql`${notice.id} = any(${arrayOf(ids)}::int[])`, eq(notice.state, 'open')))
    .returning({ id: notice.id });
  return rows.length > 0;
}

/** Withdraws notices that must not be sent at all. */
export async function withdrawNotices(db: Database, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(
      and(
        sql`${notice.id} = any(${arrayOf(ids)}::int[])`,
        inArray(notice.state, ['open', 'unreachable']),
      ),
    );
}

/** How many digests each person was made in windows from one day up to but not including another. */
export async function digestsBetween(
  db: Database,
  personIds: number[],
  channel: 'mail' | 'sms',
  from: PlainDate,
  to: PlainDate,
): Promise<Map<number, number>> {
  const rows = await db
    .select({ personId: message.personId, count: sql<number>`count(*)::int` })
    .from(message)
    .where(
      and(
        sql`${message.personId} = any(${arrayOf(personIds)}::int[])`,
        eq(message.channel, channel),
        eq(message.kind, 'digest'),
        ne(message.state, 'dropped'),
        gte(message.window, from),
        lt(message.window, to),
      ),
    )
    .groupBy(message.personId);
  return new Map(
    rows.flatMap(({ personId, count }) => (personId === null ? [] : [[personId, count]])),
  );
}

/** The due dates, from one day to another, of what each unit owes or takes part in. */
export async function openDueDates(
  db: Database,
  unitIds: number[],
  from: PlainDate,
  to: PlainDate,
): Promise<Map<number, PlainDate[]>> {
  const through = sql<number>`coalesce(${unit.answersThroughId}, ${unit.id})`;
  const rows = await db
    .selectDistinct({ unitId: unit.id, throughId: through, dueOn: occurrence.dueOn })
    .from(occurrence)
    .innerJoin(party, eq(party.occurrenceId, occurrence.id))
    .innerJoin(unit, eq(unit.id, party.unitId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(
      and(
        or(inArray(unit.id, unitIds), inArray(unit.answersThroughId, unitIds)),
        ne(party.role, 'counterpart'),
        ne(task.force, 'advice'),
        inArray(occurrence.state, OPEN),
        eq(occurrence.beforeStart, false),
        eq(occurrence.liaison, false),
        gte(occurrence.dueOn, from),
        lte(occurrence.dueOn, to),
      ),
    );
  const found = new Map<number, PlainDate[]>();
  for (const { unitId, throughId, dueOn } of rows) {
    if (dueOn === null) continue;
    for (const id of new Set([unitId, throughId])) {
      found.set(id, [...(found.get(id) ?? []), dueOn]);
    }
  }
  return found;
}

/** True when a person's digest of a day can take no more lines. */
export async function windowHasLeft(
  db: Database,
  personId: number,
  window: PlainDate,
): Promise<boolean> {
  const [found] = await db
    .select({ state: message.state, attempts: message.attempts })
    .from(message)
    .where(
      and(
        eq(message.personId, personId),
        eq(message.kind, 'digest'),
        eq(message.window, window),
        isNull(message.besideId),
      ),
    );
  return found !== undefined && !(found.state === 'ready' && found.attempts === 0);
}
