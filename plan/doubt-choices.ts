import { addDays, isPlainDate, type PlainDate } from './date.ts';
import type { Doubt } from './doubts.ts';
import { InputError } from './errors.ts';
import type { Count } from './extracted.ts';
import type { TaskChanges } from './review/changes.ts';
import type { ReviewCommand, ReviewTaskState } from './review/edit.ts';
import { countText } from './task-cells.ts';

// What a choice changes in the draft. What nobody can carry out without knowing more changes
// nothing: it is recorded, and the people who chose it edit the tasks themselves.

/** The tasks of a doubt that still stand, in its order. */
type Tasks = readonly ReviewTaskState[];

/** What a choice does; null: nothing but that it is recorded. */
type Carry = (
  doubt: Doubt,
  choice: number,
  tasks: Tasks,
  day: PlainDate | null,
) => ReviewCommand | null;

const CARRIES: Partial<Record<Doubt['kind'], Carry>> = {
  'report-before-work': reportBeforeWork,
  'after-overall-end': afterOverallEnd,
  'body-and-annex': bodyAndAnnex,
  'said-twice': saidTwice,
  'actor-not-listed': actorNotListed,
  'misspelt-unit': misspeltUnit,
};

/**
 * The act of review that carries out a choice; null: it changes nothing. `day`: the one that a person
 * named instead of the proposed.
 *
 * @throws InputError when there is no such choice
 */
export function commandOfChoice(
  doubt: Doubt,
  choice: number,
  all: Tasks,
  day: PlainDate | null = null,
): ReviewCommand | null {
  if (doubt.choices[choice] === undefined) {
    throw new InputError('疑点', ['没有这个选项，请刷新后重新选择']);
  }
  if (day !== null && !isPlainDate(day)) throw new InputError('疑点', [`没有“${day}”这一天`]);
  const tasks = doubt.tasks.flatMap((key) => all.find((task) => task.key === key) ?? []);
  const open = tasks.filter(({ dismissed }) => dismissed === null);
  return CARRIES[doubt.kind]?.(doubt, choice, open, day) ?? null;
}

/** The day that a choice would set, where a person may name another; null: it sets none. */
export function dayOfChoice(doubt: Doubt, choice: number, all: Tasks): PlainDate | null {
  if (doubt.kind !== 'report-before-work' || choice !== 1) return null;
  const tasks = doubt.tasks.flatMap((key) => all.find((task) => task.key === key) ?? []);
  const days = closingDays(tasks);
  return days && addDays(days.last, 1);
}

function many(changes: { task: ReviewTaskState; changes: TaskChanges }[]): ReviewCommand | null {
  if (changes.length === 0) return null;
  return {
    kind: 'change-many',
    tasks: changes.map(({ task, changes: said }) => ({
      task: task.key,
      revision: task.revision,
      changes: said,
    })),
  };
}

/** The day on which a report or archive is due, and the last of the work that it documents. */
function closingDays(tasks: Tasks): { day: PlainDate; last: PlainDate } | null {
  const [report, ...works] = tasks;
  const day = report?.deadline.due[0];
  if (day === undefined) return null;
  const last = works
    .flatMap(({ deadline }) => deadline.due.at(-1) ?? [])
    .filter((each) => each > day)
    .toSorted()
    .at(-1);
  return { day, last: last ?? day };
}

function reportBeforeWork(_doubt: Doubt, choice: number, tasks: Tasks, day: PlainDate | null) {
  const [report, ...works] = tasks;
  const days = closingDays(tasks);
  if (report === undefined || days === null) return null;
  if (choice === 0) {
    // what there is on its day, the rest when the work is done
    if (days.last === days.day) return null;
    const dates = [days.day, days.last];
    return many([{ task: report, changes: { deadline: { dates, kind: 'recurring' } } }]);
  }
  if (choice === 1) {
    const dates = [day ?? addDays(days.last, 1)];
    return many([{ task: report, changes: { deadline: { dates, kind: 'once' } } }]);
  }
  return many(works.flatMap((task) => endingBy(task, days.day)));
}

