import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import type { DeadlineKind } from '../../plan/extracted.ts';
import { type LaunchTask, type LaunchTerms, occurrencesOf } from '../../plan/launch.ts';
import type { LaunchParty } from '../../plan/parties.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { reportingPeriod } from '../../plan/reporting.ts';

const OFFICE = 9;
const NAMES = ['', '县教育局', '县财政局', '县人社局', '甲镇', '乙镇'];

const home = (id: number): LaunchParty => ({
  unit: { id, name: NAMES[id] ?? `单位${id}`, side: null },
  written: NAMES[id] ?? `单位${id}`,
});
const other = (id: number): LaunchParty => ({
  unit: { id, name: `云岭县单位${id}`, side: '云岭县' },
  written: '两地教育局',
});

const terms: LaunchTerms = {
  planId: 7,
  today: '2024-03-05',
  superviseFrom: '2024-03-05',
  periodFrom: '2024-01-01',
  periodTo: '2024-12-31',
  openEnded: false,
  sides: [
    { name: '青禾县', short: '青禾', home: true, supervised: true },
    { name: '云岭县', short: '云岭', home: false, supervised: false },
  ],
  coordinatorUnitId: OFFICE,
  policy: DEFAULT_POLICY,
  calendar: calendarOf(),
};

function taskOf(
  due: string[],
  fields: Partial<LaunchTask> & { kind?: DeadlineKind } = {},
): LaunchTask {
  const { kind = due.length > 1 ? 'recurring' : 'once', ...rest } = fields;
  return {
    id: 3,
    title: '举办教师培训',
    force: 'firm',
    distribution: 'joint',
    delivery: null,
    actor: null,
    count: null,
    reading: null,
    tracking: 'deadline',
    deadline: { text: null, kind, due },
    lead: [home(1)],
    support: [],
    ...rest,
  };
}

const monthly = (day: string, from = 1, to = 12) =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    return `2024-${String(from + index).padStart(2, '0')}-${day}`;
  });

const launched = (task: LaunchTask, changed: Partial<LaunchTerms> = {}) =>
  occurrencesOf(task, { ...terms, ...changed }).occurrences;

describe('a joint duty', () => {
  const task = taskOf(['2024-11-30'], {
    lead: [other(6), home(1), home(2)],
    support: [home(3), home(1), other(8)],
  });

  it('is one occurrence: the first-named unit of the home side answers, the rest take part', () => {
    const [row, ...more] = launched(task);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      id: 'plan/7/3/joint/once',
      partyKey: 'joint',
      period: 'once',
      answeringUnitId: 1,
      liaison: false,
      series: false,
      opensOn: '2024-03-05',
      dueOn: '2024-11-30',
    });
    expect(row?.parties.map(({ unitId, role }) => [unitId, role])).toEqual([
      [6, 'counterpart'],
      [1, 'answering'],
      [2, 'participant'],
      [3, 'participant'],
      [8, 'counterpart'],
    ]);
  });

  it('keeps the name by which the plan calls each unit', () => {
    expect(launched(task)[0]?.parties.map(({ written }) => written)).toEqual([
      '两地教育局',
      '县教育局',
      '县财政局',
      '县人社局',
      '两地教育局',
    ]);
  });

  it('that only the other side leads lies in liaison', () => {
    const [row] = launched(taskOf(['2024-11-30'], { lead: [other(6)], support: [home(1)] }));
    expect(row).toMatchObject({ answeringUnitId: 6, liaison: true });
  });

  it('without a lead is answered by the first unit that supports it', () => {
    const [row] = launched(taskOf(['2024-11-30'], { lead: [], support: [home(2), home(3)] }));
    expect(row?.answeringUnitId).toBe(2);
  });
});

const each = (fields: Partial<LaunchTask>) =>
  launched(taskOf(['2024-11-30'], { distribution: 'each', ...fields }));

