import { addDays, daysBetween, type PlainDate } from './date.ts';
import { round } from './occurrence.ts';
import { judgedFrom } from './pace.ts';

// Numbers that a plan asks for, added up over all that owe a share of them.

/** A share of a target: one counted occurrence. */
export type Share = {
  target: number;
  sum: number;
  from: PlainDate;
  /** From when on it is supervised. */
  opensOn: PlainDate;
  dueOn: PlainDate | null;
};

/** A task's number as it stands on a day. */
export type TargetState = {
  target: number;
  done: number;
  gap: number;
  /** The shares' own period: the first day on which any counts, and the last on which any is due. */
  from: PlainDate;
  dueOn: PlainDate | null;
  /** Every share's due date has passed. */
  over: boolean;
  /** Until when nothing can be told from its pace yet; null: something can. */
  unjudgedUntil: PlainDate | null;
  /** The day on which it is reached at the pace so far; null: it is, or nothing moves. */
  reachedOn: PlainDate | null;
};

/** A task's shares added up; null without any. Surplus of one makes up for no other's lack. */
export function targetState(shares: Share[], today: PlainDate): TargetState | null {
  const [first] = shares;
  if (first === undefined) return null;
  const add = (of: (share: Share) => number) =>
    round(shares.reduce((sum, share) => sum + of(share), 0));
  const from = earliest(shares.map((share) => share.from));
  const opensOn = earliest(shares.map((share) => share.opensOn));
  const due = shares.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]));
  const last = due.length === 0 ? null : due.reduce((a, b) => (a > b ? a : b));
  const gap = add((share) => Math.max(0, share.target - share.sum));
  return {
    target: add((share) => share.target),
    done: add((share) => share.sum),
    gap,
    from,
    dueOn: last,
    unjudgedUntil: last === null ? null : unjudged(from > opensOn ? from : opensOn, last, today),
    over: last !== null && due.length === shares.length && last < today,
    reachedOn:
      gap === 0
        ? null
        : reachedOn(
            add((share) => share.sum),
            gap,
            from,
            today,
          ),
  };
}

function earliest(days: PlainDate[]): PlainDate {
  return days.reduce((a, b) => (a < b ? a : b));
}

function unjudged(start: PlainDate, dueOn: PlainDate, today: PlainDate): PlainDate | null {
  const judged = judgedFrom(start, dueOn);
  return today < judged ? judged : null;
}

/** What was done since the count began goes on at the same rate. */
function reachedOn(done: number, gap: number, from: PlainDate, today: PlainDate): PlainDate | null {
  const days = daysBetween(from, today) + 1;
  if (days <= 0 || done <= 0) return null;
  const ahead = Math.ceil((gap * days) / done);
  return ahead > FAR ? null : addDays(today, ahead);
}

/** Days beyond which a date is no forecast any more. */
const FAR = 3660;

/**
 * How a target stands, in words; a soft number that was missed is told and not blamed.
 *
 * @example '完成 3/10 次，达到 10 次还需 7 次；照此进度 2025-06-30 达到，晚于 2024-12-31'
 */
export function targetWords(state: TargetState, unit: string, soft: boolean): string {
  const { target, done, gap, over } = state;
  const of = unit === '' ? '' : ` ${unit}`;
  const head = `完成 ${done}/${target}${of}${soft ? '（力争）' : ''}`;
  if (gap === 0) return `${head}，已达到`;
  if (over) return soft ? head : `${head}，时限已过，还差 ${gap}${of}`;
  return `${head}，达到 ${target}${of}还需 ${gap}${of}；${forecast(state)}`;
}

function forecast({ reachedOn: on, dueOn, unjudgedUntil }: TargetState): string {
  if (unjudgedUntil !== null) return `时间还短，${unjudgedUntil} 起推算进度`;
  if (on === null) return '照此进度无法达到';
  return `照此进度 ${on} 达到${dueOn !== null && on > dueOn ? `，晚于 ${dueOn}` : ''}`;
}
