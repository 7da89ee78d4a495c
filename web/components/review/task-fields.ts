import type { ReviewTask } from '../../api/client.ts';
import type { ReviewAct } from './acts.ts';

type Changes = Extract<ReviewAct, { kind: 'change' }>['changes'];

/** A task as its form has it. */
export type TaskFields = {
  title: string;
  lead: string[];
  support: string[];
  setBy: 'words' | 'dates' | 'none';
  words: string;
  choice: number;
  dates: string;
  kind: 'once' | 'recurring' | 'window';
  counts: string;
  milestones: string;
  evidence: string[];
  force: ReviewTask['force'];
  distribution: ReviewTask['distribution'];
  tracking: ReviewTask['tracking'];
  verification: ReviewTask['verification'];
  weighty: boolean;
};

/** The form of a task as it is. */
export function fieldsOf(task: ReviewTask): TaskFields {
  const { deadline, card } = task;
  const { due, kind, text } = deadline;
  const isRead = card !== null && card.count === due.length && card.dates[0] === due[0];
  const setBy = due.length === 0 ? 'none' : isRead ? 'words' : 'dates';
  return {
    title: task.title,
    lead: task.lead,
    support: task.support,
    setBy,
    words: card?.text ?? text ?? '',
    choice: 0,
    dates: due.join('\n'),
    kind: kind === 'none' ? 'once' : kind,
    counts: task.counts.join('\n'),
    milestones: task.milestones.join('\n'),
    evidence: task.evidence,
    force: task.force,
    distribution: task.distribution,
    tracking: task.tracking,
    verification: task.verification,
    weighty: task.weighty,
  };
}

/** What was changed in a form; fields that are not shown were not. */
export function changesOf(before: TaskFields, shown: Partial<TaskFields>): Changes {
  const now = { ...before, ...withoutGaps(shown) };
  const differs = (field: keyof TaskFields) =>
    JSON.stringify(before[field]) !== JSON.stringify(now[field]);
  const changes: Changes = {};
  if (differs('title')) changes.title = now.title;
  if (differs('lead')) changes.lead = now.lead;
  if (differs('support')) changes.support = now.support;
  if (differs('counts')) changes.counts = linesOf(now.counts);
  if (differs('milestones')) changes.milestones = linesOf(now.milestones);
  if (differs('evidence')) changes.evidence = now.evidence;
  if (differs('force')) changes.force = now.force;
  if (differs('distribution')) changes.distribution = now.distribution;
  if (differs('tracking')) changes.tracking = now.tracking;
  if (differs('verification')) changes.verification = now.verification;
  if (differs('weighty')) changes.weighty = now.weighty;
  const time: (keyof TaskFields)[] =
    now.setBy === 'words' ? ['words', 'choice'] : now.setBy === 'dates' ? ['dates', 'kind'] : [];
  if (differs('setBy') || time.some(differs)) changes.deadline = deadlineOf(now);
  return changes;
}

function deadlineOf({
  setBy,
  words,
  choice,
  dates,
  kind,
}: TaskFields): NonNullable<Changes['deadline']> {
  if (setBy === 'none') return { none: true };
  return setBy === 'words' ? { words, choice } : { dates: linesOf(dates), kind };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function withoutGaps(fields: Partial<TaskFields>): Partial<TaskFields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