describe('a duty of each unit', () => {
  it('is one occurrence for every unit that leads, and none for the coordinating office', () => {
    const rows = each({ lead: [home(4), home(5), home(OFFICE), home(4)] });
    expect(rows.map(({ id, answeringUnitId }) => [id, answeringUnitId])).toEqual([
      ['plan/7/3/4/once', 4],
      ['plan/7/3/5/once', 5],
    ]);
  });

  it('makes those who support it take part instead of owing one too', () => {
    const rows = each({ lead: [home(4), home(5)], support: [home(3), home(4)] });
    expect(rows.map(({ answeringUnitId }) => answeringUnitId)).toEqual([4, 5]);
    expect(rows[0]?.parties.map(({ unitId, role }) => [unitId, role])).toEqual([
      [4, 'answering'],
      [3, 'participant'],
    ]);
  });

  it('is owed by those who support it when nobody leads', () => {
    expect(each({ lead: [], support: [home(4)] })[0]?.answeringUnitId).toBe(4);
  });

  it('lies in liaison for units of the other side alone', () => {
    const rows = each({ lead: [home(4), other(6)] });
    expect(rows.map(({ liaison }) => liaison)).toEqual([false, true]);
  });
});

const report = (due: string[], fields: Partial<LaunchTask> = {}, changed = {}) =>
  launched(taskOf(due, { title: '报送进展情况', ...fields }), changed);

describe('a recurring report', () => {
  it('tells of the month before, starts a week after launch and ends with the last month', () => {
    const rows = report(monthly('01'));
    expect(
      rows.map(({ dueOn, reportingPeriod: period, beforeStart }) => [dueOn, period, beforeStart]),
    ).toEqual([
      ['2024-01-01', '2023年12月份', true],
      ['2024-02-01', '2024年1月份', true],
      ['2024-03-01', '2024年2月份', true],
      ['2024-04-01', '2024年3月份', false],
      ['2024-05-01', '2024年4月份', false],
      ['2024-06-01', '2024年5月份', false],
      ['2024-07-01', '2024年6月份', false],
      ['2024-08-01', '2024年7月份', false],
      ['2024-09-01', '2024年8月份', false],
      ['2024-10-01', '2024年9月份', false],
      ['2024-11-01', '2024年10月份', false],
      ['2024-12-01', '2024年11月份', false],
      ['2025-01-01', '2024年12月份', false],
    ]);
  });

  it.each([
    ['2024-04-03', '2024-04-10', true], // 清明: 4 and 5 working days
    ['2024-04-02', '2024-04-10', false],
    ['2024-04-25', '2024-04-30', true], // 28 April is worked
    ['2024-04-24', '2024-04-30', false],
  ])('launched on %s, the one due on %s is too early: %s', (today, dueOn, beforeStart) => {
    const due = monthly(dueOn.slice(8), 3);
    const found = report(due, {}, { today, superviseFrom: today }).find(
      (row) => row.dueOn === dueOn,
    );
    expect(found?.beforeStart).toBe(beforeStart);
  });

  it('counts its first week from the launch when supervision began earlier', () => {
    const rows = report(monthly('10'), {}, { today: '2024-06-06', superviseFrom: '2024-03-05' });
    expect(rows.find(({ beforeStart }) => !beforeStart)?.dueOn).toBe('2024-07-10');
  });

  it('that is due later in the month has no report more than its dates', () => {
    const rows = report(monthly('25'));
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toMatchObject({ dueOn: '2024-12-25', reportingPeriod: '2024年12月份' });
  });

  it('of each quarter tells of the quarter and ends with the last one', () => {
    const rows = report(['2024-01-05', '2024-04-05', '2024-07-05', '2024-10-05']);
    expect(rows.map(({ dueOn, reportingPeriod: period }) => [dueOn, period]).slice(1)).toEqual([
      ['2024-04-05', '2024年第一季度'],
      ['2024-07-05', '2024年第二季度'],
      ['2024-10-05', '2024年第三季度'],
      ['2025-01-05', '2024年第四季度'],
    ]);
  });

  it.each([
    ['2024-04-01', 1, '2024年3月份'],
    ['2024-04-10', 1, '2024年3月份'],
    ['2024-04-11', 1, '2024年4月份'],
    ['2024-04-30', 1, '2024年4月份'],
    ['2025-01-01', 1, '2024年12月份'],
    ['2024-03-01', 1, '2024年2月份'],
    ['2024-03-31', 3, '2024年第一季度'],
    ['2024-05-05', 3, null],
    ['2024-06-30', 6, '2024年上半年'],
    ['2025-01-10', 6, '2024年下半年'],
  ] as const)('due on %s every %i months tells of %s', (dueOn, months, period) => {
    expect(reportingPeriod(dueOn, months)).toBe(period);
  });

  it('is a report only by its name: other monthly work has no reporting period', () => {
    const rows = launched(taskOf(monthly('01'), { title: '开展产销对接' }));
    expect(rows.map((row) => row.reportingPeriod)).toEqual(Array(12).fill(null));
    expect(rows.find(({ beforeStart }) => !beforeStart)?.dueOn).toBe('2024-04-01');
  });
});

