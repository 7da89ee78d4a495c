import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { NotFoundError } from '../plan/errors.ts';
import type { Door, EventKind, OccurrenceState } from '../plan/occurrence.ts';
import { DOWN_FOR, type HookOutcome, hookPause, MOST_REFUSALS } from '../plan/webhooks.ts';
import { iso } from './columns.ts';
import type { Database } from './connect.ts';
import { account, person, webhook, webhookDelivery } from './schema.ts';

export type Hook = typeof webhook.$inferSelect;

/** A hook as lists show it: who made it, how much waits, and the last that was taken. */
export type ListedHook = Hook & {
  person: string;
  waiting: number;
  failed: number;
  takenAt: number | null;
};

/** What is said of a new hook. */
export type NewHook = Pick<Hook, 'name' | 'url' | 'kinds' | 'planId' | 'createdBy'>;

/** Makes a hook; from now on what the ledger records is on its way there. */
export async function addHook(db: Database, said: NewHook, now: number): Promise<number> {
  const [row] = await db
    .insert(webhook)
    .values({ ...said, createdAt: now })
    .returning({ id: webhook.id });
  if (row === undefined) throw new Error('insert into webhook returned no row');
  return row.id;
}

/** All hooks, the oldest first. */
export async function listHooks(db: Database): Promise<ListedHook[]> {
  const rows = await db
    .select({
      row: webhook,
      person: person.name,
      waiting: counted('open'),
      failed: counted('failed'),
      takenAt: sql<string | null>`(select extract(epoch from max(d.done_at)) * 1000
        from webhook_delivery d where d.webhook_id = ${webhook.id} and d.state = 'taken')`,
    })
    .from(webhook)
    .innerJoin(account, eq(account.id, webhook.createdBy))
    .innerJoin(person, eq(person.id, account.personId))
    .orderBy(asc(webhook.id));
  return rows.map(({ row, takenAt, ...more }) => ({
    ...row,
    ...more,
    takenAt: takenAt === null ? null : Number(takenAt),
  }));
}

function counted(state: typeof webhookDelivery.$inferSelect.state) {
  return sql<number>`(select count(*)::int from webhook_delivery d
    where d.webhook_id = ${webhook.id} and d.state = ${state})`;
}

/** The hook of a number. @throws NotFoundError */
export async function findHook(db: Database, id: number): Promise<Hook> {
  const [row] = await db.select().from(webhook).where(eq(webhook.id, id));
  if (row === undefined) throw new NotFoundError('推送', String(id));
  return row;
}

/** Switches a hook off, or on again: then what waits is tried at once. */
export async function switchHook(
  db: Database,
  id: number,
  on: boolean,
  now: number,
): Promise<void> {
  await findHook(db, id);
  const fresh = { failures: 0, failingSince: null, tryAt: null, why: null };
  await db
    .update(webhook)
    .set({ ...fresh, disabledAt: on ? null : now })
    .where(eq(webhook.id, id));
}

/** Removes a hook and all that is on its way there. @throws NotFoundError */
export async function removeHook(db: Database, id: number): Promise<void> {
  await findHook(db, id);
  await db.delete(webhook).where(eq(webhook.id, id));
}

/** A message as lists show it. */
export type ListedDelivery = typeof webhookDelivery.$inferSelect & { kind: EventKind };

/** The latest messages of a hook. */
export async function listDeliveries(
  db: Database,
  hookId: number,
  limit = 50,
): Promise<ListedDelivery[]> {
  await findHook(db, hookId);
  const kind = sql<EventKind>`(select e.kind from event e
    where e.occurrence_id = webhook_delivery.occurrence_id and e.seq = webhook_delivery.seq)`;
  const rows = await db
    .select({ row: webhookDelivery, kind })
    .from(webhookDelivery)
    .where(eq(webhookDelivery.webhookId, hookId))
    .orderBy(desc(webhookDelivery.id))
    .limit(limit);
  return rows.map(({ row, kind: of }) => ({ ...row, kind: of }));
}

/** Sends again what a hook refused; returns how much that is. */
export async function retryFailed(db: Database, hookId: number, now: number): Promise<number> {
  await findHook(db, hookId);
  const rows = await db
    .update(webhookDelivery)
    .set({ state: 'open', refusals: 0, dueAt: now, doneAt: null })
    .where(and(eq(webhookDelivery.webhookId, hookId), eq(webhookDelivery.state, 'failed')))
    .returning({ id: webhookDelivery.id });
  return rows.length;
}

