import type { Parts } from './forms.ts';
import { DEADLINE_PATTERNS, type DeadlinePattern } from './patterns.ts';
import type { Rule } from './rule.ts';
import { foldWidth, readNumber } from '../text/numerals.ts';

/** Words that set time: as written, where they begin, the pattern's name and what they mean. */
export type DeadlineReading = { text: string; start: number; pattern: string; rule: Rule };

// Words that look like time and set none: titles of documents and how long a service may take.
const NOT_DEADLINES =
  /《[^》]*》|[〔﹝[]\d{4}[〕﹞\]]|(?:压缩|缩短|减少|控制)(?:至|到|在)[^,，。；;]*/g;

/**
 * The words of a clause that set its time, or null where there are none.
 * @example parseDeadline('每月1日前上报进展情况')?.text // '每月1日前'
 * @example parseDeadline('办理时限压缩至3个工作日') // null
 */
export function parseDeadline(clause: string): DeadlineReading | null {
  // blanks keep every position as it was
  const text = foldWidth(clause).replace(NOT_DEADLINES, (words) => ' '.repeat(words.length));
  for (const pattern of DEADLINE_PATTERNS) {
    const match = pattern.form.exec(text);
    if (match) return readingOf(pattern, match, clause, yearBefore(text, match.index));
  }
  return null;
}

function readingOf(
  pattern: DeadlinePattern,
  match: RegExpExecArray,
  clause: string,
  before: { year: number; start: number } | null,
): DeadlineReading {
  const parts = partsOf(match.groups ?? {});
  const named = yearsOf(parts);
  const lone = named === null ? before : null;
  const years = lone === null ? named : { first: lone.year, last: lone.year };
  const start = lone?.start ?? match.index;
  return {
    text: trimMarks(clause.slice(start, match.index + match[0].length)),
    start,
    pattern: pattern.name,
    rule: { ...pattern.rule(parts), ...(years ? { years } : {}), ...laterOf(parts) },
  };
}

/** The year that stands right before words that name none themselves: 2027年 of 2027年每季度. */
function yearBefore(text: string, end: number): { year: number; start: number } | null {
  const found = /(20\d{2})年度?的?$/.exec(text.slice(0, end));
  return found === null ? null : { year: Number(found[1]), start: found.index };
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

/** The years that a match names; a window that ends in a later year is due in that year. */
function yearsOf({ number }: Parts): Rule['years'] | null {
  if (number('since') > 0) return { first: number('since'), last: Number.MAX_SAFE_INTEGER };
  const first = number('toYear') || number('year');
  return first > 0 ? { first, last: number('lastYear') || first } : null;
}

function trimMarks(text: string): string {
  return text.replace(/^[,，\s]+|[,，\s]+$/g, '');
}
