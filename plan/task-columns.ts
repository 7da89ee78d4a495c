import { yearOf } from './date.ts';
import type { ExtractedTask } from './extracted.ts';

import type { Verification } from './occurrence.ts';
import { type SheetColumn, cellList } from './sheet.ts';
import {
  DISTRIBUTION_WORDS,
  FORCE_WORDS,
  KIND_WORDS,
  TRACKING_WORDS,
  VERIFICATION_WORDS,
  countOf,
  countText,
  dateOf,
  keyOf,
  linesOf,
  milestoneOf,
  milestoneText,
} from './task-cells.ts';
import { REPORTING_WORDS, deliveryText } from './task-words.ts';

/** A task as it is reviewed. */
export type ReviewTask = Omit<
  ExtractedTask,
  'id' | 'place' | 'number' | 'actor' | 'alsoInBody' | 'bodyPlace' | 'reading'
> & {
  key: string;
  verification: Verification;
  reviewed: boolean;
  dismissed: string | null;
  /** Contradictions of the document that the task stands in. */
  doubts: string[];
};

export type Period = { from: string; to: string };

/** The task with what the cell says; null when the cell cannot be read. */
type ReadCell = (cell: string, task: ReviewTask, period: Period) => ReviewTask | null;

export type TaskColumn = SheetColumn & {
  write: (task: ReviewTask) => string;
  /** Missing: the column only shows. */
  read?: ReadCell;
  /** Shows what belongs to the task's identity: a change is a fault. */
  fixed?: boolean;
  expected: string;
};

const shown = { readOnly: true, expected: '' };
const fixed = { readOnly: true, fixed: true, expected: '原样保留的内容（灰色列不能修改）' };

/** The columns of the sheet 任务, in order. */
export const TASK_COLUMNS: readonly TaskColumn[] = [
  { head: '编号', width: 7, ...fixed, write: ({ key }) => key },
  { head: '原文', width: 48, ...fixed, write: ({ quote }) => quote },
  { head: '章节', width: 16, ...fixed, write: ({ section }) => section ?? '' },
  {
    head: '标题',
    width: 22,
    write: ({ title }) => title,
    read: (cell, task) => (cell === '' ? null : { ...task, title: cell }),
    expected: '一个简短的标题',
  },
  {
    head: '牵头',
    width: 22,
    write: ({ lead }) => lead.join('、'),
    read: (cell, task) => ({ ...task, lead: cellList(cell).map(unspaced) }),
    expected: '单位名称，多个用、分隔',
  },
  {
    head: '配合',
    width: 22,
    write: ({ support }) => support.join('、'),
    read: (cell, task) => ({ ...task, support: cellList(cell).map(unspaced) }),
    expected: '单位名称，多个用、分隔',
  },
  {
    head: '建议单位',
    width: 22,
    ...shown,
    write: ({ candidates }) => candidates.map(({ unit, why }) => `${unit}：${why}`).join('\n'),
  },
  { head: '时限原文', width: 14, ...fixed, write: ({ deadline }) => deadline.text ?? '' },
  {
    head: '截止日期',
    width: 14,
    write: ({ deadline }) => deadline.due.join('、'),
    read: readDue,
    expected: '方案期间前后一年内存在的日期，形如 2024-11-30，多个用、分隔',
  },
  {
    head: '类型',
    width: 8,
    choices: Object.values(KIND_WORDS),
    write: ({ deadline }) => KIND_WORDS[deadline.kind],
    read: (cell, task) => {
      const kind = keyOf(cell, KIND_WORDS);
      return kind && { ...task, deadline: { ...task.deadline, kind } };
    },
    expected: oneOf(KIND_WORDS),
  },
  {
    head: '数量',
    width: 16,
    write: ({ count, otherCounts }) =>
      [count, ...otherCounts].flatMap(nonNull).map(countText).join('\n'),
    read: (cell, task) => {
      const counts = linesOf(cell, countOf);
      return counts && { ...task, count: counts[0] ?? null, otherCounts: counts.slice(1) };
    },
    expected: '形如 不少于2次/年、1期/计划期、约50人/各单位，多个分行写',
  },
  choice('力度', 'force', FORCE_WORDS),
  choice('分配方式', 'distribution', DISTRIBUTION_WORDS),
  choice('跟踪方式', 'tracking', TRACKING_WORDS),
  choice('核验', 'verification', VERIFICATION_WORDS),
  {
    head: '节点',
    width: 24,
    write: ({ milestones }) => milestones.map(milestoneText).join('\n'),
    read: (cell, task) => {
      const milestones = linesOf(cell, milestoneOf);
      return milestones && { ...task, milestones };
    },
    expected: '形如 2024-07-15 完成选址（建议），多个分行写',
  },
  {
    head: '佐证',
    width: 16,
    write: ({ evidence }) => evidence.join('、'),
    read: (cell, task) => ({ ...task, evidence: cellList(cell) }),
    expected: '材料名称，多个用、分隔',
  },
  {
    head: '报送要求',
    width: 22,
    ...shown,
    write: ({ delivery, reporting }) =>
      [delivery && deliveryText(delivery), reporting && REPORTING_WORDS[reporting]]
        .flatMap(nonNull)
        .join('\n'),
  },
  {
    head: '疑问',
    width: 28,
    ...shown,
    write: ({ issues, doubts }) =>
      [...issues.map(({ expected, found }) => `应为${expected}，原文为“${found}”`), ...doubts].join(
        '\n',
      ),
  },
  {
    head: '已审',
    width: 7,
    choices: ['是', '否'],
    write: ({ reviewed }) => (reviewed ? '是' : '否'),
    read: (cell, task) => (/^[是否]$/.test(cell) ? { ...task, reviewed: cell === '是' } : null),
    expected: '是、否 之一',
  },
  {
    head: '不作任务的理由',
    width: 20,
    write: ({ dismissed }) => dismissed ?? '',
    read: (cell, task) => ({ ...task, dismissed: cell === '' ? null : cell }),
    expected: '理由',
  },
];

type Choice = 'force' | 'distribution' | 'tracking' | 'verification';

/** A column whose cell holds one of a few words. */
function choice<Field extends Choice>(
  head: string,
  field: Field,
  words: Record<ReviewTask[Field], string>,
): TaskColumn {
  return {
    head,
    width: 9,
    choices: Object.values(words),
    write: (task) => words[task[field]],
    read: (cell, task) => {
      const key = keyOf(cell, words);
      return key && { ...task, [field]: key };
    },
    expected: oneOf(words),
  };
}

function oneOf(words: Record<string, string>): string {
  return `${Object.values(words).join('、')} 之一`;
}

function nonNull<Value>(value: Value | null): Value[] {
  return value === null ? [] : [value];
}

/** Dates set by a person are the task's own, no longer the document's overall end. */
function readDue(cell: string, task: ReviewTask, { from, to }: Period): ReviewTask | null {
  const dates = cellList(cell).map(dateOf);
  const due = dates.flatMap(nonNull).toSorted();
  const near = due.every((day) => yearOf(day) >= yearOf(from) - 1 && yearOf(day) <= yearOf(to) + 1);
  if (!near || due.length < dates.length) return null;
  const { text, kind } = task.deadline;
  return { ...task, deadline: { text, kind, due: [...new Set(due)] } };
}

function unspaced(name: string): string {
  return name.replace(/\s/g, '');
}
