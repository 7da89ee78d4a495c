import { chineseDate, type PlainDate } from './date.ts';
import type { DigestItem, DigestSection } from './digest.ts';

/** What a post's new holder needs to know of one open task. */
export type HandoverTask = {
  number: string;
  title: string;
  reportingPeriod: string | null;
  /** Whose duty it is, where it is not the unit's own. */
  owner: string;
  due: string;
  state: string;
  promisedOn: PlainDate | null;
  extensionUntil: PlainDate | null;
  /** What was said last: when, what, and in which words. */
  last: { on: PlainDate; what: string; text: string } | null;
};

/** Who held the post before. */
export type Predecessor = { name: string; from: PlainDate; to: PlainDate };

export type Handover = {
  answering: HandoverTask[];
  takingPart: HandoverTask[];
  /** Later dates of recurring tasks, which are not listed one by one. */
  later: number;
  predecessors: Predecessor[];
};

/** 工作交接清单: what is open, what was promised and asked for, what was reported last, by whom. */
export function handoverSections({
  answering,
  takingPart,
  later,
  predecessors,
}: Handover): DigestSection[] {
  const rest = later === 0 ? [] : [plainItem(`另有以后各期 ${later} 项，到期前会提醒`)];
  return [
    { title: '未办结的事项', items: [...answering.map(itemOf), ...rest] },
    { title: '配合的事项', items: takingPart.map(itemOf) },
    { title: '以前由谁负责', items: predecessors.map(predecessorItem) },
  ].filter(({ items }) => items.length > 0);
}

function itemOf(task: HandoverTask): DigestItem {
  const { number, title, reportingPeriod, owner, promisedOn, extensionUntil, last } = task;
  const period = reportingPeriod === null ? '' : `（${reportingPeriod}）`;
  return {
    head: `${number} ${title}${period}`,
    details: [
      owner === '' ? '' : `责任单位：${owner}`,
      `时限：${task.due}；${task.state}`,
      promisedOn === null ? '' : `已告知办公室预计${chineseDate(promisedOn)}完成`,
      extensionUntil === null ? '' : `已申请延至${chineseDate(extensionUntil)}，等待答复`,
      lastWords(last),
    ].filter(Boolean),
    quote: null,
  };
}

function lastWords(last: HandoverTask['last']): string {
  if (last === null) return '还没有报过进展';
  const text = last.text === '' ? '' : `：${shortened(last.text)}`;
  return `${chineseDate(last.on)}${last.what}${text}`;
}

const LONGEST = 120;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}……`;
}

function predecessorItem({ name, from, to }: Predecessor): DigestItem {
  return plainItem(`${name}（${chineseDate(from)}至${chineseDate(to)}）`);
}

function plainItem(head: string): DigestItem {
  return { head, details: [], quote: null };
}
