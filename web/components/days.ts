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
