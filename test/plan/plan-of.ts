import { blocksOf } from '../../documents/blocks.ts';
import type { ExtractedPlan } from '../../plan/extracted.ts';
import { extractPlan } from '../../plan/extract.ts';
import { normaliseText } from '../../plan/text/repair.ts';

/** The plan in a text, whatever characters it holds. */
export function planOf(text: string): ExtractedPlan {
  const normal = normaliseText(text);
  return extractPlan({ source: 'plan.txt', text: normal, blocks: blocksOf(normal) });
}

/** A plan of 2024 whose section of tasks holds the given lines. */
export function planWith(...lines: string[]): ExtractedPlan {
  const title = '青禾县对口云岭县2024年结对帮扶工作方案';
  return planOf([title, '', '一、重点任务', ...lines].join('\n'));
}

/** A plan of 2024 whose annex has the head and rows given as cells joined by |. */
export function planWithTable(head: string, ...rows: string[]): ExtractedPlan {
  const lines = [head, ...rows].map((row) => row.replaceAll('|', '\t'));
  return planOf(['青禾县对口云岭县2024年结对帮扶任务清单', ...lines].join('\n'));
}
