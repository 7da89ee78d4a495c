import { describe, expect, it } from 'vitest';
import { reasonToWait, isUrgent, type Part, type Spent } from '../../plan/budget.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { shortMessageOf, type ShortLine } from '../../plan/short.ts';
import { smsWords } from '../../plan/sms.ts';
import { spreadBy } from '../../plan/spread.ts';

const NONE: Spent = { inMonth: 0, inWeek: 0, keptForLast: 0 };
const part = (
  kind: Part['kind'],
  step: number | null = null,
  audience: Part['audience'] = 'answering',
) => ({
  audience,
  kind,
  step,
});

describe('a morning’s digest', () => {
  it.each<[string, Part[], Partial<Spent>, boolean, ReturnType<typeof reasonToWait>]>([
    ['leaves while there is budget', [part('remind', 3)], { inMonth: 3 }, false, null],
    ['waits once the month’s is spent', [part('remind', 3)], { inMonth: 4 }, false, 'budget'],
    [
      'waits for the last reminders of the month',
      [part('remind', 3)],
      { inMonth: 2, keptForLast: 2 },
      false,
      'budget',
    ],
    [
      'leaves with a last reminder whatever was spent',
      [part('remind', 3), part('remind', 0)],
      { inMonth: 9 },
      false,
      null,
    ],
    ['leaves with an answer to the unit’s act', [part('decided')], { inMonth: 9 }, false, null],
    ['leaves when the office urges by hand', [part('urged')], { inMonth: 9 }, false, null],
    [
      'leaves for the coordinator',
      [part('call', null, 'coordinator')],
      { inMonth: 99 },
      false,
      null,
    ],
    ['waits for company when it only tells the pace', [part('pace')], {}, false, 'ride'],
    ['takes the pace along', [part('pace'), part('remind', 10)], {}, false, null],
    [
      'goes to a leader once a week',
      [part('escalate', 3, 'leader')],
      { inWeek: 1 },
      false,
      'budget',
    ],
    [
      'goes to a leader in a new week',
      [part('escalate', 3, 'leader')],
      { inMonth: 4 },
      false,
      null,
    ],
    ['goes to a village once a month', [part('remind', 3)], { inMonth: 1 }, true, 'budget'],
  ])('%s', (_name, parts, spent, village, expected) => {
    expect(reasonToWait(parts, { ...NONE, ...spent }, DEFAULT_POLICY, village)).toBe(expected);
  });

  it.each<[Part, boolean]>([
    [part('remind', 0), true],
    [part('remind', 3), false],
    [part('urge', 1), true],
    [part('rectify'), true],
    [part('assign', null, 'contact:7'), true],
    [part('escalate', 3, 'leader'), false],
    [part('call', null, 'coordinator'), false],
  ])('has a short message beside it for %o: %s', (each, expected) => {
    expect(isUrgent(each)).toBe(expected);
  });
});

const line = (kind: ShortLine['kind'], dueOn: string | null = null): ShortLine => ({
  kind,
  step: 0,
  dueOn,
});

describe('a short message', () => {
  it.each<[ShortLine[], number, string]>([
    [
      [line('remind', '2024-11-30'), line('remind', '2024-12-01')],
      0,
      '2项督办任务将于11月30日到期',
    ],
    [[line('remind', '2024-06-28'), line('urge', '2024-06-03')], 0, '1项督办任务已经逾期'],
    [[line('returned', '2024-06-28')], 0, '1项督办事项需要处理'],
    [[line('assign')], 8, '8项任务已经交办'],
  ])('of %o says how many', (lines, assigned, words) => {
    expect(smsWords(shortMessageOf(lines, assigned))).toContain(words);
  });

  it('has no variable of more than six characters, as Tencent asks', () => {
    const { fields } = shortMessageOf([line('remind', '2024-12-31')], 0);
    expect(Object.values(fields).every((value) => value.length <= 6)).toBe(true);
  });
});

describe('the first hour’s messages', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `${index}/2024-06-25`);

  it('leave at the same minute for the same reader, and within the time allowed', () => {
    for (const name of names) {
      const at = spreadBy(name, 30, 0);
      expect(at).toBe(spreadBy(name, 30, 0));
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThan(30 * 60_000);
    }
  });

  it('are spread evenly: no minute has more than thrice its share', () => {
    const minutes = Map.groupBy(names, (name) => Math.floor(spreadBy(name, 30, 0) / 60_000));
    expect(minutes.size).toBe(30);
    for (const group of minutes.values()) expect(group.length).toBeLessThan(100);
  });
});
