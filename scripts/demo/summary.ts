import { beijingDate } from '../../plan/date.ts';
import type { LedgerRow } from '../../db/status.ts';
import { isEnded } from '../../plan/occurrence.ts';
import type { SavedMail } from './mailbox.ts';

/** The year in numbers; the same in every run. */
export function summaryOf(rows: LedgerRow[], mails: SavedMail[]): string {
  const supervised = rows.filter(({ beforeStart, liaison }) => !beforeStart && !liaison);
  const closed = supervised.filter(({ state }) => state === 'closed');
  const late = closed.filter(({ completedOn, dueOn }) => (completedOn ?? '') > (dueOn ?? ''));
  const open = supervised.filter(({ state }) => !isEnded(state));
  return [
    `共 ${rows.length} 期：销号 ${closed.length}（其中逾期后办结 ${late.length}），未了结 ${open.length}，` +
      `督办开始前到期 ${rows.filter(({ beforeStart }) => beforeStart).length}，` +
      `需对方协调 ${rows.filter(({ liaison }) => liaison).length}`,
    ...open.map(
      ({ number, title, unit, daysLate }) =>
        `  未了结：${number} ${title}（${unit}，逾期 ${daysLate} 个工作日）`,
    ),
    `邮件 ${mails.length} 封；每人全年封数与最多的一个月：`,
    ...mailCounts(mails),
  ].join('\n');
}

function mailCounts(mails: SavedMail[]): string[] {
  const people = new Map<string, string[]>();
  for (const { to, date } of mails) {
    const month = beijingDate(date.getTime()).slice(0, 7);
    people.set(to, [...(people.get(to) ?? []), month]);
  }
  return [...people]
    .toSorted(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b))
    .map(
      ([to, months]) =>
        `  ${to.padEnd(28)} ${String(months.length).padStart(3)}  最多 ${mostOf(months)}`,
    );
}

function mostOf(months: string[]): string {
  const counts = new Map<string, number>();
  for (const month of months) counts.set(month, (counts.get(month) ?? 0) + 1);
  const [month = '', count = 0] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return `${count} 封（${month}）`;
}
