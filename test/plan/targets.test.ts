import { describe, expect, it } from 'vitest';
import { type Share, targetState, targetWords } from '../../plan/targets.ts';

const YEAR: Share = {
  target: 4,
  sum: 2,
  from: '2024-01-01',
  opensOn: '2024-01-01',
  dueOn: '2024-12-31',
};
const share = (given: Partial<Share>): Share => ({ ...YEAR, ...given });

function words(shares: Share[], today: string, soft = false): string {
  const state = targetState(shares, today);
  return state === null ? '' : targetWords(state, '次', soft);
}

describe('a target over units', () => {
  it('adds up, and the surplus of one makes up for no lack of another', () => {
    const state = targetState([YEAR, share({ sum: 5 }), share({ sum: 0 })], '2024-06-30');
    expect(state).toMatchObject({ target: 12, done: 7, gap: 6 });
  });

  it('counts from the first day to the last due date of its shares', () => {
    const quarters = [
      share({ from: '2024-01-01', dueOn: '2024-03-31' }),
      share({ from: '2024-04-01', dueOn: '2024-06-30' }),
    ];
    expect(targetState(quarters, '2024-05-01')).toMatchObject({
      from: '2024-01-01',
      dueOn: '2024-06-30',
      over: false,
    });
  });

  it('is nothing without shares, and no dust of fractions stays', () => {
    expect(targetState([], '2024-06-30')).toBeNull();
    const parts = [share({ target: 0.1, sum: 0.1 }), share({ target: 0.2, sum: 0.2 })];
    expect(targetState(parts, '2024-06-30')).toMatchObject({ target: 0.3, done: 0.3, gap: 0 });
  });
});

describe('a target reads', () => {
  it.each([
    [
      'half way in half the year',
      [YEAR],
      '2024-06-30',
      '完成 2/4 次，达到 4 次还需 2 次；照此进度 2024-12-29 达到',
    ],
    [
      'slower',
      [share({ sum: 1 })],
      '2024-06-30',
      '完成 1/4 次，达到 4 次还需 3 次；照此进度 2025-12-28 达到，晚于 2024-12-31',
    ],
    [
      'with nothing done',
      [share({ sum: 0 })],
      '2024-06-30',
      '完成 0/4 次，达到 4 次还需 4 次；照此进度无法达到',
    ],
    [
      'before it counts',
      [share({ sum: 0 })],
      '2023-12-01',
      '完成 0/4 次，达到 4 次还需 4 次；时间还短，2024-04-01 起推算进度',
    ],
    [
      'in its first days, whatever came in them',
      [share({ sum: 3 })],
      '2024-01-05',
      '完成 3/4 次，达到 4 次还需 1 次；时间还短，2024-04-01 起推算进度',
    ],
    [
      'on the first day of a plan that begins late in the year',
      [share({ sum: 0, opensOn: '2024-11-22' })],
      '2024-11-22',
      '完成 0/4 次，达到 4 次还需 4 次；时间还短，2024-12-02 起推算进度',
    ],
    ['reached', [share({ sum: 4 })], '2024-06-30', '完成 4/4 次，已达到'],
    ['missed', [YEAR], '2025-01-01', '完成 2/4 次，时限已过，还差 2 次'],
  ])('%s', (_, shares, today, expected) => {
    expect(words(shares, today)).toBe(expected);
  });

  it('without blame where it was only aimed at', () => {
    expect(words([YEAR], '2025-01-01', true)).toBe('完成 2/4 次（力争）');
  });
});
