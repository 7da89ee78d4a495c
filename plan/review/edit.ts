import { candidatesOf, unitNaming } from '../candidates.ts';
import type { CardContext } from '../deadline/card.ts';
import { InputError, NotFoundError, RefusedError } from '../errors.ts';
import type { ExtractedSide } from '../extracted.ts';
import { isReturnTask } from '../reporting.ts';
import { taskOf } from '../task.ts';
import type { Period } from '../task-columns.ts';
import { locatorOf } from '../text/locate.ts';
import { changedTask, type TaskChanges } from './changes.ts';
import { assertNoClash, type Touch } from './clash.ts';
import { dismissedClause, type KeptClause, seenClause, taskClause } from './clauses.ts';
import { difference, type TaskContent } from './content.ts';
import { mergedTask, takenIn } from './merge.ts';
import { splitTask } from './split.ts';

// One act of a reviewer on a draft: what it changes, or why it cannot be.

export type ReviewTaskState = TaskContent & { key: string; revision: number };

/** A draft under review. `context`: by which words of time become dates. */
export type ReviewedDraft = {
  tasks: ReviewTaskState[];
  clauses: KeptClause[];
  text: string;
  sides: ExtractedSide[];
  context: CardContext;
  period: Period;
  /** Where a clause stands in the text. */
  placeOf: (clause: KeptClause) => { line: number; start: number; end: number };
  /** Who has changed a task after a revision, and what. */
  touches: (key: string, after: number) => Touch[];
};

/** A task before and after; null: it was not, or is not any more. */
export type TaskEdit = {
  key: string;
  revision: number;
  before: Partial<TaskContent> | null;
  after: Partial<TaskContent> | null;
};

export type ClauseEdit = { at: number; before: KeptClause; after: KeptClause };

/** What an act changes, and enough to take it back. */
export type Edit = { tasks: TaskEdit[]; clauses: ClauseEdit[] };

type OfTask = { task: string; revision: number };

/** What a reviewer does; `revision`: of the task as it was when he began. */
export type ReviewCommand =
  | (OfTask & { kind: 'change'; changes: TaskChanges; review?: boolean | undefined })
  | { kind: 'change-many'; tasks: (OfTask & { changes: TaskChanges })[] }
  | (OfTask & { kind: 'review' })
  | (OfTask & { kind: 'unreview' })
  | (OfTask & { kind: 'restore' })
  | (OfTask & { kind: 'dismiss'; reason: string })
  | (OfTask & { kind: 'split'; at: number })
  | (OfTask & {
      kind: 'merge';
      others: { task: string; revision: number }[];
      /** Which date holds has been decided: that they differ is no doubt any more. */
      settled?: boolean | undefined;
    })
  | { kind: 'make-task'; clause: number }
  | { kind: 'dismiss-clause'; clause: number; reason: string }
  | { kind: 'see-clauses'; clauses: number[] };

export type EditKind = ReviewCommand['kind'] | 'sheet' | 'undo' | 'redo';

/**
 * What a command changes; nothing where all is so already.
 *
 * @throws RefusedError when others' changes stand against it @throws InputError for what cannot be taken
 */
export function editOf(command: ReviewCommand, draft: ReviewedDraft): Edit {
  switch (command.kind) {
    case 'change':
      return change(command, draft);
    case 'change-many':
      return changeMany(command, draft);
    case 'review':
    case 'unreview':
      return mark(command, draft);
    case 'restore':
      return restore(command, draft);
    case 'dismiss':
      return dismiss(command, draft);
    case 'split':
      return split(command, draft);
    case 'merge':
      return merge(command, draft);
    case 'make-task':
      return makeTask(command, draft);
    case 'dismiss-clause':
      return ofClauses(draft, [command.clause], (clause) =>
        dismissedClause(clause, reasonOf(command.reason)),
      );
    case 'see-clauses':
      return ofClauses(draft, command.clauses, seenClause);
  }
}

