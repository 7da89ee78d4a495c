import type { Terms } from './agenda.ts';
import { ladderFrom } from './ladder.ts';
import { addWorkingDays, type Calendar, workingDayUntil } from './calendar.ts';
import type { PlainDate } from './date.ts';
import { behindFrom } from './pace.ts';
import type { Policy } from './policy.ts';

/** The days on which the light changes; null: it never does. */
export type LightDays = { yellowFrom: PlainDate | null; redFrom: PlainDate | null };

/** When the light turns yellow and red (docs/office-rules.md, rules 4, 6, 15 and 19). */
export function lightDays(terms: Terms, policy: Policy, calendar: Calendar): LightDays {
  const { dueOn, opensOn, completedOn, papersDue } = terms;
  if (dueOn === null || terms.liaison || terms.force === 'advice') {
    return { yellowFrom: null, redFrom: null };
  }
  const redFrom = addWorkingDays(calendar, ladderFrom(terms, dueOn), 1);
  if (completedOn !== null && papersDue > 0) {
    const from = completedOn > dueOn ? completedOn : dueOn;
    return { yellowFrom: addWorkingDays(calendar, from, policy.paperDays + 1), redFrom };
  }
  const near = addWorkingDays(calendar, workingDayUntil(calendar, dueOn), -3);
  const behind = terms.count === null ? null : behindFrom({ ...terms.count, opensOn, dueOn });
  return { yellowFrom: earliest([near, behind, terms.riskOn]), redFrom };
}

function earliest(days: (PlainDate | null)[]): PlainDate | null {
  return days.filter((day) => day !== null).toSorted()[0] ?? null;
}
