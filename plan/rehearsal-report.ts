import type { PlainDate } from './date.ts';
import type { RehearsedMessage } from './rehearsal.ts';

/** One person's messages in a month; digests are what the budget counts. */
export type Month = { month: string; mails: number; digests: number; sms: number };

/** What one person is sent in all, and month by month. */
export type Reading = {
  personId: number;
  mails: number;
  sms: number;
  months: Month[];
  /** The months in which what cannot wait passes the budget. */
  over: string[];
};

/** What everybody is sent, who gets most first. */
export function readingsOf(
  messages: readonly RehearsedMessage[],
  mailsPerMonth: number,
): Reading[] {
  const found = new Map<number, Map<string, Month>>();
  for (const { personId, on, channel, kind } of messages) {
    const months = found.get(personId) ?? new Map<string, Month>();
    const name = on.slice(0, 7);
    const month = months.get(name) ?? { month: name, mails: 0, digests: 0, sms: 0 };
    if (channel === 'sms') month.sms += 1;
    else month.mails += 1;
    if (channel === 'mail' && kind === 'digest') month.digests += 1;
    months.set(name, month);
    found.set(personId, months);
  }
  return [...found]
    .map(([personId, byMonth]) => {
      const months = [...byMonth.values()].toSorted((a, b) => a.month.localeCompare(b.month));
      const sum = (of: (month: Month) => number) => months.reduce((all, each) => all + of(each), 0);
      const over = months.filter(({ digests }) => digests > mailsPerMonth);
      return {
        personId,
        mails: sum(({ mails }) => mails),
        sms: sum(({ sms }) => sms),
        months,
        over: over.map(({ month }) => month),
      };
    })
    .toSorted((a, b) => b.mails - a.mails || b.sms - a.sms || a.personId - b.personId);
}

/** How many due dates each unit has in each month, the busiest unit first. */
export function loadOf(
  dates: readonly { unit: string; dueOn: PlainDate }[],
): { unit: string; months: { month: string; due: number }[] }[] {
  const found = new Map<string, Map<string, number>>();
  for (const { unit, dueOn } of dates) {
    const months = found.get(unit) ?? new Map<string, number>();
    const month = dueOn.slice(0, 7);
    found.set(unit, months.set(month, (months.get(month) ?? 0) + 1));
  }
  return [...found]
    .toSorted(([a, x], [b, y]) => total(y) - total(x) || a.localeCompare(b))
    .map(([unit, months]) => ({
      unit,
      months: [...months]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([month, due]) => ({ month, due })),
    }));
}

function total(months: Map<string, number>): number {
  return [...months.values()].reduce((sum, each) => sum + each, 0);
}
