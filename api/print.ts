import { returnedTasks } from '../db/returns.ts';
import { type LedgerRow, ledgerRows } from '../db/status.ts';
import { deskPlans, takingPartIds } from '../db/unit-desk.ts';
import { chineseDate } from '../plan/date.ts';
import { dueWords } from '../plan/desk.ts';
import { isEnded, stateWords } from '../plan/occurrence.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import { frame, render } from './pages.ts';
import { qrPath } from './qr.ts';

/** The list on paper: what is open, the way to the same page, and a receipt slip to hand back. */
export async function printPage(parts: AppParts, desk: Desk): Promise<string> {
  const { db } = parts.commander;
  const { unitIds, calendar, today } = desk;
  const current = (await deskPlans(db, unitIds, today)).filter(({ isOver }) => !isOver);
  const planIds = current.map(({ id }) => id);
  const ids = await takingPartIds(db, unitIds, planIds);
  const answering = await ledgerRows(db, { unitIds, planIds }, calendar, today);
  const taking = ids.length === 0 ? [] : await ledgerRows(db, { ids }, calendar, today);
  const plans: PrintedPlan[] = [];
  for (const { id, title } of current) {
    const open = [...openOf(answering, id), ...openOf(taking, id)];
    const inReturns = (await returnedTasks(db, id, unitIds)).filter(({ owed }) => owed);
    if (open.length + inReturns.length === 0) continue;
    const begun = open.filter(({ state }) => state !== 'scheduled');
    plans.push({
      title,
      tasks: new Set(open.map(({ taskId }) => taskId)).size + inReturns.length,
      later: open.length - begun.length,
      rows: begun.map((row) => lineOf(desk, row, roleOf(desk, row))),
      inReturns: inReturns.map((task) => ({
        ...task,
        party: task.unitId === desk.link.unitId ? '' : task.written,
      })),
    });
  }
  return render('./print', {
    ...frame(desk, `${desk.link.unitName}督办事项清单`, {}),
    plans,
    counts: countWords(plans),
    printed: chineseDate(today),
    qr: qrPath(parts.signer.address(desk.link.id)),
  });
}

type PrintedPlan = {
  title: string;
  /** As many tasks as the assignment notice counted, less those that have ended. */
  tasks: number;
  later: number;
  rows: ReturnType<typeof lineOf>[];
  inReturns: { number: string; title: string; party: string }[];
};

/** "未办结任务 3 项，其中已开始 2 期、以后 14 期": the same words above and on the slip. */
function countWords(plans: PrintedPlan[]): string {
  const add = (of: (plan: PrintedPlan) => number) => plans.reduce((sum, plan) => sum + of(plan), 0);
  const [tasks, begun, later, told] = [
    add((plan) => plan.tasks),
    add(({ rows }) => rows.length),
    add((plan) => plan.later),
    add(({ inReturns }) => inReturns.length),
  ];
  const parts = [
    begun === 0 ? '' : `已开始 ${begun} 期`,
    later === 0 ? '' : `以后 ${later} 期`,
    told === 0 ? '' : `随定期报表填报 ${told} 项`,
  ].filter(Boolean);
  return `未办结任务 ${tasks} 项${parts.length === 0 ? '' : `：${parts.join('，')}`}`;
}

function roleOf({ link, unitIds }: Desk, row: LedgerRow): string {
  if (!unitIds.includes(row.unitId)) return '配合';
  return row.unit === link.unitName ? '负责' : row.unit;
}

function openOf(rows: LedgerRow[], planId: number): LedgerRow[] {
  return rows.filter((row) => row.planId === planId && !row.beforeStart && !isEnded(row.state));
}

function lineOf({ calendar, today }: Desk, row: LedgerRow, role: string) {
  const period = row.reportingPeriod === null ? '' : `（${row.reportingPeriod}）`;
  return {
    number: row.number,
    title: `${row.title}${period}`,
    quote: row.quote,
    role,
    due: dueWords(row, calendar, today),
    state: stateWords(row),
  };
}
