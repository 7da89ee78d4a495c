import type { Rule } from '../rule.ts';
import { NUMBER, readNumber } from '../../text/numerals.ts';

/** The named parts of a match: as a number (0 when absent), or as written. */
export type Parts = { number: (name: string) => number; text: (name: string) => string };

/** One way in which plans write time; `rule` is given the named parts of what was found. */
export type DeadlinePattern = {
  name: string;
  example: string;
  form: RegExp;
  rule: (parts: Parts) => Omit<Rule, 'years'>;
};

// What the {names} in a form stand for. Forms see text that `foldWidth` has been over.
const WORDS: Record<string, string> = {
  year: '(?:(?<year>20\\d{2})年度?的?|每年度?的?|今年|本年度?|当年|(?<later>次年|翌年|明年|下一?年度?))?[,，]?',
  month: `(?<month>${NUMBER})月份?`,
  day: `(?<day>${NUMBER})[日号]`,
  date: `(?:次年|翌年)?${NUMBER}月份?(?:${NUMBER}[日号]|[上中下]旬|[初底末中])?(?:(?:以|之)?前)?`,
  part: '(?:的?[上中]?(?<part>[上中下](?=旬)|[初中底末])旬?)',
  nth: '(?:第(?<nth>[一二三四五1-5])|(?<last>最后(?:一)?))个?',
  weekday: '(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])',
  to: '月?份?(?:-{1,2}|至|到)',
  and: '(?:[、,，和及与]|以及)',
  by: '(?:下班)?(?:(?:以|之)?前|之内|止)?',
  number: NUMBER,
};

/**
 * A pattern in which {month}, {day}, {by} … stand for the ways of writing them.
 * @example form('{month}{day}{by}').test('11月15日前') // true
 */
export function form(text: string): RegExp {
  return new RegExp(text.replace(/\{([a-z]+)\}/g, (_, name: string) => WORDS[name] ?? ''));
}

const WEEKDAYS = '日一二三四五六';
const PART_END: Record<string, number | 'end'> = { 初: 10, 上: 10, 中: 20, 下: 'end' };

/** The day on which a part of a month ends: 上旬 with the 10th, 中旬 with the 20th. */
export function partEnd(part: string): number | 'end' {
  return PART_END[part] ?? 'end';
}

/** The days of the week that characters name, 0 for Sunday. */
export function weekdaysIn(text: string): number[] {
  const named = Array.from(text.replaceAll('天', '日'), (sign) => WEEKDAYS.indexOf(sign));
  return named.filter((day) => day >= 0);
}

/** The numbers that stand in a text, in order. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(new RegExp(NUMBER, 'g'))].map(([found]) => readNumber(found) ?? 0);
}

/** First, second … or -1 for the last, of what {nth} found. */
export function nthOf({ number, text }: Parts): number {
  return text('last') === '' ? number('nth') || 1 : -1;
}
