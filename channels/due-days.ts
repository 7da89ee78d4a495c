import { calendarItems } from '../db/calendar-items.ts';
import type { Ready } from '../db/claiming.ts';
import type { Database } from '../db/connect.ts';
import type { Calendar } from '../plan/calendar.ts';
import type { CalendarItem } from '../plan/calendar-item.ts';
import type { PlainDate } from '../plan/date.ts';
import type { NoticeKind } from '../plan/notice.ts';

/** What brings a day into its reader's calendar, or moves it there. */
const WITH_DAY: readonly NoticeKind[] = ['remind', 'moved', 'resumed', 'reopened', 'taken-over'];

/** The due dates that mails bring to calendars, by occurrence; in a few queries for many mails. */
export async function dueDays(
  db: Database,
  ready: readonly Ready[],
  calendar: Calendar,
  today: PlainDate,
): Promise<Map<string, CalendarItem>> {
  const ids = [...new Set(ready.flatMap(idsIn))];
  const items = await calendarItems(db, { ids }, calendar, today);
  return new Map(items.map((item) => [item.id, item]));
}

/** Those of one mail. */
export function daysIn(ready: Ready, days: ReadonlyMap<string, CalendarItem>): CalendarItem[] {
  return [...new Set(idsIn(ready))].flatMap((id) => days.get(id) ?? []);
}

function idsIn({ row, notices }: Ready): string[] {
  if (row.channel !== 'mail' || row.kind !== 'digest') return [];
  return notices
    .filter(({ kind }) => WITH_DAY.includes(kind))
    .flatMap(({ occurrenceId }) => occurrenceId ?? []);
}
