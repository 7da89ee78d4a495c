import { NUMBER } from '../text/numerals.ts';

/** The named parts of a match: as a number (0 when absent), or as written. */
export type Parts = { number: (name: string) => number; text: (name: string) => string };

// What the {names} in a form stand for. Forms see text that `foldWidth` has been over.
const WORDS: Record<string, string> = {
  year: '(?:(?<year>\\d{4})年度?的?|每年度?的?|今年|本年度?|当年|(?<later>次年|翌年|明年))?[,，]?',
  month: `(?<month>${NUMBER})月份?`,
  day: `(?<day>${NUMBER})[日号]`,
  to: '月?份?(?:-{1,2}|至|到)',
  and: '(?:[、,，和及与])',
  by: '(?:(?:以|之)?前|之内)?',
  number: NUMBER,
};

/**
 * A pattern in which {month}, {day}, {by} … stand for the ways of writing them.
 * @example form('{month}{day}{by}').test('11月15日前') // true
 */
export function form(text: string): RegExp {
  return new RegExp(text.replace(/\{([a-z]+)\}/g, (_, name: string) => WORDS[name] ?? ''));
}
