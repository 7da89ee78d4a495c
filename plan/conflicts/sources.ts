import type { LikelyAlias } from '../aliases.ts';
import type { ExtractedPlan, ExtractedSide, ExtractedTask } from '../extracted.ts';
import type { Saying } from '../findings.ts';

/** What contradictions are looked for in. */
export type ConflictSources = {
  tasks: readonly ExtractedTask[];
  /** Rows of the annex with the body's sentence for the same obligation. */
  doubled: readonly { row: ExtractedTask; body: ExtractedTask }[];
  sides: readonly ExtractedSide[];
  /** Names that may mean one unit, those of the body's sentences among them. */
  aliases: readonly LikelyAlias[];
  overallEnd: ExtractedPlan['overallEnd'];
  /** The sentence that sets the overall end. */
  overallSaying: Saying | null;
};

/** What a task says, and where; `detail` is what of it matters. */
export function sayingOf({ quote, place }: ExtractedTask, detail = ''): Saying {
  return { text: detail === '' ? quote : `${quote}（${detail}）`, place };
}

/** The last day of a task's own dates; null for one without, or dated by the plan's end for all. */
export function ownLastDay({ deadline }: ExtractedTask): string | null {
  return deadline.inherited ? null : (deadline.due.at(-1) ?? null);
}
