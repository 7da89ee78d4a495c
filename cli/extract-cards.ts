import { type Meaning, readingCard } from '../plan/deadline/card.ts';
import type { ExtractedPlan, ExtractedTask } from '../plan/extracted.ts';

/** A task with the reading card of the words that set its time; null where there are none. */
export function withCard(task: ExtractedTask, plan: ExtractedPlan) {
  const { reading } = task;
  const card = reading && readingCard(reading, plan);
  return { ...task, card };
}

/** The reading cards of a plan's words of time: how each was read, how else it may be, first dates. */
export function cardsText(plan: ExtractedPlan): string {
  return plan.tasks
    .flatMap((task) => {
      const { card } = withCard(task, plan);
      if (!card) return [];
      const { text, others } = card;
      return [
        `${task.id}  “${text}”`,
        `     读作：${meaningText(card)}`,
        ...others.map((other) => `     或为：${meaningText(other)}`),
        '',
      ];
    })
    .join('\n');
}

function meaningText({ meaning, dates, count }: Meaning): string {
  if (count === 0) return meaning;
  const more = count > dates.length ? ` 等 ${count} 个日期` : '';
  return `${meaning} → ${dates.join('、')}${more}`;
}
