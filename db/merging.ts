import { and, eq, gte, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { MessageKind, WaitsFor } from '../plan/message.ts';
import type { Audience } from '../plan/moments.ts';
import type { NoticeKind } from '../plan/notice.ts';
import { OPEN } from '../plan/occurrence.ts';
import { iso } from './columns.ts';
import type { Database } from './connect.ts';
import { newMessageId } from './direct.ts';
import { mayLeave } from './notices.ts';
import { message, notice, occurrence, party, task, unit } from './schema.ts';

/** What tells whose notice it is, and why it is told. */
export type Reason = {
  planId: number;
  audience: Audience;
  kind: NoticeKind;
  /** Which of its kind a reminder is; null: not asked. */
  step: number | null;
  listId: number | null;
  /** The unit that owes it or is itself meant; null: the plan's own office. */
  obligedId: number | null;
  /** The task that a colleague of the unit may have taken over. */
  taskId: number | null;
};

/** Due notices that go to the same reader for the same reason, whoever that is. */
export type DueGroup = Reason & { ids: number[] };

type Grouped = {
  plan_id: number;
  audience: Audience;
  kind: NoticeKind;
  step: number;
  list_id: number;
  obliged_id: number;
  task_id: number;
  ids: number[];
};

/** Waits until no other process turns notices into messages; until the transaction ends none does. */
export async function mergeAlone(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('merging'))`);
}

/** The groups of the notices whose time has come, those of whom nobody could be reached included. */
export async function dueGroups(tx: Database, now: number): Promise<DueGroup[]> {
  // PostgreSQL cannot know how few groups there are, and would sort all notices by seven columns
  await tx.execute(sql.raw("set local enable_sort = off; set local work_mem = '64MB'"));
  const rows = await tx.execute<Grouped>(sql`
    select plan_id, audience, kind, step, list_id, obliged_id, task_id, array_agg(id) as ids
    from (${dueNotices(now)}) d group by 1, 2, 3, 4, 5, 6, 7`);
  await tx.execute(sql.raw('set local enable_sort to default; set local work_mem to default'));
  rows.sort((one, other) => (one.ids[0] ?? 0) - (other.ids[0] ?? 0));
  return rows.map((row) => ({
    planId: row.plan_id,
    audience: row.audience,
    kind: row.kind,
    step: row.step < 0 ? null : row.step,
    listId: row.list_id || null,
    obligedId: row.obliged_id || null,
    taskId: row.task_id || null,
    ids: row.ids,
  }));
}

const waiting = and(inArray(notice.state, ['open', 'unreachable']), eq(notice.untrue, false));
const listed = or(ne(notice.kind, 'list'), sql`${notice.listId} is not null`);

/** Every due notice that no waiting message is to take, with what tells its reader. */
function dueNotices(now: number) {
  return sql`
    select ${notice.id}, ${notice.planId}, ${notice.audience}, ${notice.kind},
      coalesce(${notice.listId}, 0) as list_id,
      case when ${notice.kind} = 'remind' then coalesce((${notice.facts} ->> 'step')::int, -1)
        else -1 end as step,
      case when ${notice.audience} like 'contact:%' then substr(${notice.audience}, 9)::int
        else coalesce(o.answering_unit_id, (${notice.facts} ->> 'unitId')::int, 0) end as obliged_id,
      coalesce(h.task_id, 0) as task_id
    from ${notice} left join occurrence o on o.id = ${notice.occurrenceId}
    left join (select distinct task_id from handler) h on h.task_id = o.task_id
    where ${and(waiting, sql`${notice.notBefore} <= ${iso(now)}::timestamptz`, mayLeave, listed)}
      and ${notice.id} not in (select unnest(w.notice_ids) from message w where w.notice_ids <> '{}')`;
}

/** What one reader is to be told in one message; each group as of the unit that it is told for. */
export type Bundle<Group extends Pick<DueGroup, 'ids'> = DueGroup> = {
  personId: number;
  channel: 'mail' | 'sms';
  address: string;
  kind: Extract<MessageKind, 'assignment' | 'digest' | 'list'>;
  window: string;
  nextAt: number;
  members: { group: Group; unitId: number }[];
};

/** What became of bundles: the message that takes each, or null where its window has left already. */
export type Gathered<Group extends Pick<DueGroup, 'ids'> = DueGroup> = {
  bundle: Bundle<Group>;
  messageId: number | null;
};

/**
 * Writes messages, one per reader, channel, kind and window, each with the notices that it will take
 * when it is claimed; it takes more until then. What is recorded meanwhile and makes a notice untrue
 * is seen at the claim.
 */
export async function gatherMessages<Group extends Pick<DueGroup, 'ids'>>(
  db: Database,
  bundles: Bundle<Group>[],
  domain: string,
  now: number,
): Promise<Gathered<Group>[]> {
  if (bundles.length === 0) return [];
  const table = bundles.map(({ members, ...bundle }) => ({
    person_id: bundle.personId,
    channel: bundle.channel,
    kind: bundle.kind,
    window: bundle.window,
    address: bundle.address,
    name: newMessageId(domain),
    notice_ids: `{${members.flatMap(({ group }) => group.ids).join()}}`,
    unit_ids: `{${members.flatMap(({ group, unitId }) => group.ids.map(() => unitId)).join()}}`,
    next_at: iso(bundle.nextAt),
  }));
  const rows = await db.execute<TakingRow>(sql`
    insert into message as m (person_id, channel, kind, "window", address, message_id, notice_ids,
      unit_ids, state, attempts, repeats, next_at, dated_at, created_at)
    select g.person_id, g.channel, g.kind, g."window", g.address, g.name, g.notice_ids::int[],
      g.unit_ids::int[], 'ready', 0, 0, g.next_at, ${iso(now)}::timestamptz, ${iso(now)}::timestamptz
    from json_to_recordset(${JSON.stringify(table)}::json) as g(person_id int, channel text, kind text,
      "window" text, address text, name text, notice_ids text, unit_ids text, next_at timestamptz)
    on conflict (person_id, channel, kind, "window") do update
      set notice_ids = m.notice_ids || excluded.notice_ids, unit_ids = m.unit_ids || excluded.unit_ids,
        state = 'ready', address = case m.state when 'ready' then m.address else excluded.address end,
        next_at = case m.state when 'ready' then m.next_at else excluded.next_at end,
        beside_id = case m.state when 'ready' then m.beside_id end
      -- one that had nothing to say, as its mail told it, may be needed after all
      where m.attempts = 0 and m.state in ('ready','dropped')
    returning m.id, m.person_id, m.channel, m.kind, m."window"`);
  const open = new Map(rows.map((row) => [keyOf({ ...row, personId: row.person_id }), row.id]));
  return bundles.map((bundle) => ({ bundle, messageId: open.get(keyOf(bundle)) ?? null }));
}

type TakingRow = { id: number; person_id: number; channel: string; kind: string; window: string };

type Key = { personId: number | null; channel: string; kind: string; window: string };

function keyOf({ personId, channel, kind, window }: Key): string {
  return `${personId}/${channel}/${kind}/${window}`;
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
    messageId: newMessageId(domain),
    state: 'ready' as const,
    attempts: 0,
    repeats: 0,
    nextAt: bundle.nextAt,
    datedAt: now,
    createdAt: now,
  }));
  await db.insert(message).values(rows).onConflictDoNothing();
}

/** Puts due notices off to a later instant, and keeps why; null: nothing is held against them. */
export async function postpone(
  db: Database,
  ids: number[],
  until: number,
  why: WaitsFor | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ notBefore: until, ...(why === null ? {} : { waitsFor: why }) })
    .where(and(among(ids), waiting));
}

/** Marks notices whose audience nobody holds; true when any was not marked before. */
export async function markUnreachable(db: Database, ids: number[]): Promise<boolean> {
  const rows = await db
    .update(notice)
    .set({ state: 'unreachable' })
    .where(and(among(ids), eq(notice.state, 'open'), eq(notice.untrue, false)))
    .returning({ id: notice.id });
  return rows.length > 0;
}

/** Withdraws notices that must not be sent at all. */
export async function withdrawDue(db: Database, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(among(ids), waiting));
}

/** One parameter, however many there are. */
function among(ids: number[]) {
  return sql`${notice.id} = any(${`{${ids.join()}}`}::int[])`;
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
        sql`${message.personId} = any(${`{${personIds.join(',')}}`}::int[])`,
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
