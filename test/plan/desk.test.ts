import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import {
  clockWords,
  deskGroups,
  type DeskRow,
  dueWords,
  eventWords,
  officeEventWords,
} from '../../plan/desk.ts';
import { beijingInstant } from '../../plan/date.ts';

const calendar = calendarOf();

function row(given: Partial<DeskRow>): DeskRow {
  return {
    dueOn: '2024-11-30',
    state: 'acknowledged',
    light: 'green',
    daysLate: 0,
    beforeStart: false,
    completedOn: null,
    ...given,
  };
}

describe('deskGroups', () => {
  it('puts what is late first and folds what asks nothing', () => {
    const answering = [
      row({ state: 'closed', light: 'done' }),
      row({ state: 'scheduled' }),
      row({}),
      row({ light: 'yellow' }),
      row({ light: 'yellow', dueOn: '2024-12-31' }),
      row({ state: 'returned' }),
      row({ light: 'red' }),
      row({ state: 'completed' }),
      row({ beforeStart: true, light: 'grey', state: 'scheduled' }),
    ];
    const groups = deskGroups(
      answering,
      [row({ light: 'red' }), row({ state: 'waived' })],
      '2024-11-26',
    );
    expect(groups.map(({ title, folded, rows }) => [title, folded, rows.length])).toEqual([
      ['已逾期，请立即办理', false, 1],
      ['被退回，请整改', false, 1],
      ['即将到期', false, 1],
      ['落后或有困难', false, 1],
      ['在办', false, 1],
      ['已报办结，等待销号', false, 1],
      ['配合事项', false, 1],
      ['以后各期', true, 1],
      ['督办开始前的，不催办', true, 1],
      ['已结束', true, 2],
    ]);
  });
});

describe('dueWords', () => {
  it.each([
    [{}, '2024-11-01', '11月30日（周六），请于11月29日（周五）下班前办理，还有 29 天'],
    [{}, '2024-11-30', '11月30日（周六），今天到期'],
    [{ dueOn: '2024-02-29' }, '2024-02-29', '2月29日（周四），今天到期'],
    [
      { dueOn: '2025-01-01' },
      '2024-12-30',
      '2025年1月1日（周三），请于12月31日（周二）下班前办理，还有 2 天',
    ],
    [{ light: 'red', daysLate: 3 }, '2024-12-04', '11月30日（周六），已逾期 3 个工作日'],
    [{ light: 'yellow' }, '2024-12-04', '11月30日（周六），时限已过，请尽快办理'],
    [
      { state: 'completed', completedOn: '2024-11-20' },
      '2024-12-04',
      '11月30日（周六），11月20日（周三）已报办结',
    ],
    [{ beforeStart: true }, '2024-12-04', '11月30日（周六）'],
    [{ dueOn: null }, '2024-12-04', '按要求办理，没有写明日期'],
  ] satisfies [Partial<DeskRow>, string, string][])('says %o on %s', (given, today, words) => {
    expect(dueWords(row(given), calendar, today)).toBe(words);
  });
});

describe('eventWords', () => {
  it.each([
    ['moment', { moment: 'remind' }, '系统提醒'],
    ['moment', { moment: 'list' }, null],
    ['moment', { moment: 'escalate', waits: 1 }, null],
    ['return', { until: '2024-11-29' }, '退回，请于2024年11月29日（周五）前整改'],
    ['decide-extension', { approve: false }, '未同意延期'],
    ['decide-extension', { approve: true }, '同意延期'],
    ['complete', {}, '报办结'],
  ] as const)('calls %s %o %s', (kind, data, words) => {
    expect(eventWords(kind, data)).toBe(words);
  });
});

it('tells the hour in China', () => {
  expect(clockWords(beijingInstant('2024-03-05', 0, 5))).toBe('2024年3月5日（周二） 00:05');
});

describe('the office reads', () => {
  it.each([
    ['moment', { moment: 'list', step: 7, moments: 1, untold: false }, '列入督办领导专报'],
    [
      'moment',
      { moment: 'list', moments: 1, untold: true },
      '列入督办领导专报（未证实单位已知晓）',
    ],
    ['moment', { moment: 'verify', moments: 3 }, '提醒核验人（系统中断期间 3 次合并）'],
    [
      'moment',
      { moment: 'list', waits: 1 },
      '列入督办领导专报：没有凭据证明单位已知晓，等到下一个工作日',
    ],
    ['complete', {}, '报办结'],
  ] as const)('%s %o as %s', (kind, data, words) => {
    expect(officeEventWords(kind, { ...data })).toBe(words);
  });
});
