/** An instant that a provider writes as "2017-01-01 00:00:00" in China's time; null: it wrote none. */
export function instantOf(text: string | undefined): number | null {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)[ T]?(\d\d):?(\d\d):?(\d\d)$/.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(instant) ? null : instant;
}