/** A message to be sent, and where. */
export type ClaimedDelivery = {
  id: number;
  hookId: number;
  url: string;
  occurrenceId: string;
  seq: number;
  kind: EventKind;
  state: OccurrenceState;
  door: Door;
  at: number;
  planId: number;
  taskId: number;
  number: string;
  unitId: number;
  dueOn: string | null;
};

/** Whoever claimed a message and died leaves it to others after so long. */
const LEASE = 60_000;
const AT_ONCE = 20;

/** Messages that are due, so many of each hook; of one that is down a single one, when it is time. */
export async function claimDeliveries(db: Database, now: number): Promise<ClaimedDelivery[]> {
  const at = sql`${iso(now)}::timestamptz`;
  return await db.execute<ClaimedDelivery>(sql`
    with due as (
      select d.id from webhook w cross join lateral (
        select d.id from webhook_delivery d
        where d.webhook_id = w.id and d.state = 'open' and d.due_at <= ${at}
        order by d.due_at, d.id limit case when w.failing_since is null then ${AT_ONCE}::int else 1 end
        for update skip locked) d
      where w.disabled_at is null and (w.try_at is null or w.try_at <= ${at})
    ), claimed as (
      update webhook_delivery d set due_at = ${iso(now + LEASE)}::timestamptz
      from due where d.id = due.id
      returning d.id, d.webhook_id, d.occurrence_id, d.seq
    )
    select c.id, w.id as "hookId", w.url, c.occurrence_id as "occurrenceId", c.seq, e.kind, e.state,
      e.door, (extract(epoch from e.at) * 1000)::float8 as at, o.plan_id as "planId",
      o.task_id as "taskId", coalesce(t.number, t.key) as number, o.answering_unit_id as "unitId",
      o.due_on as "dueOn"
    from claimed c join webhook w on w.id = c.webhook_id
      join event e on e.occurrence_id = c.occurrence_id and e.seq = c.seq
      join occurrence o on o.id = c.occurrence_id join task t on t.id = o.task_id
    order by e.at, c.id`);
}

/** What became of an attempt. */
export type HookAttempt = { outcome: HookOutcome; status: number | null; words: string | null };

/** Records an attempt; true when the hook was switched off by it. */
export async function settleDelivery(
  db: Database,
  { id, hookId }: Pick<ClaimedDelivery, 'id' | 'hookId'>,
  { outcome, status, words }: HookAttempt,
  now: number,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const [hook] = await tx.select().from(webhook).where(eq(webhook.id, hookId)).for('update');
    const [row] = await tx.select().from(webhookDelivery).where(eq(webhookDelivery.id, id));
    if (hook === undefined || row === undefined) return false; // removed meanwhile
    const refusals = row.refusals + (outcome === 'refused' ? 1 : 0);
    const isOver = outcome === 'taken' || refusals >= MOST_REFUSALS;
    const pause = hookPause(outcome === 'refused' ? refusals : hook.failures + 1);
    await tx
      .update(webhookDelivery)
      .set({
        status,
        words,
        refusals,
        ...(isOver
          ? { state: outcome === 'taken' ? ('taken' as const) : ('failed' as const), doneAt: now }
          : { dueAt: outcome === 'refused' ? now + pause : now }),
      })
      .where(eq(webhookDelivery.id, id));
    const health = healthAfter(hook, outcome, now, now + pause);
    await tx.update(webhook).set(health).where(eq(webhook.id, hookId));
    return 'disabledAt' in health;
  });
}

function healthAfter(hook: Hook, outcome: HookOutcome, now: number, tryAt: number): Partial<Hook> {
  if (outcome === 'gone') return { disabledAt: now, why: '对方答复 410，不再接收' };
  if (outcome !== 'down') return { failures: 0, failingSince: null, tryAt: null };
  const failingSince = hook.failingSince ?? now;
  if (now - failingSince >= DOWN_FOR) return { disabledAt: now, why: '对方连续五天没有接收' };
  return { failures: hook.failures + 1, failingSince, tryAt };
}

const KEPT = 30 * 86_400_000;

/** Forgets what was settled a month ago. */
export async function pruneDeliveries(db: Database, now: number): Promise<void> {
  await db
    .delete(webhookDelivery)
    .where(
      and(
        lt(webhookDelivery.doneAt, now - KEPT),
        inArray(webhookDelivery.state, ['taken', 'failed']),
      ),
    );
}
