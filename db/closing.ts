import { and, asc, eq, sql } from 'drizzle-orm';
import { type Claim } from '../plan/closing.ts';
import { ForbiddenError, RefusedError } from '../plan/errors.ts';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { type FileRow, keepFiles } from './evidence.ts';
import { type Order, write } from './plan-changes.ts';
import { supervisedBy } from './offices.ts';
import { occurrence, plan, post, task, unit } from './schema.ts';

/** The completions that wait for a plan's own office to verify them, in the plan's order. */
export async function claimsOf(db: Database, planId: number): Promise<Claim[]> {
  const claimed = sql`(select max(e.seq) from event e
    where e.occurrence_id = ${occurrence.id} and e.kind = 'complete')`;
  const rows = await db
    .select({
      id: occurrence.id,
      number: sql<string>`coalesce(${task.number}, ${task.key})`,
      title: task.title,
      reportingPeriod: occurrence.reportingPeriod,
      unitName: unit.name,
      dueOn: occurrence.dueOn,
      completedOn: occurrence.completedOn,
      verification: task.verification,
      papersDue: occurrence.papersDue,
      words: sql<string | null>`(select n.text from event e join note n on n.id = e.note_id
        where e.occurrence_id = ${occurrence.id} and e.seq = ${claimed})`,
      files: sql<number>`(select count(*)::int from event_file f
        where f.occurrence_id = ${occurrence.id})`,
      target: occurrence.countTarget,
      sum: occurrence.countSum,
      countUnit: occurrence.countUnit,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(eq(occurrence.planId, planId), eq(occurrence.state, 'completed'), supervisedBy('plan')),
    )
    .orderBy(asc(task.id), asc(occurrence.dueOn), asc(occurrence.id));
  return rows.flatMap(({ completedOn, target, sum, countUnit, ...row }) => {
    if (completedOn === null) return [];
    const count = target === null ? null : { sum, target, unit: countUnit ?? '' };
    return [{ ...row, completedOn, count }];
  });
}

/** What is closed at once: which claims, which of them were looked at closely, the signed list. */
export type Closing = { claims: Claim[]; sampled: string[]; signed?: FileRow };

/**
 * Closes many claims by one change that is resumed when killed.
 *
 * @throws ForbiddenError when some of them only the leader may close, RefusedError when papers lack
 */
export async function closeClaims(
  db: Database,
  planId: number,
  { claims, sampled, signed }: Closing,
  order: Order,
): Promise<Ordered> {
  const forLeader = claims.filter(({ verification }) => verification === 'leader');
  // a list that the leader signed on paper is the leader's decision, whoever enters it
  if (forLeader.length > 0 && signed === undefined && !(await isLeader(db, planId, order))) {
    const names = forLeader.map(({ number }) => number).join('、');
    throw new ForbiddenError(`${names} 须由督办领导销号：请领导办理，或附上签批的销号清单`);
  }
  const lacking = claims.filter(({ papersDue }) => papersDue > 0);
  if (lacking.length > 0) {
    const names = lacking.map(({ number }) => number).join('、');
    throw new RefusedError(`${names} 的纸质件还没有收件登记，不能销号；请除外后再办`);
  }
  return await db.transaction(async (tx) => {
    if (signed !== undefined) await keepFiles(tx, [signed]);
    const files = signed === undefined ? {} : { fileIds: [signed.id] };
    const ids = claims.map(({ id }) => id);
    return await write(tx, planId, 'close', { sampled, ...files }, order, ids);
  });
}

async function isLeader(db: Database, planId: number, { personId }: Order): Promise<boolean> {
  const role: PostRole = 'supervising-leader';
  const rows = await db
    .select({ id: post.id })
    .from(post)
    .innerJoin(plan, eq(plan.coordinatorUnitId, post.unitId))
    .where(
      and(
        eq(plan.id, planId),
        eq(post.personId, personId ?? 0),
        eq(post.role, role),
        sql`${post.to} is null`,
      ),
    );
  return rows.length > 0;
}
