import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { changeCalendar, type Moved, movedMoments } from '../db/calendar-change.ts';
import { enteredYears } from '../db/calendar.ts';
import { readSheets } from '../documents/sheet.ts';
import { type CalendarYear } from '../plan/calendar.ts';
import { enteredYearOf, type WrittenYear, yearOfSheets } from '../plan/calendar-entry.ts';
import { CALENDAR_YEARS } from '../plan/calendar-years.ts';
import { beijingDate, yearOf } from '../plan/date.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { readInput } from './files.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';

type Options = OrderOptions & { file?: string; rest?: string; work?: string; source?: string };

/** `duban calendar [YEAR]`: lists the years that are known, or takes one in. */
export function calendarCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('calendar')
      .description('节假日和调休：列出各年；录入新公布的一年，在办事项的提醒随之调整')
      .argument('[year]', '年份', yearArgument)
      .option('--file <文件>', '一年的安排（.csv .xlsx：列“日期”“类型（休/班）”；或 .json）')
      .option('--rest <日期>', '休息日，用逗号分隔，例如 2027-01-01..2027-01-03')
      .option('--work <日期>', '调休上班的日子，用逗号分隔')
      .option('--source <文号>', '依据的通知，例如 国办发明电〔2026〕1号'),
  ).action(async (year: number | undefined, options: Options) => {
    const entering = [options.file, options.rest, options.work].some((each) => each !== undefined);
    if (!entering) return await list(context, year, options);
    if (year === undefined) throw new RefusedError('请写明是哪一年：duban calendar 2027 --file …');
    await enter(context, year, options);
  });
}

function yearArgument(text: string): number {
  if (/^20\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('应为年份，例如 2027');
}

async function list(
  context: CliContext,
  year: number | undefined,
  options: Options,
): Promise<void> {
  const { db } = await context.db();
  const entered = (await enteredYears(db)).map((each) => ({ ...each, entered: true }));
  const shipped = CALENDAR_YEARS.map((each) => ({ ...each, entered: false }));
  const years = [...shipped, ...entered]
    .filter((each, _, all) => all.findLast(({ year: same }) => same === each.year) === each)
    .filter((each) => year === undefined || each.year === year)
    .toSorted((a, b) => a.year - b.year);
  if (options.json) return context.json(years);
  const missing = provisional(years, year, yearOf(beijingDate(context.clock.now())));
  context.out([...years.map((each) => yearText(each, year !== undefined)), ...missing].join('\n'));
}

/** The year asked for, or the next one, while its notice is not out. */
function provisional(known: CalendarYear[], asked: number | undefined, current: number): string[] {
  const years = asked === undefined ? [current, current + 1] : [asked];
  return years
    .filter((year) => !known.some((each) => each.year === year))
    .map((year) => `${year} 待公布：暂按周末推算，公布后用 duban calendar ${year} --file … 录入`);
}

function yearText(
  { year, source, rest, work, entered }: CalendarYear & { entered: boolean },
  full: boolean,
): string {
  const how = entered ? '录入' : '自带';
  const head = `${year} ${how}：${source}；休 ${rest.length} 天，调休上班 ${work.length} 天`;
  return full ? [head, `  休：${rest.join(' ')}`, `  班：${work.join(' ')}`].join('\n') : head;
}

async function enter(context: CliContext, year: number, options: Options): Promise<void> {
  const { written, faults: unread } = await writtenYear(options);
  const { entered, faults } = enteredYearOf(year, written);
  const all = unread.length > 0 ? unread : faults;
  if (all.length > 0) throw new InputError(`${year} 年的安排`, all);
  const order = await orderFrom(context, { planId: null, what: '录入节假日' }, options);
  const { db } = await context.commander();
  const ordered = await changeCalendar(db, entered, order);
  if (ordered === null) return context.out(`${year} 年的安排与现有的一致，没有改动`);
  const result = await follow(context, ordered, options);
  const moved = await movedMoments(db, ordered.changeId, beijingDate(order.now));
  if (options.json) return context.json({ entered, moved, ...result });
  const words =
    moved.length === 0 ? '没有提醒日期因此变化' : `${moved.length} 项的提醒日期有变化：`;
  context.out(
    [
      `✓ 已录入 ${year} 年：休 ${entered.rest.length} 天，调休上班 ${entered.work.length} 天`,
      followedText(result),
      words,
      ...moved.map(movedText),
    ].join('\n'),
  );
}

function movedText({ number, title, unit, before, after }: Moved): string {
  return `  · ${number} ${title}（${unit}）：${daysText(before)} → ${daysText(after)}`;
}

function daysText(days: string[]): string {
  return days.length === 0 ? '无' : days.join('、');
}

type Read = { written: WrittenYear; faults: string[] };

async function writtenYear({ file, rest, work, source = '' }: Options): Promise<Read> {
  if (file === undefined) {
    return { written: { source, rest: listed(rest), work: listed(work) }, faults: [] };
  }
  const bytes = await readInput(file);
  if (file.toLowerCase().endsWith('.json')) return fromJson(file, bytes, source);
  const { faults, ...days } = yearOfSheets(await readSheets(bytes, basename(file)));
  return { written: { source, ...days }, faults };
}

function listed(text = ''): string[] {
  return text.split(/[,，、\s]+/).filter((part) => part !== '');
}

function fromJson(file: string, bytes: Uint8Array, source: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new RefusedError(`${file} 不是 JSON 文件`, { cause });
  }
  const given = typeof value === 'object' && value !== null ? value : {};
  const days = (key: string): unknown[] => {
    const found: unknown = Reflect.get(given, key);
    return Array.isArray(found) ? found : [];
  };
  const written = {
    source: source === '' ? String(Reflect.get(given, 'source') ?? '') : source,
    rest: days('rest').map(String),
    work: days('work').map(String),
  };
  const faults = written.rest.length > 0 ? [] : ['没有“rest”（休息日的列表）'];
  return { written, faults };
}