/** The edit that takes another back, as the task stands now. */
export function inverse({ tasks, clauses }: Edit): Edit {
  return {
    tasks: tasks.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })),
    clauses: clauses.map(({ at, before, after }) => ({ at, before: after, after: before })),
  };
}

type Of<Kind extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: Kind }>;

function change(command: Of<'change'>, draft: ReviewedDraft): Edit {
  const now = openTask(draft, command.task);
  const { task, faults } = changedTask(now, command.changes, draft.context, draft.period);
  if (faults.length > 0) throw new InputError(`任务 ${now.key}`, faults);
  const touched = draft.touches(now.key, command.revision);
  assertNoClash(now, task, touched);
  // who confirms has seen the task as it was, not what others have changed meanwhile
  const reviewed = command.review === true && touched.length === 0 ? true : now.reviewed;
  return ofTask(now, { ...task, reviewed });
}

/** Several tasks at once, all or none: one act, taken back as one. */
function changeMany({ tasks }: Of<'change-many'>, draft: ReviewedDraft): Edit {
  const keys = new Set(tasks.map(({ task }) => task));
  if (keys.size < tasks.length) throw new InputError('任务', ['同一项任务选了两次，请重新选择']);
  const edits = tasks.map((each) => change({ kind: 'change', ...each }, draft));
  return { tasks: edits.flatMap((each) => each.tasks), clauses: [] };
}

function mark(command: Of<'review' | 'unreview'>, draft: ReviewedDraft): Edit {
  const now = openTask(draft, command.task);
  if (command.kind === 'unreview') return ofTask(now, { ...now, reviewed: false });
  const changed = draft
    .touches(now.key, command.revision)
    .find(({ fields }) => fields.some((field) => field !== 'reviewed'));
  if (changed !== undefined) {
    throw new RefusedError(
      `任务 ${now.key} 刚刚由${changed.by}改过，还没有标为已审：请看过现在的内容再确认`,
    );
  }
  return ofTask(now, { ...now, reviewed: true });
}

function dismiss(command: Of<'dismiss'>, draft: ReviewedDraft): Edit {
  const now = openTask(draft, command.task);
  const dismissed = reasonOf(command.reason);
  assertUntouched(now, command.revision, draft, '标为不作任务');
  return ofTask(now, { ...now, dismissed, reviewed: true });
}

function restore(command: Of<'restore'>, draft: ReviewedDraft): Edit {
  const now = taskIn(draft, command.task);
  return ofTask(now, { ...now, dismissed: null, reviewed: false });
}

function split(command: Of<'split'>, draft: ReviewedDraft): Edit {
  const now = openTask(draft, command.task);
  assertUntouched(now, command.revision, draft, '拆分');
  const parts = splitTask(contentOf(now), command.at, draft.text, draft.context);
  if (typeof parts === 'string') throw new InputError(`任务 ${now.key}`, [parts]);
  const [first, second] = parts;
  const key = newKey(draft);
  const { tasks } = ofTask(now, first);
  return { tasks: [...tasks, { key, revision: 1, before: null, after: second }], clauses: [] };
}

function merge(command: Of<'merge'>, draft: ReviewedDraft): Edit {
  const into = openTask(draft, command.task);
  assertUntouched(into, command.revision, draft, '合并');
  const others = command.others.map(({ task, revision }) => {
    const other = openTask(draft, task);
    assertUntouched(other, revision, draft, '合并');
    return other;
  });
  if (others.length === 0 || others.some(({ key }) => key === into.key)) {
    throw new InputError(`任务 ${into.key}`, ['请选择要并入它的另一项任务']);
  }
  const whole = mergedTask(contentOf(into), others.map(contentOf));
  const merged = command.settled === true ? { ...whole, issues: into.issues } : whole;
  const taken = others.map((other) => ofTask(other, takenIn(other, into.key)));
  const keys = others.map(({ key }) => key);
  const clauses = draft.clauses.flatMap((before, at) =>
    keys.includes(before.task ?? '') ? [{ at, before, after: { ...before, task: into.key } }] : [],
  );
  const { tasks } = ofTask(into, merged);
  return { tasks: [...tasks, ...taken.flatMap((each) => each.tasks)], clauses };
}

