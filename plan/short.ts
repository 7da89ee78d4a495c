import { dayOf, monthOf, type PlainDate } from './date.ts';
import type { NoticeKind } from './notice.ts';
import type { ShortMessage } from './sms.ts';

/** One thing that a short message counts. */
export type ShortLine = { kind: NoticeKind; step: number | null; dueOn: PlainDate | null };

const LATE: readonly NoticeKind[] = ['urge', 'escalate'];

/** What is told in so few words: how many, and until when; the gravest decides which template. */
export function shortMessageOf(lines: readonly ShortLine[], assigned: number): ShortMessage {
  if (assigned > 0) return { template: 'assigned', fields: { count: String(assigned) } };
  const late = lines.filter(({ kind }) => LATE.includes(kind));
  if (late.length > 0) return { template: 'overdue', fields: { count: String(late.length) } };
  const due = lines.filter(({ kind, dueOn }) => kind === 'remind' && dueOn !== null);
  const [first] = due.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).toSorted();
  if (due.length === lines.length && first !== undefined) {
    const date = `${monthOf(first)}月${dayOf(first)}日`; // six characters at most, as providers ask
    return { template: 'due', fields: { count: String(due.length), date } };
  }
  return { template: 'notice', fields: { count: String(lines.length) } };
}
