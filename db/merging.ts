import { and, eq, gte, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
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

/** Due notices that go to the same reader for the same reason, whoever that is. */
export type DueGroup = {
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

type Grouped = {
  plan_id: number;
  audience: Audience;
  kind: NoticeKind;
  step: number;
  list_id: number;
  obliged_id: number;
  task_id: number;
};

/** The groups of the notices whose time has come, those of whom nobody could be reached included. */
export async function dueGroups(db: Database, now: number): Promise<DueGroup[]> {
  const rows = await db.execute<Grouped>(sql`
    select plan_id, audience, kind, step, list_id, obliged_id, task_id from (${dueNotices(now)}) d
    group by 1, 2, 3, 4, 5, 6, 7 order by min(id)`);
  return rows.map((row) => ({
    planId: row.plan_id,
    audience: row.audience,
    kind: row.kind,
    step: row.step < 0 ? null : row.step,
    listId: row.list_id || null,
    obligedId: row.obliged_id || null,
    taskId: row.task_id || null,
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

/** Groups as a table that due notices can be joined with. */
function groupsTable(rows: (DueGroup & Record<string, unknown>)[], columns = sql``) {
  const table = rows.map(({ planId, step, listId, obligedId, taskId, ...row }) => ({
    ...row,
    plan_id: planId,
    step: step ?? -1,
    list_id: listId ?? 0,
    obliged_id: obligedId ?? 0,
    task_id: taskId ?? 0,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(table)}::jsonb) as g(plan_id int, audience text,
    kind text, step int, list_id int, obliged_id int, task_id int${columns})`;
}

const sameGroup = sql`d.plan_id = g.plan_id and d.audience = g.audience and d.kind = g.kind
  and d.step = g.step and d.list_id = g.list_id and d.obliged_id = g.obliged_id
  and d.task_id = g.task_id`;

/** What one reader is to be told in one message; each group as of the unit that it is told for. */
export type Bundle = {
  personId: number;
  channel: 'mail' | 'sms';
  address: string;
  kind: Extract<MessageKind, 'assignment' | 'digest' | 'list'>;
  window: string;
  nextAt: number;
  members: { group: DueGroup; unitId: number }[];
};

/** What became of bundles: the message that takes each, or null where its window has left already. */
export type Tied = { bundle: Bundle; messageId: number | null };

/**
 * Writes messages, one per reader, channel, kind and window, each with the notices that it will take
 * when it is claimed; it takes more until then. One statement, however many notices there are: what
 * is recorded meanwhile and makes a notice untrue is seen at the claim.
 */
export async function tieBundles(
  db: Database,
  bundles: Bundle[],
  domain: string,
  now: number,
): Promise<Tied[]> {
  if (bundles.length === 0) return [];
  const table = bundles.flatMap(({ members, ...bundle }) => {
    const name = newMessageId(domain);
    return members.map(({ group, unitId }) => ({
      ...group,
      person_id: bundle.personId,
      channel: bundle.channel,
      address: bundle.address,
      message_kind: bundle.kind,
      window_name: bundle.window,
      next_at: iso(bundle.nextAt),
      name,
      unit_id: unitId,
    }));
  });
  const columns = sql.raw(`, person_id int, channel text, address text, message_kind text,
    window_name text, next_at timestamptz, name text, unit_id int`);
  const rows = await hashing(
    db,
    sql`
    with due as materialized (${dueNotices(now)})
    insert into message as m (person_id, channel, kind, "window", address, message_id, notice_ids,
      unit_ids, state, attempts, repeats, next_at, dated_at, created_at)
    select g.person_id, g.channel, g.message_kind, g.window_name, g.address, g.name,
      array_agg(d.id), array_agg(g.unit_id), 'ready', 0, 0, g.next_at,
      ${iso(now)}::timestamptz, ${iso(now)}::timestamptz
    from due d join ${groupsTable(table, columns)} on ${sameGroup}
    group by g.person_id, g.channel, g.message_kind, g.window_name, g.address, g.name, g.next_at
    on conflict (person_id, channel, kind, "window") do update
      set notice_ids = m.notice_ids || excluded.notice_ids, unit_ids = m.unit_ids || excluded.unit_ids,
        state = 'ready', address = case m.state when 'ready' then m.address else excluded.address end,
        next_at = case m.state when 'ready' then m.next_at else excluded.next_at end,
        beside_id = case m.state when 'ready' then m.beside_id end
      -- one that had nothing to say, as its mail told it, may be needed after all
      where m.attempts = 0 and m.state in ('ready','dropped')
    returning m.id, m.person_id, m.channel, m.kind, m."window"`,
  );
  const open = new Map(rows.map((row) => [keyOf({ ...row, personId: row.person_id }), row.id]));
  return bundles.map((bundle) => ({ bundle, messageId: open.get(keyOf(bundle)) ?? null }));
}

type TiedRow = { id: number; person_id: number; channel: string; kind: string; window: string };

/** PostgreSQL cannot know how many groups there are and would compare each notice with each of them. */
async function hashing(db: Database, statement: SQL): Promise<TiedRow[]> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql.raw('set local enable_nestloop = off'));
    return await tx.execute<TiedRow>(statement);
  });
}

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

/** The notices of groups. */
function idsOf(groups: DueGroup[], now: number) {
  return sql`(select d.id from (${dueNotices(now)}) d join ${groupsTable(groups)} on ${sameGroup})`;
}

/** Puts the due notices of groups off to a later instant, and keeps why. */
export async function postponeGroups(
  db: Database,
  groups: DueGroup[],
  { until, why, now }: { until: number; why: WaitsFor; now: number },
): Promise<void> {
  if (groups.length === 0) return;
  await db
    .update(notice)
    .set({ notBefore: until, waitsFor: why })
    .where(and(sql`${notice.id} in ${idsOf(groups, now)}`, waiting));
}

/** Marks the notices of a group whose audience nobody holds; true when any was not marked before. */
export async function markUnreachable(
  db: Database,
  group: DueGroup,
  now: number,
): Promise<boolean> {
  const rows = await db
    .update(notice)
    .set({ state: 'unreachable' })
    .where(and(sql`${notice.id} in ${idsOf([group], now)}`, eq(notice.state, 'open')))
    .returning({ id: notice.id });
  return rows.length > 0;
}

/** Withdraws the notices of groups that must not be sent at all. */
export async function withdrawGroups(db: Database, groups: DueGroup[], now: number): Promise<void> {
  if (groups.length === 0) return;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(sql`${notice.id} in ${idsOf(groups, now)}`, waiting));
}

/** Puts notices off to a later instant. */
export async function postpone(db: Database, ids: number[], until: number): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ notBefore: until })
    .where(and(inArray(notice.id, ids), waiting));
}

/** Withdraws a notice that must not be sent at all. */
export async function withdrawNotice(db: Database, id: number): Promise<void> {
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(and(eq(notice.id, id), inArray(notice.state, ['open', 'unreachable'])));
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