function makeTask({ clause: at }: Of<'make-task'>, draft: ReviewedDraft): Edit {
  const before = clauseIn(draft, at);
  const key = newKey(draft);
  const after = taskClause(before, key);
  const place = draft.placeOf(before);
  const above = draft.tasks.findLast(({ line }) => line <= before.line);
  const words = {
    quote: before.text,
    words: before.text,
    context: before.text,
    place,
    block: place,
    section: above?.section ?? null,
    number: null,
    stated: null,
    units: { lead: [], support: [] },
    remark: '',
    amount: null,
  };
  const { periods, range } = draft.context;
  const locate = locatorOf(draft.text);
  const { id: _id, ...read } = taskOf(words, {
    text: draft.text,
    locate,
    periods,
    range,
    sides: draft.sides,
    overallEnd: null,
  });
  const naming = unitNaming(draft.tasks, draft.sides, draft.text);
  const task: TaskContent = {
    ...read,
    place,
    line: place.line,
    candidates: candidatesOf(read, naming),
    verification: isReturnTask(read) ? 'auto' : 'office',
    weighty: false,
    reviewed: false,
    dismissed: null,
  };
  return {
    tasks: [{ key, revision: 1, before: null, after: task }],
    clauses: [{ at, before, after }],
  };
}

function ofTask(now: ReviewTaskState, after: TaskContent): Edit {
  const changed = difference(now, after);
  if (changed === null) return { tasks: [], clauses: [] };
  return { tasks: [{ key: now.key, revision: now.revision + 1, ...changed }], clauses: [] };
}

function ofClauses(
  draft: ReviewedDraft,
  numbers: number[],
  changed: (clause: KeptClause) => KeptClause,
): Edit {
  const clauses = [...new Set(numbers)].flatMap((at) => {
    const before = clauseIn(draft, at);
    const after = changed(before);
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ at, before, after }];
  });
  return { tasks: [], clauses };
}

function taskIn({ tasks }: ReviewedDraft, key: string): ReviewTaskState {
  const found = tasks.find((task) => task.key === key);
  if (found === undefined) throw new NotFoundError('任务', key);
  return found;
}

/** A task that nobody has dismissed. */
function openTask(draft: ReviewedDraft, key: string): ReviewTaskState {
  const found = taskIn(draft, key);
  if (found.dismissed === null) return found;
  const by = draft.touches(key, 0).find(({ fields }) => fields.includes('dismissed'))?.by;
  throw new RefusedError(
    `任务 ${key} 已${by === undefined ? '' : `由${by}`}标为不作任务（${found.dismissed}），没有保存：要办理的，先恢复为任务`,
  );
}

function clauseIn({ clauses }: ReviewedDraft, at: number): KeptClause {
  const found = clauses[at];
  if (found === undefined) throw new NotFoundError('句子', String(at + 1));
  return found;
}

function assertUntouched(
  { key }: ReviewTaskState,
  revision: number,
  { touches }: ReviewedDraft,
  what: string,
): void {
  const [touch] = touches(key, revision);
  if (touch === undefined) return;
  throw new RefusedError(`任务 ${key} 刚刚由${touch.by}改过，没有${what}：请看过现在的内容再办`);
}

function contentOf({ key: _key, revision: _revision, ...content }: ReviewTaskState): TaskContent {
  return content;
}

function reasonOf(reason: string): string {
  const words = reason.trim();
  if (words === '') throw new InputError('不作任务', ['请写明理由，例如 属于号召，无法核验']);
  return words;
}

function newKey({ tasks }: ReviewedDraft): string {
  const numbers = tasks.map(({ key }) => Number(/^t(\d+)$/.exec(key)?.[1] ?? 0));
  return `t${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}
