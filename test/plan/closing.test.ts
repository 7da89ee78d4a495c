import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { checkedClaims, type Claim, closingList, doneWords } from '../../plan/closing.ts';

const claim = (fields: Partial<Claim> = {}): Claim => ({
  id: 'plan/1/1/joint/once',
  number: '2.1',
  title: '选派教师',
  reportingPeriod: null,
  unitName: '县教育局',
  dueOn: '2024-06-28',
  completedOn: '2024-06-20',
  verification: 'office',
  papersDue: 0,
  words: null,
  count: null,
  files: 2,
  ...fields,
});
const policy = { samplePercent: 10, officeDelayDays: 10 };
const many = Array.from({ length: 45 }, (_, index) => claim({ id: `plan/1/${index}/joint/once` }));
const sampledOn = (day: string, claims = many) =>
  checkedClaims(claims, policy, calendarOf(), day)
    .filter(({ sampled }) => sampled)
    .map(({ id }) => id);

describe('the sample', () => {
  it('is a tenth of the claims, rounded up', () => {
    expect(sampledOn('2024-06-24')).toHaveLength(5);
    expect(sampledOn('2024-06-24', many.slice(0, 1))).toHaveLength(1);
    expect(sampledOn('2024-06-24', [])).toEqual([]);
  });

  it('stays the same all day, and is another on another day', () => {
    expect(sampledOn('2024-06-24')).toEqual(sampledOn('2024-06-24'));
    expect(sampledOn('2024-06-25')).not.toEqual(sampledOn('2024-06-24'));
  });

  it('may draw any claim', () => {
    const days = Array.from(
      { length: 28 },
      (_, index) => `2024-06-${String(index + 1).padStart(2, '0')}`,
    );
    const drawn = new Set(days.flatMap((day) => sampledOn(day)));
    expect(drawn.size).toBeGreaterThan(38);
  });
});

it.each([
  ['2024-06-20', 0, false],
  ['2024-06-21', 1, false],
  ['2024-07-03', 9, false],
  ['2024-07-04', 10, true], // from here on it is the office's delay
])(
  'a claim of Thursday 20 June has waited on %s for %i working days',
  (today, waits, officeDelay) => {
    const [found] = checkedClaims([claim()], policy, calendarOf(), today);
    expect(found).toMatchObject({ waits, officeDelay });
  },
);

it('says how much was done and what the unit said', () => {
  const count = { sum: 4, target: 4, unit: '次' };
  expect(doneWords(claim({ count, words: '均已到岗' }))).toBe('4/4次，均已到岗');
  expect(doneWords(claim())).toBe('');
});

it('is signed on paper, row by row', () => {
  const claims = checkedClaims(
    [claim({ reportingPeriod: '2024年5月份' })],
    policy,
    calendarOf(),
    '2024-06-24',
  );
  const list = closingList(claims, { planTitle: '协作方案', office: '县协作办', on: '2024-06-24' });
  expect(list.title).toBe('《协作方案》销号清单');
  expect(list.table?.rows).toEqual([
    [
      '1',
      '2.1 选派教师（2024年5月份）',
      '县教育局',
      '2024-06-28',
      '2024-06-20',
      '',
      '2 件',
      '是',
      '',
    ],
  ]);
});
