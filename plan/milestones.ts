import type { Milestone } from './extracted.ts';
import { dueDates } from './deadline/dates.ts';
import { parseDeadline } from './deadline/parse.ts';
import { forceOf } from './qualities.ts';
import { splitClauses } from './text/sentences.ts';

/**
 * The dates that a remark names inside a task.
 * @example readMilestones('建议7月15日左右完成1次', [2024]) // 2024-07-15, advice
 */
export function readMilestones(remark: string, periods: readonly number[]): Milestone[] {
  return splitClauses(remark).flatMap(({ text }) => {
    const time = parseDeadline(text);
    if (!time || time.rule.kind === 'none' || time.rule.loose) return [];
    const end = time.start + time.text.length;
    const about = /^(?:左右|前后)/.exec(text.slice(end))?.[0] ?? '';
    const advice = text.lastIndexOf('建议', time.start);
    const words = text.slice(advice >= 0 ? advice : time.start, end) + about;
    return dueDates(time.rule, periods).due.map((date) => ({
      text: words,
      date,
      force: forceOf(words),
    }));
  });
}
