import type { AgendaEntry, Terms } from '../../plan/agenda.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';

/** Terms of a firm monthly duty of 2024; `fields` overrides what a test is about. */
export function termsOf(fields: Partial<Terms> = {}): Terms {
  return {
    id: 'plan/1/1/joint/once',
    opensOn: '2024-01-02',
    dueOn: '2024-06-05',
    length: 'monthly',
    force: 'firm',
    firmLimit: '2024-12-31',
    milestones: [],
    leadingBody: false,
    liaison: false,
    beforeStart: false,
    completedOn: null,
    ownOffice: false,
    upward: true,
    pausedOn: null,
    declinedOn: null,
    riskOn: null,
    rectifyBy: null,
    notedUntil: null,
    waitsFor: null,
    papersDue: 0,
    count: null,
    ...fields,
  };
}

/** An agenda as a table reads it: "04-24 remind 3". */
export function written(agenda: AgendaEntry[]): string[] {
  return agenda.map(({ at, kind, step }) => `${beijingDate(at)} ${kind} ${step}`);
}

/** Noon of a day in China. */
export function noon(day: string): number {
  return beijingInstant(day, 12);
}
