import type { CardContext } from '../deadline/card.ts';
import type { Distribution, Force, Tracking } from '../extracted.ts';
import type { Verification } from '../occurrence.ts';
import { type Period, type ReviewTask, TASK_COLUMNS } from '../task-columns.ts';
import type { TaskContent } from './content.ts';
import { type DeadlineChange, withDeadline } from './deadline.ts';

/** What a person changes of a task; what is left out stays. */
export type TaskChanges = {
  title?: string | undefined;
  lead?: string[] | undefined;
  support?: string[] | undefined;
  deadline?: DeadlineChange | undefined;
  /** As in the sheet: 不少于2次/年. */
  counts?: string[] | undefined;
  /** As in the sheet: 2024-07-15 完成选址（建议）. */
  milestones?: string[] | undefined;
  evidence?: string[] | undefined;
  force?: Force | undefined;
  distribution?: Distribution | undefined;
  tracking?: Tracking | undefined;
  verification?: Verification | undefined;
  weighty?: boolean | undefined;
};

type Lines = 'title' | 'lead' | 'support' | 'counts' | 'milestones' | 'evidence';

/** The columns of the sheet by whose rules each is read, and what parts its values there. */
const COLUMNS: [field: Lines, head: string, between: string][] = [
  ['title', '标题', ''],
  ['lead', '牵头', '、'],
  ['support', '配合', '、'],
  ['counts', '数量', '\n'],
  ['milestones', '节点', '\n'],
  ['evidence', '佐证', '、'],
];

/** The task with what a person changed, and in words what cannot be taken. */
export function changedTask(
  task: TaskContent,
  changes: TaskChanges,
  context: CardContext,
  period: Period,
): { task: TaskContent; faults: string[] } {
  const { force, distribution, tracking, verification, weighty } = changes;
  const chosen = { force, distribution, tracking, verification, weighty };
  const result = { task: { ...task, ...withoutGaps(chosen) }, faults: [] as string[] };
  for (const [field, head, between] of COLUMNS) {
    const said = changes[field];
    if (said === undefined) continue;
    const cell = typeof said === 'string' ? said.trim() : said.join(between);
    takeCell(result, head, cell, period);
  }
  if (changes.deadline !== undefined) {
    const dated = withDeadline(result.task, changes.deadline, context);
    if (typeof dated === 'string') result.faults.push(`时限：${dated}`);
    else result.task = dated;
  }
  const twice = result.task.lead.filter((name) => result.task.support.includes(name));
  if (twice.length > 0 && (changes.lead ?? changes.support) !== undefined) {
    result.faults.push(`配合：${twice.join('、')}已在牵头单位里，只留一处`);
  }
  return result;
}

function takeCell(
  result: { task: TaskContent; faults: string[] },
  head: string,
  cell: string,
  period: Period,
): void {
  const column = TASK_COLUMNS.find((each) => each.head === head);
  const review: ReviewTask = { ...result.task, key: '', doubts: [] };
  const read = column?.read?.(cell, review, period) ?? null;
  if (read === null) {
    const found = cell === '' ? '空白' : `“${cell.replaceAll('\n', '；').slice(0, 60)}”`;
    result.faults.push(`${head}：现为${found}，应为${column?.expected ?? ''}`);
    return;
  }
  const { title, lead, support, count, otherCounts, milestones, evidence } = read;
  const taken = { title, lead, support, count, otherCounts, milestones, evidence };
  result.task = { ...result.task, ...taken };
}

function withoutGaps<Given extends object>(
  given: Given,
): { [Key in keyof Given]: NonNullable<Given[Key]> } | object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
