import { addDays, dayOf, daysBetween, monthOf, type PlainDate, plainDate, yearOf } from './date.ts';

/**
 * A counted duty's period, which ends with its due date, and how much it asks for and has; it is
 * supervised from `opensOn`, which may lie within its period.
 */
export type Counted = {
  from: PlainDate;
  opensOn: PlainDate;
  dueOn: PlainDate;
  target: number;
  sum: number;
};

/** On a day so much should be done. */
export type PaceStep = { on: PlainDate; expected: number };

/**
 * The days before the due date at which a counted duty should have come so far (docs/office-rules.md, 4):
 * one by one at even distances where each has a month or more, else a share at the end of each quarter.
 * Days before the pace can be judged ask for nothing.
 *
 * @example paceSteps({ from: '2024-01-01', opensOn: '2024-01-01', dueOn: '2024-12-31', target: 2, sum: 0 }) // 1 by 30 June
 */
export function paceSteps(counted: Counted): PaceStep[] {
  const { from, opensOn, dueOn } = counted;
  const steps = evenSteps(counted);
  if (opensOn <= from) return steps; // each step is a fair share by itself
  const judged = judgedFrom(opensOn, dueOn);
  return steps.filter(({ on }) => on >= judged);
}

/**
 * The first day on which a pace says something: a quarter of the time has gone by between the day
 * from which a duty is supervised and its due date, three months at most. Before, whoever begins
 * late in the period would be behind on the first day, with nothing anybody could have done.
 */
export function judgedFrom(start: PlainDate, dueOn: PlainDate): PlainDate {
  const share = Math.ceil((daysBetween(start, dueOn) + 1) / 4);
  return addDays(start, Math.min(Math.max(share, 0), LONGEST_GRACE));
}

const LONGEST_GRACE = 91; // days

function evenSteps({ from, dueOn, target }: Counted): PaceStep[] {
  const months = Math.round((daysBetween(from, dueOn) + 1) / (365.25 / 12));
  if (months < 2 || target <= 0) return [];
  const steps =
    target <= months && Number.isInteger(target)
      ? range(target - 1).map((done) => [Math.ceil((done * months) / target), done] as const)
      : range(Math.ceil(months / 3) - 1).map((quarter) => {
          const month = quarter * 3;
          return [month, Math.floor((target * month) / months)] as const;
        });
  return steps
    .filter(([, expected]) => expected > 0)
    .map(([month, expected]) => ({ on: endOfMonths(from, month), expected }))
    .filter(({ on }) => on < dueOn);
}

/** The steps that the present sum does not reach: each of them is a moment to ask how it goes. */
export function stepsToCome(counted: Counted): PaceStep[] {
  return paceSteps(counted).filter(({ expected }) => expected > counted.sum);
}

/** How much should be done by the end of a day. */
export function expectedBy(counted: Counted, day: PlainDate): number {
  if (day >= counted.dueOn) return counted.target;
  const passed = paceSteps(counted).filter(({ on }) => on <= day);
  return passed.at(-1)?.expected ?? 0;
}

/** The day on which a duty falls behind its pace when nothing more is done; null: never before it is due. */
export function behindFrom(counted: Counted): PlainDate | null {
  const [first] = stepsToCome(counted);
  return first === undefined ? null : addDays(first.on, 1);
}

/** 1 to `count`. */
function range(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => index + 1);
}

/** The last day of a period of whole months that begins on a day. */
function endOfMonths(from: PlainDate, months: number): PlainDate {
  return addDays(plainDate(yearOf(from), monthOf(from) + months, dayOf(from)), -1);
}
