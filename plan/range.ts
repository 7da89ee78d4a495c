import { daysBetween, monthEnd, plainDate } from './date.ts';
import { dueDates } from './deadline/dates.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { Rule, YearDay } from './deadline/rule.ts';
import type { Block } from './document.ts';
import type { DateRange, PlainDate } from './extracted.ts';
import { foldWidth } from './text/numerals.ts';

const SCHOOL_YEAR = /(20\d{2})-(20\d{2})学年/;
const WINTER = /(20\d{2})-(20\d{2})年度?(?:今?冬|冬春)/;
const MONTHS = /(20\d{2})年(\d{1,2})月(?:份)?(?:-{1,2}|至|到)(20\d{2})年(\d{1,2})月/;

/**
 * The days that a title names as a plan's term, where that is less than whole years: a school year
 * runs from August to August, a winter season from October to May, both from the day of issue if that
 * is later; 2023年9月—2024年8月 from month to month.
 * @example rangeOf('2024—2025学年工作计划', null) // { from: '2024-08-01', to: '2025-08-31' }
 */
export function rangeOf(title: string, issued: PlainDate | null): DateRange | null {
  const words = foldWidth(title);
  const school = SCHOOL_YEAR.exec(words);
  if (school) return fromIssue(`${school[1]}-08-01`, `${school[2]}-08-31`, issued);
  const winter = WINTER.exec(words);
  if (winter) return fromIssue(`${winter[1]}-10-01`, `${winter[2]}-05-31`, issued);
  const months = MONTHS.exec(words)?.slice(1).map(Number);
  const [first = 0, begin = 0, last = 0, end = 0] = months ?? [];
  if (!months || begin < 1 || begin > 12 || end < 1 || end > 12) return null;
  return { from: plainDate(first, begin, 1), to: monthEnd(last, end) };
}

function fromIssue(first: PlainDate, to: PlainDate, issued: PlainDate | null): DateRange {
  const begin = issued !== null && first < issued && issued < to ? issued : first;
  return { from: begin, to };
}

// stages over most of a year divide the year, and its rhythms go on beside them
const LONGEST_CAMPAIGN = 200;

/** A stage of one month (3月) begins with its first day. */
function beginOf({ from, kind, days }: Rule): YearDay | undefined {
  const [day] = days;
  if (from || kind !== 'once' || !day || !('month' in day)) return from;
  return { month: day.month, day: 1 };
}

/** The days from the first dated stage of a campaign to the last; null for fewer than two stages. */
export function stagesOf(blocks: readonly Block[], periods: readonly number[]): DateRange | null {
  const windows = blocks.flatMap((block) => {
    const staged = block.kind === 'heading' && block.text.includes('阶段');
    const rule = staged ? parseDeadline(block.text)?.rule : undefined;
    const first = rule && beginOf(rule);
    if (!rule || !first) return [];
    const [begin] = dueDates({ ...rule, kind: 'once', days: [first] }, periods).due;
    // a stage may begin before the plan's first year
    const from = begin ?? (periods[0] === undefined ? undefined : plainDate(periods[0], 1, 1));
    const to = dueDates(rule, periods).due.at(-1);
    return from !== undefined && to !== undefined && from <= to ? [{ from, to }] : [];
  });
  const [first] = windows.map(({ from }) => from).toSorted();
  const last = windows
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  if (windows.length < 2 || first === undefined || last === undefined) return null;
  return daysBetween(first, last) <= LONGEST_CAMPAIGN ? { from: first, to: last } : null;
}
