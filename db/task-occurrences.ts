import { and, asc, eq, or } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { occurrence, task } from './schema.ts';

/**
 * The occurrences of a task that is named by plan and number, in order.
 *
 * @example await idsOfTask(db, '1:2.1')
 * @throws RefusedError when it is not written so, NotFoundError when there is none
 */
export async function idsOfTask(db: Database, written: string): Promise<string[]> {
  const [, planId, called = ''] = /^(\d+)[:：](.+)$/.exec(written) ?? [];
  if (planId === undefined) {
    throw new RefusedError(`“${written}”应写成 计划:序号，例如 1:2.1`);
  }
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(and(eq(task.planId, Number(planId)), or(eq(task.number, called), eq(task.key, called))))
    .orderBy(asc(occurrence.dueOn), asc(occurrence.id));
  if (rows.length === 0) throw new NotFoundError('事项', written);
  return rows.map(({ id }) => id);
}
