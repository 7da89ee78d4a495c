import { describe, expect, it } from 'vitest';
import { readDeadline } from '../../plan/deadline/reading.ts';

const nothing = {
  clause: '',
  stated: null,
  counted: false,
  periods: [2024],
  range: null,
  overallEnd: null,
};
const november = { date: '2024-11-30' };

describe('the time of a task', () => {
  it('is the clause’s own date before the one stated beside it', () => {
    const { deadline } = readDeadline({
      ...nothing,
      clause: '上半年选派3名',
      stated: '2024年11月',
    });
    expect(deadline).toEqual({ text: '上半年', kind: 'once', due: ['2024-06-30'] });
  });

  it('is the stated one where the clause only names the year', () => {
    const { deadline } = readDeadline({ ...nothing, clause: '2024年新增80人', stated: '1-11月' });
    expect(deadline).toEqual({ text: '1-11月', kind: 'window', due: ['2024-11-30'] });
  });

  it('is the document’s overall end where neither has a date', () => {
    const { deadline } = readDeadline({ ...nothing, clause: '每年开展活动', overallEnd: november });
    expect(deadline).toEqual({ text: '每年', kind: 'once', due: ['2024-11-30'], inherited: true });
  });

  it('keeps its own rhythm beside an overall end', () => {
    const { deadline } = readDeadline({ ...nothing, clause: '每季度推送', overallEnd: november });
    expect(deadline.due).toHaveLength(4);
  });

  it('is the end of the last year for a count alone', () => {
    const sources = { ...nothing, clause: '互访共4次', counted: true, periods: [2023, 2024] };
    expect(readDeadline(sources).deadline).toEqual({
      text: null,
      kind: 'once',
      due: ['2024-12-31'],
      assumed: true,
    });
  });

  it('is none, with its words, for an event or a standing duty', () => {
    const { deadline } = readDeadline({ ...nothing, clause: '定期开展督查' });
    expect(deadline).toEqual({ text: '定期', kind: 'none', due: [] });
  });

  it('recurs in a plan of two years and happens once in a plan of one', () => {
    const kinds = [[2024], [2023, 2024]].map(
      (periods) =>
        readDeadline({ ...nothing, clause: '每年3月底前制定计划', periods }).deadline.kind,
    );
    expect(kinds).toEqual(['once', 'recurring']);
  });

  it('keeps a rhythm inside the window stated beside it', () => {
    const sources = { ...nothing, clause: '每月5日前报送', stated: '3-5月' };
    expect(readDeadline(sources).deadline.due).toEqual(['2024-03-05', '2024-04-05', '2024-05-05']);
  });
});

it.each([
  ['11月31日前', [2024], '存在的日期', '2024年11月31日'],
  ['2025年3月', [2024], '计划年度（2024）内的日期', '2025年3月'],
  ['尽快', [2024], '可识别的完成时限', '尽快'],
])('reports a column that says %s', (stated, periods, expected, found) => {
  const { deadline, faults } = readDeadline({ ...nothing, stated, periods });
  expect(deadline.due).toEqual([]);
  expect(faults).toEqual([{ expected, found }]);
});
