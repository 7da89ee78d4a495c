import type { CalendarYear } from './calendar.ts';
import { addDays, daysBetween, type PlainDate, weekday, yearOf } from './date.ts';
import { dateOf } from './task-cells.ts';
import { headedSheet, type Sheet } from './sheet.ts';

/** A year's arrangement as somebody wrote it, day by day or as ranges. */
export type WrittenYear = { source: string; rest: string[]; work: string[] };

const LONGEST_LEAVE = 15;
const FEWEST_DAYS = 10;
/** Holidays that every notice names, whatever the year. */
const FIXED: readonly [monthAndDay: string, name: string][] = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['10-01', '国庆节'],
];

/** A year's arrangement, and what is wrong with it, all at once. */
export function enteredYearOf(
  year: number,
  written: WrittenYear,
): { entered: CalendarYear; faults: string[] } {
  const rest = written.rest.map((text) => daysOf(text));
  const work = written.work.map((text) => daysOf(text));
  const entered: CalendarYear = {
    year,
    source: written.source.trim(),
    rest: sorted(rest.flatMap((each) => each ?? [])),
    work: sorted(work.flatMap((each) => each ?? [])),
  };
  const unread = [...written.rest, ...written.work].filter((text) => daysOf(text) === null);
  const faults = [
    ...(Number.isInteger(year) && year >= 2000 && year <= 2100 ? [] : [`年份 ${year} 不对`]),
    ...(entered.source === '' ? ['须写明依据的通知文号，例如 --source 国办发明电〔2026〕1号'] : []),
    ...unread.map(
      (text) => `“${text}”不是存在的日期或时段，应写成 2027-01-01 或 2027-01-01..2027-01-03`,
    ),
    ...(unread.length > 0 ? [] : contentFaults(entered)),
  ];
  return { entered, faults };
}

/** The days of "2027-01-01" or "2027-01-01..2027-01-03"; null when they cannot be meant. */
function daysOf(text: string): PlainDate[] | null {
  const [first = '', last = first, ...more] = text.split(/\.\.|至|—|~/);
  const [from, to] = [dateOf(first), dateOf(last)];
  if (from === null || to === null || more.length > 0) return null;
  const length = daysBetween(from, to);
  if (length < 0 || length > LONGEST_LEAVE) return null;
  return Array.from({ length: length + 1 }, (_, index) => addDays(from, index));
}

function contentFaults({ year, rest, work }: CalendarYear): string[] {
  const foreign = [...rest, ...work].filter((day) => !belongs(day, year));
  const both = rest.filter((day) => work.includes(day));
  const workdays = work.filter((day) => weekday(day) % 6 !== 0);
  const missing = FIXED.filter(([day]) => !rest.includes(`${year}-${day}`));
  return [
    ...foreign.map((day) => `${day} 不在 ${year} 年`),
    ...both.map((day) => `${day} 既列为休息又列为上班`),
    ...workdays.map(
      (day) => `${day} 是周${'日一二三四五六'[weekday(day)]}，本来就上班，不用列为调休上班`,
    ),
    ...missing.map(([day, name]) => `休息日里没有${name}（${year}-${day}）`),
    ...(rest.length < FEWEST_DAYS ? [`只有 ${rest.length} 个休息日，请核对是否列全`] : []),
  ];
}

/** A leave at New Year may begin in the last days of the year before. */
function belongs(day: PlainDate, year: number): boolean {
  return (
    yearOf(day) === year || day.startsWith(`${year - 1}-12-2`) || day.startsWith(`${year - 1}-12-3`)
  );
}

function sorted(days: PlainDate[]): PlainDate[] {
  return [...new Set(days)].toSorted();
}

const HEADS = [
  { key: 'day', names: ['日期', '时间', 'date'] },
  { key: 'kind', names: ['类型', '安排', '休班', 'kind'] },
] as const;

const REST = /^(?:休|休息|放假|假|rest)$/i;
const WORK = /^(?:班|上班|补班|调休上班|调休|work)$/i;

/** The rows of a table with the columns 日期 and 类型 (休 or 班), and what cannot be read in it. */
export function yearOfSheets(sheets: Sheet[]): Omit<WrittenYear, 'source'> & { faults: string[] } {
  const tables = sheets.map((sheet) => headedSheet(sheet, HEADS, ['day', 'kind']));
  const table = tables.find((each) => each !== null);
  if (!table) return { rest: [], work: [], faults: ['没有找到列“日期”和“类型”（休 或 班）'] };
  const found = { rest: [] as string[], work: [] as string[], faults: [] as string[] };
  for (const { row, cells } of table.rows) {
    const [day, kind] = [(cells.day ?? '').trim(), (cells.kind ?? '').trim()];
    if (day === '' && kind === '') continue;
    if (REST.test(kind)) found.rest.push(day);
    else if (WORK.test(kind)) found.work.push(day);
    else found.faults.push(`第 ${row} 行 类型：应为 休 或 班，现为“${kind}”`);
  }
  return found;
}
