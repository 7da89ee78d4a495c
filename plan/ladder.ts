import type { AgendaKind, Terms } from './agenda.ts';
import { type Day, monthlyDays, quietMoved, repeats } from './agenda-days.ts';
import { type Calendar, workingDaysAfter } from './calendar.ts';
import type { PlainDate } from './date.ts';
import type { EscalationStep, Policy, StepTarget } from './policy.ts';

/** The day from which days late count: a soft date binds from its firm limit only. */
export function ladderFrom(
  { force, firmLimit }: Pick<Terms, 'force' | 'firmLimit'>,
  dueOn: PlainDate,
): PlainDate {
  return force === 'soft' && firmLimit > dueOn ? firmLimit : dueOn;
}

/** What comes after the due date: an enquiry, the steps of the policy, the last of them repeated. */
export function ladderDays(
  terms: Terms,
  dueOn: PlainDate,
  policy: Policy,
  calendar: Calendar,
  after: number,
): Day[] {
  // advice urges nobody; the coordinator is asked to settle it
  if (terms.force === 'advice') return monthlyDays('liaison', dueOn, calendar, after);
  const from = terms.rectifyBy ?? ladderFrom(terms, dueOn);
  // a soft date that passes brings one enquiry; the ladder waits for the firm limit
  const enquiry: Day[] =
    from > dueOn ? [{ day: quietMoved(calendar, dueOn, 1), kind: 'urge', step: 0 }] : [];
  const steps = ladderSteps(terms, policy).map(({ afterDays, to }): Day => {
    return { day: quietMoved(calendar, from, afterDays), kind: stepKind(to), step: afterDays };
  });
  const last = steps.findLast(({ kind }) => kind !== 'circular');
  if (last === undefined) return enquiry;
  const ladder = notedLadder(terms, steps, last, from, calendar);
  const repeating = ladder.findLast(({ kind }) => kind === last.kind) ?? last;
  return [...enquiry, ...ladder, ...repeats(repeating, policy, calendar, after)];
}

/** The steps that hold for a duty: a leading body's end at the coordinator, the office's own go up. */
function ladderSteps(terms: Terms, { ladder }: Policy): EscalationStep[] {
  if (terms.leadingBody) return [{ afterDays: 1, to: 'answering' }];
  const held = ladder.filter(({ to }) => terms.upward || to !== 'supervising-leader');
  const first = held[0]?.afterDays ?? 1;
  if (!terms.ownOffice) return held;
  const up = ladder.filter(({ to }) => to === 'supervising-leader');
  return up.length > 0 ? up : [{ afterDays: first, to: 'supervising-leader' }];
}

/** A leader who has taken note hears nothing until the day named, and again on the day after it. */
function notedLadder(
  { notedUntil }: Terms,
  steps: Day[],
  last: Day,
  from: PlainDate,
  calendar: Calendar,
): Day[] {
  if (notedUntil === null) return steps;
  const later = steps.filter(({ day }) => day > notedUntil);
  if (later.some(({ kind }) => kind === last.kind)) return later;
  const day = quietMoved(calendar, notedUntil, 1);
  return [...later, { day, kind: last.kind, step: workingDaysAfter(calendar, from, day) }];
}

function stepKind(to: StepTarget): AgendaKind {
  if (to === 'answering') return 'urge';
  if (to === 'circular') return 'circular';
  return to === 'leader' ? 'escalate' : 'list';
}
