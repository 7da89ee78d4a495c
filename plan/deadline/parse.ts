import type { Force } from '../extracted.ts';
import { foldWidth, readNumber } from '../text/numerals.ts';
import { WINDOW } from './patterns/days.ts';
import { DEADLINE_PATTERNS, type DeadlinePattern, type Parts } from './patterns/index.ts';
import type { Rule } from './rule.ts';

/** How words bind to the day that they name: 6月30日前, 6月, 7月15日左右. */
export type Bound = 'by' | 'within' | 'about';

/**
 * Words that set time: as written, where they begin, the pattern's name and what they mean.
 * `force`: how strictly, by the words around them (原则上, 力争 and 左右 are soft, 建议 is advice).
 */
export type DeadlineReading = {
  text: string;
  start: number;
  pattern: string;
  rule: Rule;
  bound: Bound;
  force: Force;
};

// Words that look like time and set none: titles of documents and how long a service may take.
const NOT_DEADLINES =
  /《[^》]{0,200}》|[〔﹝[]\d{4}[〕﹞\]]|(?:压缩|缩短|减少|控制)(?:至|到|在)[^,，。；;]{0,40}|“?十[一二三四五六]五”?(?:时期|期间|规划)?|\d{4}年?(?:版|级|届|年鉴)/g;
/** A text without any of these signs has no words of time; most clauses have none. */
const SIGNS_OF_TIME =
  /[年月日天号周旬季节末期常]|学期|星期|[后起]|[.\-/]\d|[前内]|持续|适时|按|根据|依据/;

/**
 * The words of a clause that set its time, or null where there are none.
 * @example parseDeadline('每月1日前上报进展情况')?.text // '每月1日前'
 * @example parseDeadline('办理时限压缩至3个工作日') // null
 */
export function parseDeadline(clause: string): DeadlineReading | null {
  if (!SIGNS_OF_TIME.test(clause)) return null;
  const known = KNOWN.get(clause);
  if (known !== undefined) return known;
  const reading = read(clause);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(clause, reading);
  return reading;
}

// a clause is asked about by all who read its sentence: what it says stays the same
const KNOWN = new Map<string, DeadlineReading | null>();
const MOST_KNOWN = 500;

function read(clause: string): DeadlineReading | null {
  // blanks keep every position as it was
  const text = foldWidth(clause).replace(NOT_DEADLINES, (words) => ' '.repeat(words.length));
  for (const pattern of DEADLINE_PATTERNS) {
    const match = pattern.form.exec(text);
    if (match) return readingOf(pattern, match, clause, text);
  }
  return null;
}

function readingOf(
  pattern: DeadlinePattern,
  match: RegExpExecArray,
  clause: string,
  text: string,
): DeadlineReading {
  const parts = partsOf(match.groups ?? {});
  const rule = { ...pattern.rule(parts), ...laterOf(parts) };
  const lead = leadOf(text.slice(0, match.index), rule, yearsOf(parts));
  const start = match.index - lead.length;
  const end = match.index + match[0].length;
  return {
    text: trimMarks(clause.slice(start, end)),
    start: start + leadingMarks(clause.slice(start, end)),
    pattern: pattern.name,
    rule: { ...rule, ...(lead.years ? { years: lead.years } : {}), ...lead.inside },
    bound: boundOf(text.slice(start, end), text.slice(end)),
    force: forceAround(text.slice(0, start), text.slice(end)),
  };
}

/** What stands before words of time and belongs to them: a year, the window that a rhythm keeps to. */
type Lead = { length: number; years: Rule['years'] | null; inside: Pick<Rule, 'inside'> };

const YEAR_BEFORE = /(20\d{2})年度?的?$/;
const MONTH_BEFORE = /(?:自|从)?(?:(20\d{2})年)?(\d{1,2})月份?(?:起|开始)[,，]?$/;

function leadOf(before: string, rule: Rule, named: Rule['years'] | null): Lead {
  const isRhythm = rule.kind === 'recurring' && !rule.loose;
  const since = isRhythm ? MONTH_BEFORE.exec(before) : null;
  if (since) {
    const years = named ?? (since[1] === undefined ? null : onlyYear(Number(since[1])));
    const from = { month: Number(since[2]), day: 1 };
    const inside: Rule = { kind: 'window', from, days: [{ month: 12, day: 'end' }] };
    return { length: since[0].length, years, inside: { inside } };
  }
  const inside = isRhythm ? windowIn(before) : null;
  const year = named === null ? YEAR_BEFORE.exec(before) : null;
  return {
    length: year?.[0].length ?? 0,
    years: year ? onlyYear(Number(year[1])) : named,
    inside: inside ? { inside } : {},
  };
}

/** 9月至11月，各单位每月…: the window that stands earlier in the clause. */
function windowIn(before: string): Rule | null {
  const match = WINDOW.form.exec(before);
  if (!match) return null;
  const parts = partsOf(match.groups ?? {});
  const years = yearsOf(parts);
  return { ...WINDOW.rule(parts), ...(years ? { years } : {}) };
}

function onlyYear(year: number): { first: number; last: number } {
  return { first: year, last: year };
}

function partsOf(groups: Record<string, string | undefined>): Parts {
  return {
    text: (name) => groups[name] ?? '',
    number: (name) => readNumber(groups[name] ?? '') ?? 0,
  };
}

/** 次年1月 is a year later than the year that it is said of. */
function laterOf({ text }: Parts): Pick<Rule, 'yearsLater'> {
  return text('later') === '' ? {} : { yearsLater: 1 };
}

/** The years that a match names; of a window, that in which it begins, if it says so. */
function yearsOf({ number }: Parts): Rule['years'] | null {
  const since = number('since');
  if (since > 0) {
    const last = number('span') > 0 ? since + number('span') - 1 : Number.MAX_SAFE_INTEGER;
    return { first: since, last };
  }
  const first = number('year') || number('toYear');
  return first > 0 ? { first, last: number('lastYear') || first } : null;
}

function boundOf(words: string, after: string): Bound {
  if (/^(?:左右|前后)/.test(after) || words.endsWith('前后')) return 'about';
  return /[前止]$/.test(words) ? 'by' : 'within';
}

function forceAround(before: string, after: string): Force {
  const near = /[^,，。;；]{0,8}$/.exec(before)?.[0] ?? '';
  if (/建议|可于|可在/.test(near)) return 'advice';
  return /原则上|力争|争取|尽量|力求/.test(near) || /^(?:左右|前后)/.test(after) ? 'soft' : 'firm';
}

function trimMarks(text: string): string {
  return text.replace(/^[,，\s]+|[,，\s]+$/g, '');
}

function leadingMarks(text: string): number {
  return /^[,，\s]*/.exec(text)?.[0].length ?? 0;
}
