import type { Conflict, ConflictKind } from './findings.ts';
import type { Issue } from './extracted.ts';
import { textHash } from './text-hash.ts';

// Conflicts and doubts of a document as people settle them (docs/office-rules.md, 20).

/** A doubt is settled by one of its choices or kept as it is, and may be opened again. */
export type DoubtAct = 'choose' | 'keep' | 'reopen';

/** Words of the document that a doubt is about; without a place where nobody knows it. */
export type DoubtSaying = { text: string; start: number; end: number };

/** What two places of a document, or one that could not be read, leave open. */
export type Doubt = {
  /** Follows from what it says, so that it stays the same. */
  id: string;
  kind: ConflictKind | 'reading';
  tasks: string[];
  says: DoubtSaying[];
  question: string;
  choices: string[];
};

/** What is asked of a task for its doubts. */
export type DoubtfulTask = {
  key: string;
  quote: string;
  place: { start: number; end: number } | null;
  issues: Issue[];
  dismissed: string | null;
};

/** All doubts of a draft: contradictions first, then what could not be read with certainty. */
export function doubtsOf(conflicts: readonly Conflict[], tasks: readonly DoubtfulTask[]): Doubt[] {
  const found = [...conflicts.map(ofConflict), ...tasks.flatMap(ofTask)];
  const seen = new Map<string, number>();
  return found.map((doubt) => {
    const before = seen.get(doubt.id) ?? 0;
    seen.set(doubt.id, before + 1);
    return before === 0 ? doubt : { ...doubt, id: `${doubt.id}-${before + 1}` };
  });
}

function ofConflict({ kind, tasks, says, question, choices }: Conflict): Doubt {
  const sayings = says.map(({ text, place: { start, end } }) => ({ text, start, end }));
  const id = idOf(kind, [...tasks, question, ...says.map(({ text }) => text)]);
  return { id, kind, tasks, says: sayings, question, choices };
}

function ofTask({ key, quote, place, issues }: DoubtfulTask): Doubt[] {
  return issues.map(({ where, expected, found }) => ({
    id: idOf('reading', [key, where, expected, found]),
    kind: 'reading',
    tasks: [key],
    says: place === null ? [] : [{ text: quote, start: place.start, end: place.end }],
    question: `${where}：写的是“${found}”，应为${expected}`,
    choices: [],
  }));
}

function idOf(kind: string, parts: string[]): string {
  return `${kind}-${textHash(parts.join('\n')).toString(36)}`;
}

/** What was decided of a doubt last. */
export type DoubtDecision = { act: DoubtAct; undone: boolean };

/** True while people must still settle it; what was chosen and then taken back is open again. */
export function isOpenDoubt(
  { tasks }: Pick<Doubt, 'tasks'>,
  last: DoubtDecision | null,
  openTasks: ReadonlySet<string>,
): boolean {
  // nobody asks about tasks that are none any more
  if (tasks.length > 0 && !tasks.some((key) => openTasks.has(key))) return false;
  return last === null || last.act === 'reopen' || last.undone;
}