it('asks no report on the month before the plan, though supervision began earlier', () => {
  const early = { today: '2023-11-20', superviseFrom: '2023-11-20' };
  const rows = report(monthly('05'), {}, early).map(({ dueOn, beforeStart }) => [
    dueOn,
    beforeStart,
  ]);
  expect(rows.slice(0, 2)).toEqual([
    ['2024-01-05', true], // on December 2023
    ['2024-02-05', false],
  ]);
});

describe('the windows of a series', () => {
  it('open seven days before a monthly date and do not overlap', () => {
    const rows = launched(taskOf(monthly('20', 4)));
    expect(rows[0]).toMatchObject({
      id: 'plan/7/3/joint/2024-04-20',
      period: '2024-04-20',
      series: true,
      length: 'monthly',
      opensOn: '2024-04-13',
    });
    for (const [index, { opensOn }] of rows.slice(1).entries()) {
      expect(opensOn > (rows[index]?.dueOn ?? '')).toBe(true);
    }
  });

  it('open before the first reminder where a holiday moves it back', () => {
    const dates = ['2024-01-17', '2024-02-17', '2024-03-17'];
    const [, spring] = launched(taskOf(dates), {
      today: '2024-01-02',
      superviseFrom: '2024-01-02',
    });
    expect(spring?.opensOn).toBe('2024-02-06'); // the last reminder goes on 8 February
  });

  it('open 35 days before a quarterly date, and for yearly ones before the first reminder', () => {
    const quarterly = launched(taskOf(['2024-06-30', '2024-09-30', '2024-12-31']));
    expect(quarterly.map(({ opensOn }) => opensOn)).toEqual([
      '2024-05-26',
      '2024-08-26',
      '2024-11-26',
    ]);
    const yearly = launched(taskOf(['2024-11-29', '2025-11-28']), { periodTo: '2025-12-31' });
    expect(yearly.map(({ opensOn, length }) => [opensOn, length])).toEqual([
      ['2024-10-18', 'long'],
      ['2025-10-17', 'long'],
    ]);
  });

  it('open for an advised date before its one notice', () => {
    const [first] = launched(taskOf(monthly('28', 6), { force: 'advice' }));
    expect(first?.opensOn).toBe('2024-06-14');
  });

  it('never open before supervision starts', () => {
    const [first] = launched(taskOf(['2024-03-08', '2024-04-08']));
    expect(first?.opensOn).toBe('2024-03-05');
  });
});

describe('the length of a duty', () => {
  it.each([
    [['2024-06-03'], 'quarterly'], // 90 days
    [['2024-06-04'], 'long'],
    [monthly('15'), 'monthly'],
    [['2024-03-31', '2024-06-30'], 'quarterly'],
    [['2024-06-30', '2024-12-31'], 'quarterly'],
    [['2024-11-30', '2025-11-30'], 'long'],
  ] as const)('due on %j is %s', (due, length) => {
    expect(launched(taskOf([...due])).at(-1)?.length).toBe(length);
  });

  it('is listed only when it was due before the start', () => {
    const rows = ['2024-03-04', '2024-03-05'].map((day) => launched(taskOf([day]))[0]);
    expect(rows.map((row) => row?.beforeStart)).toEqual([true, false]);
  });
});

