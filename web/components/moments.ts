/** What may be typed: a day, a month, a time of day. */
export type Moment = 'date' | 'month' | 'time';

const FORMS: Record<Moment, RegExp[]> = {
  date: [
    /^(?<year>\d{4})(?:[-/.年])(?<month>\d{1,2})(?:[-/.月])(?<day>\d{1,2})日?$/,
    /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  ],
  month: [/^(?<year>\d{4})(?:[-/.年])(?<month>\d{1,2})月?$/, /^(?<year>\d{4})(?<month>\d\d)$/],
  time: [/^(?<hour>\d{1,2})[:：.点](?<minute>\d\d)分?$/, /^(?<hour>\d{1,2})点$/],
};

/**
 * What was typed, as the API writes it; null for what is no day (month, time) that exists.
 * @example readMoment('date', '2026年3月1日') // '2026-03-01'
 */
export function readMoment(kind: Moment, typed: string): string | null {
  const text = typed
    .trim()
    .replaceAll(/[０-９]/g, asciiOf)
    .replaceAll(/[－–—]/g, '-');
  for (const form of FORMS[kind]) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return kind === 'time' ? timeOf(parts) : dayOf(kind, parts);
  }
  return null;
}

type Parts = Record<string, string | undefined>;

function dayOf(kind: 'date' | 'month', { year = '', month = '', day = '1' }: Parts): string | null {
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${found}T00:00:00Z`);
  // 2026-02-30 would be read as a day of March
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== found) return null;
  return kind === 'date' ? found : found.slice(0, 7);
}

function timeOf({ hour = '', minute = '00' }: Parts): string | null {
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null;
}

function asciiOf(digit: string): string {
  return String(digit.charCodeAt(0) - '０'.charCodeAt(0));
}
