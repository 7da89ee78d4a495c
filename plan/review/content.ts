import type { Place } from '../document.ts';
import type { ExtractedTask } from '../extracted.ts';
import type { Verification } from '../occurrence.ts';
import { TASK_COLUMNS } from '../task-columns.ts';

/** All that a review may change of a task; what it says of itself, without its number. */
export type TaskContent = Omit<ExtractedTask, 'id' | 'place'> & {
  line: number;
  place: Place | null;
  verification: Verification;
  weighty: boolean;
  reviewed: boolean;
  dismissed: string | null;
};

/** What people call by one word and change at once. */
export type Field =
  | 'title'
  | 'lead'
  | 'support'
  | 'deadline'
  | 'count'
  | 'milestones'
  | 'force'
  | 'distribution'
  | 'tracking'
  | 'verification'
  | 'evidence'
  | 'weighty'
  | 'reviewed'
  | 'dismissed'
  | 'quote';

const PARTS: Record<Field, readonly (keyof TaskContent)[]> = {
  quote: ['quote', 'place', 'line', 'number', 'alsoInBody', 'bodyPlace', 'issues', 'candidates'],
  title: ['title'],
  lead: ['lead'],
  support: ['support'],
  deadline: ['deadline', 'reading'],
  count: ['count', 'otherCounts'],
  milestones: ['milestones'],
  force: ['force'],
  distribution: ['distribution'],
  tracking: ['tracking'],
  verification: ['verification'],
  evidence: ['evidence'],
  weighty: ['weighty'],
  reviewed: ['reviewed'],
  dismissed: ['dismissed'],
};

const NAMES: Record<Field, string> = {
  quote: '原文',
  title: '标题',
  lead: '牵头',
  support: '配合',
  deadline: '时限',
  count: '数量',
  milestones: '节点',
  force: '力度',
  distribution: '分配方式',
  tracking: '跟踪方式',
  verification: '核验',
  evidence: '佐证',
  weighty: '重点事项',
  reviewed: '已审',
  dismissed: '不作任务的理由',
};

const FIELDS = Object.keys(PARTS).filter((name): name is Field => name in PARTS);

/** What a field is called. */
export function fieldName(field: Field): string {
  return NAMES[field];
}

/** The fields that a change touches. */
export function fieldsIn(change: Partial<TaskContent>): Field[] {
  const changed = Object.keys(change);
  return FIELDS.filter((field) => PARTS[field].some((part) => changed.includes(part)));
}

/** What differs between two states of a task, each as it is in it; null: nothing. */
export function difference(
  before: TaskContent,
  after: TaskContent,
): { before: Partial<TaskContent>; after: Partial<TaskContent> } | null {
  const parts = FIELDS.flatMap((field) => PARTS[field]).filter(
    (part) => !isSame(before[part], after[part]),
  );
  if (parts.length === 0) return null;
  const picked = (from: TaskContent): Partial<TaskContent> =>
    Object.fromEntries(parts.map((part) => [part, from[part]]));
  return { before: picked(before), after: picked(after) };
}

/** True when a task is, in everything that a change names, as the change says. */
export function isAsSaid(task: TaskContent, said: Partial<TaskContent>): boolean {
  return fieldsIn(said)
    .flatMap((field) => PARTS[field])
    .every((part) => !(part in said) || isSame(task[part], said[part]));
}

/** True when two tasks say the same in a field. */
export function isSameIn(field: Field, one: TaskContent, other: TaskContent): boolean {
  return PARTS[field].every((part) => isSame(one[part], other[part]));
}

/** A field in words, as the sheet of tasks has it. */
export function fieldWords(field: Field, task: TaskContent): string {
  if (field === 'quote') return task.quote;
  if (field === 'weighty') return task.weighty ? '是' : '否';
  const heads = field === 'deadline' ? ['时限原文', '截止日期', '类型'] : [NAMES[field]];
  const written = TASK_COLUMNS.filter(({ head }) => heads.includes(head)).map((column) =>
    column.write({ ...task, key: '', doubts: [] }),
  );
  return written.filter((words) => words !== '').join('，') || '空白';
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with its keys in order: what comes back from a database has them in another. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
