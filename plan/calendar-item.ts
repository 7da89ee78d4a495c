import type { Calendar } from './calendar.ts';
import type { PlainDate } from './date.ts';
import { type DeskRow, dueWords } from './desk.ts';
import { isEnded, type OccurrenceState, STATE_NAMES } from './occurrence.ts';

/** A due date as a calendar shows it; it says what the ledger says. */
export type CalendarItem = {
  /** The occurrence's id, from which the event's name follows. */
  id: string;
  /** The number of its last event: a calendar takes the higher one. */
  seq: number;
  /** When that event was, in milliseconds. */
  at: number;
  on: PlainDate;
  title: string;
  description: string;
  status: 'confirmed' | 'cancelled';
  /** Nothing is left to do: it takes no time of the day. */
  free: boolean;
};

/** What an item is made of. */
export type ItemRow = DeskRow & {
  id: string;
  number: string;
  title: string;
  quote: string;
  reportingPeriod: string | null;
  unit: string;
  planTitle: string;
};

/** The item of a row that has a date and is supervised; null: the calendar does not show it. */
export function calendarItem(
  row: ItemRow,
  { seq, at }: { seq: number; at: number },
  calendar: Calendar,
  today: PlainDate,
): CalendarItem | null {
  if (row.dueOn === null || row.beforeStart) return null;
  const period = row.reportingPeriod === null ? '' : `（${row.reportingPeriod}）`;
  const cancelled = isEnded(row.state);
  return {
    id: row.id,
    seq,
    at,
    on: row.dueOn,
    title: `${markOf(row.state)}${row.number} ${row.title}${period}`,
    description: [
      `时限：${dueWords(row, calendar, today)}`,
      `状态：${STATE_NAMES[row.state]}`,
      `责任单位：${row.unit}`,
      `方案：《${row.planTitle}》`,
      `原文：${row.quote}`,
    ].join('\n'),
    status: cancelled ? 'cancelled' : 'confirmed',
    free: cancelled || row.state === 'completed',
  };
}

function markOf(state: OccurrenceState): string {
  if (state === 'completed') return '［已报办结］';
  return isEnded(state) ? `［${STATE_NAMES[state]}］` : '';
}
