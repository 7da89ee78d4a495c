import { describe, expect, it } from 'vitest';
import { readMoment } from '../../web/components/moments.ts';

describe('what is typed into a day’s field', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['２０２６－０３－０１', '2026-03-01'],
    [' 2028-02-29 ', '2028-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['11-23', null],
    ['11/23/2026', null],
    ['2026-1', null],
    ['', null],
  ])('%s is %s', (typed, day) => {
    expect(readMoment('date', typed)).toBe(day);
  });

  it('reads months and times of day in the same way', () => {
    expect(
      ['2026-3', '2026年12月', '202612', '2026-13'].map((text) => readMoment('month', text)),
    ).toEqual(['2026-03', '2026-12', '2026-12', null]);
    expect(
      ['8:30', '12：30', '14点', '25:00', '12'].map((text) => readMoment('time', text)),
    ).toEqual(['08:30', '12:30', '14:00', null, null]);
  });
});
