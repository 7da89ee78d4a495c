import { chineseDate, dayOf, monthOf, type PlainDate, yearOf } from './date.ts';

/** One duty as a chat group is told of it, never with people's names. */
export type ChatItem = {
  unitName: string;
  /** The number that the document gives it; else the first words of its title (`chatName`). */
  name: string;
  dueOn: PlainDate | null;
  practicalOn: PlainDate | null;
  daysLeft: number | null;
  workingDaysLate: number;
};

export type ChatPlan = { title: string; items: ChatItem[] };

const LONGEST_NAME = 12;

/**
 * What a duty is called in a group: a number that only Duban knows says nothing there.
 *
 * @example chatName({ number: 't02', key: 't02', title: '举办教师培训' }) // '举办教师培训'
 */
export function chatName(task: { number: string; key: string; title: string }): string {
  const { number, key, title } = task;
  if (number !== key) return number;
  return title.length > LONGEST_NAME ? `${title.slice(0, LONGEST_NAME - 1)}…` : title;
}

/** What a chat system and a reader take in one piece. */
export const CHAT_LIMIT = 500;

const LONGEST_TITLE = 30;
const MOST_NUMBERS = 6; // of one unit; the mail has them all
const ENDING = '请点开督办邮件里的链接办理；已办结的请报办结，有困难请联系办公室。';

/**
 * What is due and overdue under some plans as a text for a chat group: units @-named, numbers, dates,
 * the most urgent first, at most `CHAT_LIMIT` characters. Null: there is nothing to tell.
 */
export function chatText(plans: ChatPlan[], today: PlainDate): string | null {
  const told = plans.filter(({ items }) => items.length > 0);
  if (told.length === 0) return null;
  const head = `【督办提醒】${chineseDate(today, yearOf(today))}`;
  const lines = told.flatMap(planLines);
  const all = [head, ...lines.map(({ text }) => text), ENDING].join('\n');
  return all.length <= CHAT_LIMIT ? all : cut(head, lines);
}

/** A line, and how many duties it tells of; headings tell of none. */
type Line = { text: string; items: number };

function planLines({ title, items }: ChatPlan): Line[] {
  const short = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
  const late = items.filter(({ workingDaysLate }) => workingDaysLate > 0);
  const due = items.filter(({ workingDaysLate }) => workingDaysLate === 0);
  return [
    { text: `《${short}》`, items: 0 },
    ...section('已逾期：', late, (a, b) => b.workingDaysLate - a.workingDaysLate, lateWords),
    ...section('即将到期：', due, (a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0), dueWords),
  ];
}

function section(
  title: string,
  items: ChatItem[],
  order: (a: ChatItem, b: ChatItem) => number,
  words: (item: ChatItem) => string,
): Line[] {
  if (items.length === 0) return [];
  const byUnit = Map.groupBy(items.toSorted(order), ({ unitName }) => unitName);
  const lines = [...byUnit].map(([unitName, own]) => ({
    text: `@${unitName} ${own.length}项：${own.slice(0, MOST_NUMBERS).map(words).join('、')}${
      own.length > MOST_NUMBERS ? '等' : ''
    }`,
    items: own.length,
  }));
  return [{ text: title, items: 0 }, ...lines];
}

function lateWords({ name, workingDaysLate }: ChatItem): string {
  return `${name}（逾期${workingDaysLate}个工作日）`;
}

function dueWords({ name, dueOn, practicalOn, daysLeft }: ChatItem): string {
  if (dueOn === null) return name;
  const day = practicalOn ?? dueOn;
  return `${name}（${monthOf(day)}月${dayOf(day)}日${daysLeft === 0 ? '，今天' : ''}）`;
}

/** Leaves out what comes last, and says how much that is. */
function cut(head: string, lines: Line[]): string {
  const total = lines.reduce((sum, { items }) => sum + items, 0);
  for (let kept = lines.length - 1; kept > 0; kept -= 1) {
    const shown = withoutBareHeads(lines.slice(0, kept));
    if (shown.length === 0) break;
    const left = total - shown.reduce((sum, { items }) => sum + items, 0);
    const text = [head, ...shown.map((line) => line.text), `另有 ${left} 项。`, ENDING].join('\n');
    if (text.length <= CHAT_LIMIT) return text;
  }
  return [head, `共 ${total} 项，请查看督办邮件。`, ENDING].join('\n');
}

function withoutBareHeads(lines: Line[]): Line[] {
  const last = lines.findLastIndex(({ items }) => items > 0);
  return lines.slice(0, last + 1);
}
