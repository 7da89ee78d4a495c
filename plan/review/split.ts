import { readCounts } from '../counts.ts';
import { parseDeadline } from '../deadline/parse.ts';
import type { Issue } from '../extracted.ts';
import { evidenceOf, titleOf } from '../qualities.ts';
import { lineAt, locatorOf } from '../text/locate.ts';
import type { CardContext } from '../deadline/card.ts';
import type { TaskContent } from './content.ts';
import { withDeadline } from './deadline.ts';

const SHORTEST = 4;
const MARKS = /^[\s，,、；;。.：:]+|[\s，,、；;：:]+$/g;

/**
 * The two tasks that one becomes when its quote is cut before a character; a sentence when it cannot
 * be cut there. What each part says itself is read anew; the rest both keep, for people to check.
 * @example splitTask(task, '选派教师，6月底前报送名单'.indexOf('6月'), text, context)
 */
export function splitTask(
  task: TaskContent,
  at: number,
  text: string,
  context: CardContext,
): [TaskContent, TaskContent] | string {
  const first = task.quote.slice(0, at).replace(MARKS, '');
  const second = task.quote.slice(at).replace(MARKS, '');
  if (first.length < SHORTEST || second.length < SHORTEST) {
    return `拆开后一段太短（“${first.length < second.length ? first : second}”），请换个位置`;
  }
  return [
    partOf(task, first, text, context),
    { ...partOf(task, second, text, context), milestones: [], alsoInBody: null, bodyPlace: null },
  ];
}

function partOf(task: TaskContent, words: string, text: string, context: CardContext): TaskContent {
  const own = parseDeadline(words);
  const dated = own === null ? null : withDeadline(task, { words: own.text }, context);
  const takes = dated !== null && typeof dated !== 'string';
  const timed = takes ? dated : task;
  const counts = readCounts(words).map(({ count }) => count);
  const place = task.place && { ...task.place, ...locatorOf(text)(task.place, words) };
  const lost = !takes && task.deadline.text !== null && task.quote.includes(task.deadline.text);
  return {
    ...timed,
    quote: words,
    place,
    line: place && task.place ? lineAt(text, place.start, task.place) : task.line,
    title: titleOf(words, own?.text ?? null),
    count: counts[0] ?? null,
    otherCounts: counts.slice(1),
    evidence: evidenceOf(words),
    issues: [...task.issues.filter(({ found }) => words.includes(found)), ...doubts(task, lost)],
    reviewed: false,
  };
}

/** The date of the other part may be meant of both, or of that part alone. */
function doubts(task: TaskContent, lost: boolean): Issue[] {
  if (!lost) return [];
  const found = task.deadline.text ?? '';
  const where = `第 ${task.line} 行`;
  return [{ where, line: task.line, expected: '这一段自己的时限（拆分前的时限暂时保留）', found }];
}
