import { expect, it } from 'vitest';
import { agendaOf } from '../../plan/agenda.ts';
import { whyThatDay } from '../../plan/agenda-why.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { noon, termsOf } from './terms-of.ts';

const calendar = calendarOf();
const at = (day: string) => beijingInstant(day, 8, 30);

it.each([
  ['2024-06-05', 'remind', 3, '2024-05-31', []],
  ['2024-12-01', 'remind', 0, '2024-11-29', ['是周日，以此前最后一个工作日11月29日']],
  ['2024-05-01', 'remind', 0, '2024-04-29', ['放假，以此前最后一个工作日', '放假前第二个工作日']],
  ['2024-05-01', 'remind', 3, '2024-04-26', ['放假，以此前', '其间4月28日（周日）调休上班，计入']],
  ['2024-10-09', 'remind', 3, '2024-09-29', ['其间10月1日（周二）至10月7日（周一）放假，不计']],
  ['2024-09-30', 'urge', 1, '2024-10-09', ['放假，不计', '10月8日（周二）是长假前后的工作日']],
  ['2024-06-05', 'escalate', 3, '2024-06-12', ['放假，不计', '是长假前后的工作日']],
  ['2024-06-05', 'urge', 1, '2024-06-06', []],
  ['2027-03-05', 'remind', 3, '2027-03-02', ['2027年放假安排尚未公布']],
] as const)('of what is due on %s, %s %i lies on %s', (dueOn, kind, step, day, words) => {
  const why = whyThatDay({ kind, step, at: at(day) }, termsOf({ dueOn }), DEFAULT_POLICY, calendar);
  for (const [index, each] of words.entries()) expect(why.moved[index]).toContain(each);
  expect(why.moved).toHaveLength(words.length);
});

it('explains every moment of a year’s agendas as placed by the rules of today', () => {
  for (let month = 1; month <= 12; month += 1) {
    const dueOn = `2024-${String(month).padStart(2, '0')}-01`;
    for (const length of ['monthly', 'quarterly', 'long'] as const) {
      const terms = termsOf({ opensOn: '2023-06-01', dueOn, length });
      for (const entry of agendaOf(terms, DEFAULT_POLICY, calendar, noon('2023-06-01'))) {
        const { moved, rule } = whyThatDay(entry, terms, DEFAULT_POLICY, calendar);
        const about = `${dueOn} ${length} ${entry.kind} ${entry.step} ${beijingDate(entry.at)}`;
        expect(rule, about).not.toBe('');
        expect(moved.join(), about).not.toContain('之后有过调整');
      }
    }
  }
});

it('does not explain a day by rules under which it would lie elsewhere', () => {
  const entry = { kind: 'remind' as const, step: 3, at: at('2024-05-20') };
  expect(whyThatDay(entry, termsOf(), DEFAULT_POLICY, calendar).moved).toEqual([
    '按当时的时限、规则和放假安排推算，之后有过调整',
  ]);
});