describe('a task without occurrences', () => {
  it.each([
    ['not-deadline', taskOf(['2024-11-30'], { tracking: 'return' })],
    ['not-deadline', taskOf(['2024-11-30'], { tracking: 'record' })],
    ['no-date', taskOf([], { kind: 'none' })],
    ['no-unit', taskOf(['2024-11-30'], { lead: [] })],
    ['no-unit', taskOf(['2024-11-30'], { distribution: 'each', lead: [home(OFFICE)] })],
  ])('says why: %s', (unsupervised, task) => {
    expect(occurrencesOf(task, terms)).toEqual({ taskId: 3, occurrences: [], unsupervised });
  });
});

it('gives every occurrence of a plan an id of its own', () => {
  const rows = launched(
    taskOf(monthly('01'), { distribution: 'each', lead: [home(4), home(5), other(6)] }),
  );
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows).toHaveLength(36);
});

const after = (unit: string, value: number): LaunchTask['reading'] => ({
  text: `项目批复后${value}${unit}内`,
  rule: {
    kind: 'none',
    days: [],
    undated: { waitsFor: 'event', event: '项目批复', within: { value, unit } },
  },
  force: 'firm',
  bound: 'within',
  pattern: 'days after an event',
  place: null,
});

describe('a task whose date follows from an event', () => {
  it.each([
    ['日', 30, 'monthly'],
    ['工作日', 20, 'monthly'],
    ['月', 3, 'quarterly'],
    ['月', 6, 'long'],
    ['小时', 24, 'monthly'],
  ])('waits for it, %s × %s being a %s term', (unit, value, length) => {
    const rows = launched(taskOf([], { kind: 'none', reading: after(unit, value) }));
    expect(rows).toMatchObject([
      {
        id: 'plan/7/3/joint/event',
        dueOn: null,
        waitsFor: '项目批复',
        period: 'event',
        series: false,
        beforeStart: false,
        length,
      },
    ]);
  });

  it('waits once per unit where each owes it', () => {
    const reading = after('日', 30);
    const owing = { distribution: 'each' as const, lead: [home(4), home(5)], reading };
    const rows = launched(taskOf([], { kind: 'none', ...owing }));
    expect(rows.map(({ id }) => id)).toEqual(['plan/7/3/4/event', 'plan/7/3/5/event']);
  });

  it('has the date that a reviewer has set instead', () => {
    const rows = launched(taskOf(['2024-06-28'], { reading: after('日', 30) }));
    expect(rows).toMatchObject([{ period: 'once', dueOn: '2024-06-28', waitsFor: null }]);
  });
});

describe('in an open-ended plan', () => {
  const yearly: LaunchTask['reading'] = {
    text: '每年3月底前',
    rule: { kind: 'once', days: [{ month: 3, day: 'end' }] },
    force: 'firm',
    bound: 'by',
    pattern: 'end of a month',
    place: null,
  };

  it('a yearly task has a series, with the next date where this year’s is past', () => {
    const rows = launched(taskOf(['2024-03-31'], { reading: yearly }), {
      openEnded: true,
      superviseFrom: '2024-05-06',
      today: '2024-05-06',
    });
    expect(rows.map(({ id, series, beforeStart }) => [id, series, beforeStart])).toEqual([
      ['plan/7/3/joint/2024-03-31', true, true],
      ['plan/7/3/joint/2025-03-31', true, false],
    ]);
  });

  it('a task of one date stays single', () => {
    const rows = launched(taskOf(['2024-11-30']), { openEnded: true });
    expect(rows.map(({ period }) => period)).toEqual(['once']);
  });
});
