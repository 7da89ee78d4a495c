import { NUMBER } from '../plan/text/numerals.ts';

/** A numbered line taken apart: the heading, and the running text that follows it on the line. */
export type HeadedLine = { heading: string; rest: string };

// Levels of official documents (GB/T 9704): 一、 （一） 1. （1）; Markdown's # count the same way.
const LEVELS: [level: number, form: RegExp][] = [
  [1, /^\s*(?:\*\*)?(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章部]分?)/],
  [2, /^\s*(?:\*\*)?[（(][一二三四五六七八九十]+[）)]/],
  [3, /^\s*(?:\*\*)?\d{1,2}[.．、](?!\d(?!\d?月|0\d\d年))/],
  [4, /^\s*(?:\*\*)?[（(]\d{1,2}[）)]/],
];

/**
 * The level of the heading or list item that a line's number announces, or null without a number.
 * @example headingLevel('（一）加强组织领导') // 2
 */
export function headingLevel(line: string): number | null {
  const marks = MARKDOWN.exec(line)?.[0].trim() ?? '';
  const numbered = LEVELS.find(([, form]) => form.test(line.slice(marks.length)))?.[0];
  if (isPeriod(line)) return 2;
  return numbered ?? (marks.length || null);
}

const PERIOD =
  /^\s*(?:20\d{2}年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?|第?[一二三四]季度|[上下]半年)\s*[：:]?\s*$/;

/**
 * True for a line that only names a part of the year: what follows is to be done then.
 * @example isPeriod('九月') // true
 */
export function isPeriod(line: string): boolean {
  return PERIOD.test(line);
}

/**
 * The line without the marks by which Markdown makes it a heading.
 * @example withoutMarks('## 一、任务') // '一、任务'
 */
export function withoutMarks(line: string): string {
  return line.replace(MARKDOWN, '');
}

const MARKDOWN = /^#{1,4}\s*(?=[^#\s])/;

/** A numbered line that is longer is running text. */
export const LONGEST_HEADING = 40;
const LONGEST_RUN_IN = 25;
const SAYS_HOW_MUCH = new RegExp(`每|${NUMBER}(?:余|多)?(?:[次名人期场批个家户所月日年]|万元)`);

// （一）动员部署阶段（3月1日—3月31日）。
const STAGE = /^[^，,；;。]{2,16}阶段[（(][^（()）]{2,24}[）)]。?$/;

// （一）城镇燃气（县住建局牵头，县商务局配合）。
const UNITS_BEHIND = /^[^，,；;。（(]{2,24}[（(][^（()）]{2,80}(?:牵头|负责|配合)[）)]。?$/;

/**
 * A numbered line as heading and rest, or null when the line is running text with a number before it.
 * A short first sentence without figures, followed by more, is a heading run into its paragraph.
 * @example splitHeading('1. 开展互访。两地互访4次。', false) // { heading: '1. 开展互访。', rest: '两地互访4次。' }
 */
export function splitHeading(line: string, headsParagraph: boolean): HeadedLine | null {
  const number = LEVELS.map(([, form]) => form.exec(line)?.[0]).find((found) => found) ?? '';
  const stop = line.indexOf('。');
  if (stop < 0)
    return withoutBracket(line).length <= LONGEST_HEADING ? { heading: line, rest: '' } : null;
  const [heading, rest] = [line.slice(0, stop + 1), line.slice(stop + 1)];
  const words = heading.slice(number.length);
  if (STAGE.test(words)) return { heading, rest };
  if (UNITS_BEHIND.test(words)) return { heading, rest };
  if (words.length > LONGEST_RUN_IN || SAYS_HOW_MUCH.test(words)) return null;
  if (rest === '') return headsParagraph ? { heading, rest } : null;
  // a bracket alone says who and when of the sentence before it, which is then no heading
  return /^[（(][^。]*$/.test(rest) ? null : { heading, rest };
}

const TITLE =
  /(?:方案|计划|要点|意见|办法|细则|规划|预案|清单|安排|通\s*知|分工|(?:一览|分解|任务|责任|计划|进度|安排)表|任务书|责任书|协议书?)(?:的通\s*知)?》?(?:[（(][^（()）]{1,16}[）)])?$/;

/** True for a line that names a document or annex: short, without a sentence's end. */
export function isTitle(line: string): boolean {
  return (
    line.trim().length <= 70 &&
    !/[。；，]/.test(line) &&
    !/^附件?\d*[：:]/.test(line) &&
    TITLE.test(line.trim())
  );
}

/** A heading may say in a bracket who is responsible for all below it. */
function withoutBracket(line: string): string {
  return line.replace(/[（(][^（(]*[：:].*$/, '');
}
