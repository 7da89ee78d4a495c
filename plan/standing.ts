import type { Count, Force, PlainDate } from './extracted.ts';
import type { Delivery } from './findings.ts';
import type { OccurrenceState, Standing, Verification } from './occurrence.ts';

/** The part of a row from which its standing follows. */
export type StandingRow = {
  state: OccurrenceState;
  extensionUntil: PlainDate | null;
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  waitsFor: string | null;
  papersDue: number;
  countTarget: number | null;
  countSum: number;
  countOpening: number;
  urgedOn: PlainDate | null;
};

/** The standing of an occurrence as its row has it; the workflow that runs it holds the same. */
export function standingOf(
  row: StandingRow,
  { verification, force, count }: { verification: Verification; force: Force; count: Count | null },
): Standing {
  return {
    state: row.state,
    verification,
    extensionPending: row.extensionUntil !== null,
    ...(row.pausedOn === null ? {} : { paused: true }),
    ...(row.declinedOn === null ? {} : { declined: true }),
    ...(row.waitsFor === null ? {} : { byEvent: true }),
    ...(row.papersDue === 0 ? {} : { papersDue: row.papersDue }),
    ...(row.countTarget === null
      ? {}
      : {
          tally: {
            target: row.countTarget,
            sum: row.countSum,
            opening: row.countOpening,
            // 力争 and 左右 bind nobody to the figure
            binding: force === 'firm' && count?.op !== '~',
          },
        }),
    ...(row.urgedOn === null ? {} : { urgedFor: row.urgedOn }),
  };
}

/** How many papers must be received before a duty can be closed: one for each recipient. */
export function papersOf(delivery: Delivery | null): number {
  if (delivery === null) return 0;
  const onPaper = delivery.forms.some((form) => PAPER.includes(form));
  return onPaper ? Math.max(1, delivery.recipients.length) : 0;
}

const PAPER: readonly string[] = ['paper', 'stamped', 'original'];
