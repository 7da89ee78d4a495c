const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const MINUTE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The day of an instant in China: 2026-03-01. */
export function dayOf(instant: string): string {
  return DAY.format(new Date(instant));
}

/** The minute of an instant in China: 2026-03-01 08:30. */
export function minuteOf(instant: string): string {
  return MINUTE.format(new Date(instant));
}

/** A day so many days after another. @example daysAfter('2026-12-30', 3) // '2027-01-02' */
export function daysAfter(day: string, days: number): string {
  return day === '' ? '' : new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
