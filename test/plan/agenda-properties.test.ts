import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AgendaEntry, agendaOf, type Terms } from '../../plan/agenda.ts';
import { calendarOf, isQuietDay, isWorkingDay } from '../../plan/calendar.ts';
import { addDays, beijingDate, beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { termsOf, written } from './terms-of.ts';

const calendar = calendarOf();
const day = fc.integer({ min: 0, max: 4500 }).map((days) => addDays('2014-01-01', days));

const drawn: fc.Arbitrary<{ terms: Terms; after: number }> = fc
  .record({
    id: fc.string({ maxLength: 30 }),
    opensOn: day,
    term: fc.integer({ min: 0, max: 400 }),
    rest: fc.integer({ min: 0, max: 300 }),
    length: fc.constantFrom('monthly', 'quarterly', 'long'),
    force: fc.constantFrom('firm', 'soft', 'advice'),
    milestones: fc.array(fc.integer({ min: -30, max: 400 }), { maxLength: 3 }),
    leadingBody: fc.boolean(),
    liaison: fc.boolean(),
    completed: fc.option(fc.integer({ min: 0, max: 500 })),
    later: fc.integer({ min: 0, max: 900 * 24 }),
  })
  .map(({ opensOn, term, rest, milestones, completed, later, ...others }) => {
    const dueOn = addDays(opensOn, term);
    const terms = termsOf({
      ...others,
      opensOn,
      dueOn,
      firmLimit: addDays(dueOn, rest),
      completedOn: completed === null ? null : addDays(opensOn, completed),
      milestones: milestones.map((days) => ({
        text: '建议',
        date: addDays(opensOn, days),
        force: 'advice' as const,
      })),
    });
    return { terms, after: beijingInstant(opensOn, 0) + later * 3_600_000 };
  });

const agenda = (terms: Terms, after: number) => agendaOf(terms, DEFAULT_POLICY, calendar, after);
const REMINDERS = ['remind', 'milestone'];

function holds(claim: (entries: AgendaEntry[], terms: Terms, after: number) => void): void {
  fc.assert(
    fc.property(drawn, ({ terms, after }) => claim(agenda(terms, after), terms, after)),
    { numRuns: 120 },
  );
}

it('lies after the instant asked for, ascends, and has 30 entries at most', () => {
  holds((entries, _terms, after) => {
    expect(entries.length).toBeLessThanOrEqual(30);
    const instants = entries.map(({ at }) => at);
    expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b));
    expect(instants[0] ?? after + 1).toBeGreaterThan(after);
  });
});

it('meets people at half past eight of a working day and wakes earlier the same day', () => {
  holds((entries) => {
    for (const { at, wake } of entries) {
      const on = beijingDate(at);
      expect(isWorkingDay(calendar, on)).toBe(true);
      expect(at).toBe(beijingInstant(on, 8, 30));
      expect(wake).toBeGreaterThanOrEqual(beijingInstant(on, 0, 30));
      expect(wake).toBeLessThan(beijingInstant(on, 6));
    }
  });
});

it('sends nothing but reminders on the days beside a holiday', () => {
  holds((entries) => {
    const others = entries.filter(({ kind }) => !REMINDERS.includes(kind));
    expect(others.filter(({ at }) => isQuietDay(calendar, beijingDate(at)))).toEqual([]);
  });
});

it('reminds up to the due date and urges after it only', () => {
  holds((entries, { dueOn }) => {
    if (dueOn === null) throw new Error('every drawn duty has a date');
    for (const { at, kind } of entries) {
      if (kind === 'remind' || kind === 'quarter') expect(beijingDate(at) <= dueOn).toBe(true);
      if (['urge', 'escalate', 'list'].includes(kind)) expect(beijingDate(at) > dueOn).toBe(true);
    }
  });
});

it('holds nothing but the verifier after a completion, and is never empty then', () => {
  holds((entries, { completedOn }) => {
    if (completedOn === null) return;
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['verify']));
  });
});

it('is never empty: whatever is open holds a moment that is still to come', () => {
  holds((entries) => {
    expect(entries.length).toBeGreaterThan(0);
  });
});

it('made anew after its first moment, goes on as it would have', () => {
  holds((entries, terms) => {
    const [first, ...rest] = entries;
    if (first === undefined) return;
    const anew = agenda(terms, first.at);
    expect(written(anew).slice(0, rest.length)).toEqual(written(rest));
    expect(anew.slice(0, rest.length)).toEqual(rest);
  });
});
