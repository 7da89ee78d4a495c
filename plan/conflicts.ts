import { bodyAndAnnex } from './conflicts/body-and-annex.ts';
import { afterOverallEnd, reportsBeforeWork, saidTwice } from './conflicts/dates.ts';
import { leadersCrowded } from './conflicts/leaders.ts';
import type { ConflictSources } from './conflicts/sources.ts';
import { actorsNotListed, misspeltUnits, otherSideListed } from './conflicts/units.ts';
import type { Conflict } from './findings.ts';

/**
 * Where a document contradicts itself or leaves a doubt, for people to settle before launch; each
 * with both places and the answers that come into question (docs/office-rules.md, 20).
 */
export function conflictsOf(sources: ConflictSources): Conflict[] {
  return [
    reportsBeforeWork,
    afterOverallEnd,
    bodyAndAnnex,
    saidTwice,
    actorsNotListed,
    otherSideListed,
    misspeltUnits,
    leadersCrowded,
  ].flatMap((find) => find(sources));
}
