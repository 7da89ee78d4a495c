import { daysBetween, isPlainDate, plainDate, type PlainDate, yearOf } from '../date.ts';
import { dueDates } from '../deadline/dates.ts';
import { parseDeadline } from '../deadline/parse.ts';
import { foldWidth } from '../text/numerals.ts';

/**
 * The one day that somebody's words name; a day without a year is the next one of that name after
 * today. Null: no day, or more than one, can be meant.
 *
 * @example dayNamed('12月15日', '2026-11-02') // '2026-12-15'
 */
export function dayNamed(words: string, today: PlainDate): PlainDate | null {
  if (words.length > LONGEST_NAME) return null;
  const text = foldWidth(words)
    .replace(/\s/g, '')
    .replace(/[之以]?前$/, '');
  const figures = /^(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (figures !== null) {
    return existing(Number(figures[1]), Number(figures[2]), Number(figures[3]));
  }
  const reading = parseDeadline(`${text}前`);
  if (reading === null || reading.start !== 0 || reading.text.length < text.length) return null;
  const { rule } = reading;
  if (rule.kind !== 'once' || rule.days.length !== 1 || rule.loose || rule.from) return null;
  const year = yearOf(today);
  const years = rule.years ? [rule.years.last] : [year, year + 1];
  const { due, impossible } = dueDates(rule, years);
  if (impossible.length > 0) return null;
  if (rule.years) return due[0] ?? null;
  const next = due.find((day) => day > today) ?? null;
  // a day that has just passed is a slip, not the same day of next year
  return next !== null && daysBetween(today, next) <= LONGEST_AHEAD ? next : null;
}

const LONGEST_AHEAD = 300;
const LONGEST_NAME = 40;

function existing(year: number, month: number, day: number): PlainDate | null {
  const written = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return isPlainDate(written) && plainDate(year, month, day) === written ? written : null;
}
