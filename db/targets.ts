import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { Force } from '../plan/extracted.ts';
import { type Share, type TargetState, targetState } from '../plan/targets.ts';
import type { Database } from './connect.ts';
import { occurrence, task, unit } from './schema.ts';

/** A task's number: over all units, and unit by unit where several owe a share. */
export type Target = {
  number: string;
  title: string;
  unit: string;
  soft: boolean;
  state: TargetState;
  units: { name: string; state: TargetState }[];
};

/** The counted tasks of a plan with how far they are on a day. */
export async function targetsOf(db: Database, planId: number, today: PlainDate): Promise<Target[]> {
  const rows = await db
    .select({ row: occurrence, task, name: unit.name })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.planId, planId),
        isNotNull(occurrence.countTarget),
        eq(occurrence.beforeStart, false),
        sql`${occurrence.state} not in ('waived', 'cancelled')`,
      ),
    )
    .orderBy(asc(task.id), asc(occurrence.answeringUnitId), asc(occurrence.dueOn));
  return [...Map.groupBy(rows, (each) => each.task.id).values()].flatMap((members) => {
    const state = targetState(members.map(shareOf), today);
    const [first] = members;
    if (first === undefined || state === null) return [];
    const named = [...Map.groupBy(members, (each) => each.name)];
    return {
      number: first.task.number ?? first.task.key,
      title: first.task.title,
      unit: first.row.countUnit ?? '',
      soft: isSoft(first.task),
      state,
      units: named.length < 2 ? [] : named.flatMap(([name, own]) => unitState(name, own, today)),
    };
  });
}

function unitState(name: string, own: { row: typeof occurrence.$inferSelect }[], today: PlainDate) {
  const state = targetState(own.map(shareOf), today);
  return state === null ? [] : [{ name, state }];
}

function isSoft({ force, count }: { force: Force; count: { op: string } | null }): boolean {
  return force !== 'firm' || count?.op === '~';
}

function shareOf({ row }: { row: typeof occurrence.$inferSelect }): Share {
  return {
    target: row.countTarget ?? 0,
    sum: row.countSum,
    from: row.countFrom ?? row.opensOn,
    opensOn: row.opensOn,
    dueOn: row.dueOn,
  };
}
