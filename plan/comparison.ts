/** What a unit did of what it answers for. */
export type UnitFigures = { onTime: number; late: number; overdue: number; open: number };

/** A rate says nothing of so few that were due. */
export const FEWEST = 5;

/**
 * The share of what was due that was done on time, in per cent; null where too little was due to say:
 * one matter of one is no better than thirteen of fourteen (docs/office-rules.md, 22).
 */
export function onTimeRate({ onTime, late, overdue }: UnitFigures): number | null {
  const due = onTime + late + overdue;
  return due < FEWEST ? null : Math.round((onTime * 100) / due);
}
