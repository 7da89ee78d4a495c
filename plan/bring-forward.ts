import type { AgendaEntry, AgendaKind } from './agenda.ts';
import { addWorkingDays, type Calendar, isQuietDay } from './calendar.ts';
import { beijingDate, type PlainDate } from './date.ts';
import { type NoticeKind, SENT_ON_QUIET_DAYS } from './notice.ts';

/** The moments that a digest made anyway may tell a few days early. */
export const BROUGHT_FORWARD = [
  'remind',
  'milestone',
  'quarter',
  'pace',
] as const satisfies readonly (AgendaKind & NoticeKind)[];

/** True of a moment that may come early; the last working day's reminder has its own morning. */
export function mayComeEarly({ kind, step }: Pick<AgendaEntry, 'kind' | 'step'>): boolean {
  if (kind === 'remind') return step > 0;
  return BROUGHT_FORWARD.some((each) => each === kind);
}

/** The last day whose moments a digest of `today` takes in. */
export function lastDayAhead(calendar: Calendar, today: PlainDate, days: number): PlainDate {
  return addWorkingDays(calendar, today, days);
}

/**
 * The moments of an agenda that a digest of `today`, made for its reader anyway, tells in advance:
 * those of the next so many working days (docs/office-rules.md, 5). Around a holiday only what may
 * go out then.
 */
export function broughtForward(
  agenda: readonly AgendaEntry[],
  calendar: Calendar,
  today: PlainDate,
  days: number,
): AgendaEntry[] {
  return agenda.filter(comingEarly(calendar, today, days));
}

/** Whether a moment is told in advance by a digest of `today`; the calendar is asked once for many. */
export function comingEarly(
  calendar: Calendar,
  today: PlainDate,
  days: number,
): (entry: AgendaEntry) => boolean {
  const last = lastDayAhead(calendar, today, days);
  const quiet = isQuietDay(calendar, today);
  return (entry) => {
    if (!mayComeEarly(entry)) return false;
    const on = beijingDate(entry.at);
    if (on <= today || on > last) return false;
    return !quiet || SENT_ON_QUIET_DAYS.some((kind) => kind === entry.kind);
  };
}

/** By what an early notice is known again when its own morning comes: the moment and its due date. */
export function earlyKey(
  occurrenceId: string,
  { kind, step }: { kind: string; step?: number | undefined },
  dueOn: PlainDate | null | undefined,
): string {
  return `${occurrenceId}/early/${kind}/${step ?? 0}/${dueOn ?? ''}`;
}
