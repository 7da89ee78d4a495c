import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import {
  BROUGHT_FORWARD,
  broughtForward,
  earlyKey,
  lastDayAhead,
  mayComeEarly,
} from '../plan/bring-forward.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../plan/date.ts';
import { type Telling, tellingsOfMoment } from '../plan/moments.ts';
import { OPEN } from '../plan/occurrence.ts';
import { policyOf } from '../plan/policy.ts';
import type { Database } from './connect.ts';
import type { Reason } from './merging.ts';
import { notice, occurrence, plan, task } from './schema.ts';
import { type Loaded, termsOf, toldOf } from './terms.ts';

/** A moment that is told before its morning, and why. */
type Early = { reason: Reason; key: string; told: Telling; occurrenceId: string };

/** A notice that was written before its morning. */
export type Written = { id: number; reason: Reason };

/** When digests leave, and how far ahead they look. */
type Ahead = { calendar: Calendar; days: number; now: number };

/**
 * Writes notices of the moments to come of what units owe, where they are wanted and were not told
 * early before. The rows are locked meanwhile: what is recorded later withdraws them like any other.
 */
export async function writeEarly(
  db: Database,
  unitIds: number[],
  ahead: Ahead,
  wanted: (reason: Reason) => boolean,
): Promise<Written[]> {
  if (unitIds.length === 0 || ahead.days === 0) return [];
  return await db.transaction(async (tx) => {
    const early = (await momentsAhead(tx, unitIds, ahead)).filter(({ reason }) => wanted(reason));
    if (early.length === 0) return [];
    const rows = early.map(({ key, reason, told, occurrenceId }) => ({
      key,
      planId: reason.planId,
      occurrenceId,
      audience: told.audience,
      kind: told.kind,
      facts: { ...told.facts, early: true as const },
      notBefore: ahead.now,
      state: 'open' as const,
      createdAt: ahead.now,
    }));
    const written = await tx
      .insert(notice)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: notice.id, key: notice.key });
    const reasons = new Map(early.map(({ key, reason }) => [key, reason]));
    return written.flatMap(({ id, key }) => {
      const reason = reasons.get(key);
      return reason === undefined ? [] : [{ id, reason }];
    });
  });
}

/** The moments of the next days, by the agendas as they stand. */
async function momentsAhead(
  tx: Database,
  unitIds: number[],
  { calendar, days, now }: Ahead,
): Promise<Early[]> {
  const today = beijingDate(now);
  const until = beijingInstant(lastDayAhead(calendar, today, days), 24);
  const near = sql`exists (select 1 from jsonb_array_elements(${occurrence.agenda}) e
    where (e ->> 'at')::bigint > ${now} and (e ->> 'at')::bigint < ${until}
      and e ->> 'kind' in ${[...BROUGHT_FORWARD]})`;
  const rows = await tx
    .select({
      row: occurrence,
      task,
      policy: plan.policy,
      launchedAt: plan.launchedAt,
      handled: sql<boolean>`exists (select 1 from handler h where h.task_id = ${occurrence.taskId})`,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(
      and(
        sql`${occurrence.answeringUnitId} = any(${`{${unitIds.join(',')}}`}::int[])`,
        inArray(occurrence.state, OPEN),
        sql`${occurrence.agenda} <> '[]'::jsonb`,
        eq(plan.state, 'running'),
        near,
      ),
    )
    .orderBy(asc(occurrence.id))
    .for('share', { of: occurrence });
  return rows.flatMap((row) => earlyOf(row, { calendar, days, now }));
}

type Found = Pick<Loaded, 'row' | 'task' | 'launchedAt'> & {
  policy: Parameters<typeof policyOf>[0];
  handled: boolean;
};

function earlyOf({ policy, handled, ...found }: Found, { calendar, days, now }: Ahead): Early[] {
  const { row } = found;
  // who else is told, and how things go up, does not matter before a due date
  const none = { periodTo: '', leadingBody: false, ownOffice: false, participants: [] };
  const loaded: Loaded = { ...found, policy: policyOf(policy), ...none };
  const told = toldOf(loaded, termsOf(loaded), calendar);
  return broughtForward(row.agenda, calendar, beijingDate(now), days)
    .filter(({ at }) => at > now)
    .flatMap((entry) => {
      const [own] = tellingsOfMoment([entry], told, false);
      if (own === undefined) return [];
      const reason: Reason = {
        planId: row.planId,
        audience: own.audience,
        kind: own.kind,
        step: own.kind === 'remind' ? entry.step : null,
        listId: null,
        obligedId: row.answeringUnitId,
        taskId: handled ? row.taskId : null,
      };
      const key = earlyKey(row.id, entry, row.rectifyBy ?? row.dueOn);
      return [{ reason, key, told: own, occurrenceId: row.id }];
    });
}

/** Withdraws what was written early and found no message to ride in. */
export async function withdrawUntaken(db: Database, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notice)
    .set({ state: 'withdrawn' })
    .where(
      and(
        inArray(notice.id, ids),
        eq(notice.state, 'open'),
        sql`${notice.id} not in (select unnest(w.notice_ids) from message w where w.notice_ids <> '{}')`,
      ),
    );
}

/**
 * True where a moment of an occurrence was told before its morning, by a message that was sent, or
 * is on its way, and that still holds.
 */
export async function wasToldEarly(
  tx: Database,
  occurrenceId: string,
  { kind, audience, facts }: Telling,
): Promise<boolean> {
  const { step = 0, until, dueOn } = facts;
  const entry = BROUGHT_FORWARD.find((each) => each === kind);
  if (entry === undefined || audience !== 'answering') return false;
  if (!mayComeEarly({ kind: entry, step })) return false;
  const [found] = await tx
    .select({ id: notice.id })
    .from(notice)
    .where(
      and(
        eq(notice.key, earlyKey(occurrenceId, { kind, step }, until ?? dueOn)),
        eq(notice.untrue, false),
        sql`exists (select 1 from message m where m.state in ('ready','sending','sent','unclear')
          and not exists (select 1 from delivery_report r where r.message_id = m.id
            and r.kind in ('undelivered','bounced'))
          and case ${notice.state} when 'tied' then m.id = ${notice.messageId}
            when 'open' then m.notice_ids @> array[${notice.id}] else false end)`,
      ),
    );
  return found !== undefined;
}
