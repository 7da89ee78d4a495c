import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { untilRefusal } from '../plan/until.ts';
import { alive, type Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { supervisedBy } from './offices.ts';
import { idsOf, type Order, write } from './plan-changes.ts';
import { findPlan } from './plans.ts';
import { occurrence, plan, task } from './schema.ts';

/** A task of a plan by its key (t03) or the number in its table (2.1). @throws NotFoundError */
export async function taskCalled(
  db: Database,
  planId: number,
  called: string,
): Promise<{ id: number; title: string }> {
  const rows = await db
    .select({ id: task.id, title: task.title, key: task.key })
    .from(task)
    .where(and(eq(task.planId, planId), or(eq(task.key, called), eq(task.number, called))));
  const [only] = rows;
  if (only === undefined) throw new NotFoundError('任务', called);
  if (rows.length === 1) return only;
  const keys = rows.map(({ key, title }) => `${key} ${title}`).join('、');
  throw new RefusedError(`序号 ${called} 有 ${rows.length} 项任务（${keys}），请用编号指明`);
}

export type NewDue = { planId: number; task: string; until: PlainDate; period?: string };

/** Moves the due date of a task's open occurrences, all those of one period. */
export async function changeDue(db: Database, given: NewDue, order: Order): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    const { planId, until } = given;
    const { periodTo } = await findRunning(tx, planId);
    const fault = untilRefusal(until, beijingDate(order.now), periodTo);
    if (fault !== null) throw new RefusedError(fault);
    const { id: taskId, title } = await taskCalled(tx, planId, given.task);
    const period = await onlyPeriod(tx, taskId, title, given.period);
    const ids = await idsOf(tx, and(ofTask(taskId), eq(occurrence.period, period)));
    return await write(tx, planId, 'due', { taskId, period, until }, order, ids);
  });
}

/** Enters the day of the event that a task's open occurrences wait for. */
export async function enterEvent(
  db: Database,
  given: { planId: number; task: string; on: PlainDate },
  order: Order,
): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    const { planId, on } = given;
    await findRunning(tx, planId);
    const { id: taskId, title } = await taskCalled(tx, planId, given.task);
    const ids = await idsOf(tx, and(ofTask(taskId), sql`${occurrence.waitsFor} is not null`));
    if (ids.length === 0) throw new RefusedError(`“${title}”没有等待事件日期的事项`);
    return await write(tx, planId, 'due', { taskId, on }, order, ids);
  });
}

function ofTask(taskId: number): SQL | undefined {
  return and(eq(occurrence.taskId, taskId), alive, supervisedBy('plan'));
}

/** The periods of which a task has something open, as people call them. */
export async function openPeriods(
  db: Database,
  planId: number,
  called: string,
): Promise<{ period: string; name: string }[]> {
  const { id } = await taskCalled(db, planId, called);
  return (await periodsOf(db, id)).map(({ period, reporting }) => ({
    period,
    name: reporting ?? period,
  }));
}

async function periodsOf(db: Database, taskId: number) {
  return await db
    .selectDistinct({ period: occurrence.period, reporting: occurrence.reportingPeriod })
    .from(occurrence)
    .where(ofTask(taskId))
    .orderBy(occurrence.period);
}

/** The period that is meant: the one that was named, or the only one that is open. */
async function onlyPeriod(
  tx: Database,
  taskId: number,
  title: string,
  asked: string | undefined,
): Promise<string> {
  const open = await periodsOf(tx, taskId);
  const named = open.filter(
    ({ period, reporting }) => asked === undefined || asked === period || asked === reporting,
  );
  const [only] = named;
  if (only !== undefined && named.length === 1) return only.period;
  const names = open.map(({ period, reporting }) => reporting ?? period).join('、');
  if (open.length === 0) throw new RefusedError(`“${title}”没有在办的事项`);
  throw new RefusedError(
    asked === undefined
      ? `“${title}”有 ${open.length} 期在办，请用 --period 写明哪一期：${names}`
      : `“${title}”没有 ${asked} 这一期；在办的有：${names}`,
  );
}

async function findRunning(tx: Database, planId: number): Promise<typeof plan.$inferSelect> {
  const row = await findPlan(tx, planId);
  if (row.state === 'running' || row.state === 'paused') return row;
  throw new RefusedError(`方案 ${planId} 没有在督办中，不能调整`);
}
