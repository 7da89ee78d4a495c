import { type LedgerRow, ledgerRows } from '../db/status.ts';
import { deskPlans, takingPartIds } from '../db/unit-desk.ts';
import { chineseDate } from '../plan/date.ts';
import { dueWords } from '../plan/desk.ts';
import { isEnded, STATE_NAMES } from '../plan/occurrence.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import { frame, render } from './pages.ts';
import { qrPath } from './qr.ts';

/** The list on paper: what is open, the way to the same page, and a receipt slip to hand back. */
export async function printPage(parts: AppParts, desk: Desk): Promise<string> {
  const { db } = parts.commander;
  const { unitIds, calendar, today } = desk;
  const ids = await takingPartIds(db, unitIds);
  const answering = await ledgerRows(db, { unitIds }, calendar, today);
  const taking = ids.length === 0 ? [] : await ledgerRows(db, { ids }, calendar, today);
  const plans = (await deskPlans(db, unitIds)).map((plan) => {
    const own = openOf(answering, plan.id);
    const begun = own.filter(({ state }) => state !== 'scheduled');
    return {
      title: plan.title,
      later: own.length - begun.length,
      rows: [
        ...begun.map((row) =>
          lineOf(desk, row, row.unit === desk.link.unitName ? '负责' : row.unit),
        ),
        ...openOf(taking, plan.id).map((row) => lineOf(desk, row, '配合')),
      ],
    };
  });
  return render('./print', {
    ...frame(desk, `${desk.link.unitName}督办事项清单`, {}),
    plans: plans.filter(({ rows, later }) => rows.length + later > 0),
    count: plans.reduce((sum, { rows, later }) => sum + rows.length + later, 0),
    printed: chineseDate(today),
    qr: qrPath(parts.signer.address(desk.link.id)),
  });
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
    state: STATE_NAMES[row.state],
  };
}