/** A task whose last dates lie after a day, ended on it. */
function endingBy(task: ReviewTaskState, day: PlainDate) {
  const { due, kind } = task.deadline;
  if ((due.at(-1) ?? '') <= day || kind === 'none') return [];
  const kept = kind === 'recurring' ? due.filter((each) => each <= day) : [];
  const dates = kept.length > 0 ? kept : [day];
  const fitting = dates.length > 1 ? kind : kind === 'recurring' ? 'once' : kind;
  return [{ task, changes: { deadline: { dates, kind: fitting } } }];
}

function afterOverallEnd({ choices }: Doubt, choice: number, tasks: Tasks) {
  const end = /^到 (\d{4}-\d{2}-\d{2}) 为止/.exec(choices[choice] ?? '')?.[1];
  return end === undefined ? null : many(tasks.flatMap((task) => endingBy(task, end)));
}

function bodyAndAnnex({ says, question, choices }: Doubt, choice: number, tasks: Tasks) {
  const [task] = tasks;
  const said = /（正文：([^（）]*(?:（配合）[^（）]*)*)）$/.exec(says[1]?.text ?? '')?.[1];
  const taken = choices[choice] ?? '';
  if (task === undefined || said === undefined || taken.startsWith('以清单')) return null;
  const changes = inBody(task, question, said, taken.startsWith('两处'));
  return changes === null ? null : many([{ task, changes }]);
}

/** The task as the body has it; null where that needs a person. */
function inBody(
  task: ReviewTaskState,
  question: string,
  said: string,
  both: boolean,
): TaskChanges | null {
  if (question.includes('时间')) {
    return isPlainDate(said) ? { deadline: { dates: [said], kind: 'once' } } : null;
  }
  if (question.includes('数量')) {
    const count = countIn(said, task.count);
    return count === null ? null : { counts: [count, ...task.otherCounts].map(countText) };
  }
  const named = said.split('、');
  const lead = named.filter((name) => !name.endsWith('（配合）'));
  const support = named.flatMap((name) => /^(.*)（配合）$/.exec(name)?.[1] ?? []);
  if (!both) return { lead, support };
  const leads = distinct([...task.lead, ...lead.filter((name) => !task.support.includes(name))]);
  const all = distinct([...task.support, ...support]);
  return { lead: leads, support: all.filter((name) => !leads.includes(name)) };
}

function countIn(said: string, known: Count | null): Count | null {
  const [, op = '', value, unit = ''] = /^(不少于|约)?(\d+(?:\.\d+)?)(.*)$/.exec(said) ?? [];
  if (value === undefined || known === null) return null;
  const sign = op === '' ? '=' : op === '约' ? '~' : '>=';
  return { ...known, op: sign, value: Number(value), unit };
}

/** The task whose date holds takes the other in. */
function saidTwice(_doubt: Doubt, choice: number, [one, other]: Tasks): ReviewCommand | null {
  if (choice > 1 || one === undefined || other === undefined) return null;
  const [into, taken] = choice === 0 ? [one, other] : [other, one];
  return {
    kind: 'merge',
    task: into.key,
    revision: into.revision,
    others: [{ task: taken.key, revision: taken.revision }],
    settled: true,
  };
}

function actorNotListed({ question }: Doubt, choice: number, [task]: Tasks) {
  const names = /^原文写由(.+)去做，/.exec(question)?.[1]?.split('、') ?? [];
  if (choice !== 0 || task === undefined || names.length === 0) return null;
  const lead = distinct([...task.lead, ...names]);
  const support = task.support.filter((name) => !lead.includes(name));
  return many([{ task, changes: { lead, support } }]);
}

function misspeltUnit({ question, choices }: Doubt, choice: number, tasks: Tasks) {
  const right = /^同一单位，应写作“(.+)”$/.exec(choices[choice] ?? '')?.[1];
  if (right === undefined) return null;
  const names = [...(question.split('：')[0] ?? '').matchAll(/“([^”]+)”/g)].map(([, name]) => name);
  const corrected = (list: string[]) =>
    distinct(list.map((name) => (names.includes(name) ? right : name)));
  return many(
    tasks
      .filter((task) =>
        [...task.lead, ...task.support].some((name) => names.includes(name) && name !== right),
      )
      .map((task) => {
        const lead = corrected(task.lead);
        const support = corrected(task.support).filter((name) => !lead.includes(name));
        return { task, changes: { lead, support } };
      }),
  );
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
