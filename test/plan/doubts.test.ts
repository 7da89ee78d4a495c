import { describe, expect, it } from 'vitest';
import { commandOfChoice, dayOfChoice } from '../../plan/doubt-choices.ts';
import { type Doubt, doubtsOf, isOpenDoubt } from '../../plan/doubts.ts';
import type { ReviewTaskState } from '../../plan/review/edit.ts';

type Facts = Partial<Pick<ReviewTaskState, 'lead' | 'support' | 'count' | 'dismissed'>> & {
  due?: string[];
  kind?: 'once' | 'recurring' | 'window';
};

/** A task with what choices look at; all else is as nobody asks. */
function task(key: string, { due = [], kind = 'once', ...facts }: Facts): ReviewTaskState {
  const rest = { title: '', quote: '', milestones: [], evidence: [], issues: [], otherCounts: [] };
  const read = { line: 1, place: null, reading: null, number: null, section: null, actor: null };
  const more = {
    alsoInBody: null,
    bodyPlace: null,
    delivery: null,
    reporting: null,
    candidates: [],
  };
  return {
    ...rest,
    ...read,
    ...more,
    key,
    revision: 3,
    lead: [],
    support: [],
    count: null,
    force: 'firm',
    distribution: 'joint',
    tracking: 'deadline',
    verification: 'office',
    weighty: false,
    reviewed: false,
    dismissed: null,
    deadline: { text: null, kind, due },
    ...facts,
  };
}

const doubt = (
  kind: Doubt['kind'],
  tasks: string[],
  question: string,
  choices: string[],
  says: string[] = [],
): Doubt => ({
  id: kind,
  kind,
  tasks,
  question,
  choices,
  says: says.map((text) => ({ text, start: 0, end: 1 })),
});

/** What a choice changes, by task. */
function changes(of: Doubt, choice: number, tasks: ReviewTaskState[], day: string | null = null) {
  const command = commandOfChoice(of, choice, tasks, day);
  if (command?.kind !== 'change-many') return command;
  return Object.fromEntries(command.tasks.map((each) => [each.task, each.changes]));
}

describe('an archive before the work that it documents', () => {
  const of = doubt('report-before-work', ['t9', 't1', 't2'], '2024-11-15 要归档…', [
    '补充归档',
    '归档改在之后',
    '这些工作须在之前',
  ]);
  const tasks = [
    task('t9', { due: ['2024-11-15'] }),
    task('t1', { due: ['2024-11-30'] }),
    task('t2', { due: ['2024-06-30', '2024-12-31'], kind: 'recurring' }),
  ];
  it.each([
    [
      'is filed twice: on its day, and when the work is done',
      0,
      null,
      { t9: { deadline: { dates: ['2024-11-15', '2024-12-31'], kind: 'recurring' } } },
    ],
    [
      'moves behind the work',
      1,
      null,
      { t9: { deadline: { dates: ['2025-01-01'], kind: 'once' } } },
    ],
    [
      'moves to the day that somebody names',
      1,
      '2025-01-10',
      { t9: { deadline: { dates: ['2025-01-10'], kind: 'once' } } },
    ],
    [
      'has the work done before',
      2,
      null,
      {
        t1: { deadline: { dates: ['2024-11-15'], kind: 'once' } },
        t2: { deadline: { dates: ['2024-06-30'], kind: 'once' } },
      },
    ],
  ] as const)('%s', (_what, choice, day, made) => {
    expect(changes(of, choice, tasks, day)).toEqual(made);
  });

  it('offers the day after the last of the work, and takes no day that there is not', () => {
    expect(dayOfChoice(of, 1, tasks)).toBe('2025-01-01');
    expect(dayOfChoice(of, 0, tasks)).toBeNull();
    expect(() => commandOfChoice(of, 1, tasks, '2025-02-30')).toThrow('没有“2025-02-30”');
    expect(() => commandOfChoice(of, 7, tasks)).toThrow('没有这个选项');
  });
});

describe('a choice', () => {
  it.each([
    [
      'ends dates at the overall end',
      doubt('after-overall-end', ['t1', 't2'], '…', ['各按自己的日期', '到 2024-11-30 为止']),
      1,
      [
        task('t1', { due: ['2024-12-31'] }),
        task('t2', { due: ['2024-10-31', '2024-11-30', '2024-12-31'], kind: 'recurring' }),
      ],
      {
        t1: { deadline: { dates: ['2024-11-30'], kind: 'once' } },
        t2: { deadline: { dates: ['2024-10-31', '2024-11-30'], kind: 'recurring' } },
      },
    ],
    [
      'leaves every date its own',
      doubt('after-overall-end', ['t1'], '…', ['各按自己的日期', '到 2024-11-30 为止']),
      0,
      [task('t1', { due: ['2024-12-31'] })],
      null,
    ],
    [
      'takes the date of the body',
      doubt(
        'body-and-annex',
        ['t1'],
        '同一事项的时间，…',
        ['以清单为准', '以正文为准'],
        ['甲（清单：2024-11-30）', '乙（正文：2024-10-31）'],
      ),
      1,
      [task('t1', { due: ['2024-11-30'] })],
      { t1: { deadline: { dates: ['2024-10-31'], kind: 'once' } } },
    ],
    [
      'takes the number of the body',
      doubt(
        'body-and-annex',
        ['t1'],
        '同一事项的数量，…',
        ['以清单为准', '以正文为准'],
        ['甲（清单：1期）', '乙（正文：不少于2期）'],
      ),
      1,
      [task('t1', { count: { op: '=', value: 1, unit: '期', per: 'year' } })],
      { t1: { counts: ['不少于2期/年'] } },
    ],
    [
      'takes the units of the body',
      doubt(
        'body-and-annex',
        ['t1'],
        '同一事项的责任单位，…',
        ['以清单为准', '以正文为准', '两处所列单位都算，另定牵头'],
        ['甲（清单：组织部）', '乙（正文：教育局、财政局（配合））'],
      ),
      1,
      [task('t1', { lead: ['组织部'] })],
      { t1: { lead: ['教育局'], support: ['财政局'] } },
    ],
    [
      'takes the units of both places',
      doubt(
        'body-and-annex',
        ['t1'],
        '同一事项的责任单位，…',
        ['以清单为准', '以正文为准', '两处所列单位都算，另定牵头'],
        ['甲（清单：组织部）', '乙（正文：教育局、财政局（配合））'],
      ),
      2,
      [task('t1', { lead: ['组织部'] })],
      { t1: { lead: ['组织部', '教育局'], support: ['财政局'] } },
    ],
    [
      'keeps the annex',
      doubt(
        'body-and-annex',
        ['t1'],
        '同一事项的时间，…',
        ['以清单为准', '以正文为准'],
        ['甲（清单：1）', '乙（正文：2024-10-31）'],
      ),
      0,
      [task('t1', {})],
      null,
    ],
    [
      'enters the actor among the responsible',
      doubt('actor-not-listed', ['t1'], '原文写由甲街道、乙镇去做，但责任单位里没有，由谁负责？', [
        '列入',
        '仍由',
        '另行',
      ]),
      0,
      [task('t1', { lead: ['教育局'], support: ['乙镇'] })],
      { t1: { lead: ['教育局', '甲街道', '乙镇'], support: [] } },
    ],
    [
      'writes a misspelt unit as it should be, wherever it stands',
      doubt('misspelt-unit', ['t1', 't2'], '“滘头社”与“涠头社”：一字之差，是不是同一单位？', [
        '同一单位，应写作“滘头社”',
        '同一单位，应写作“涠头社”',
        '不是',
      ]),
      0,
      [
        task('t1', { lead: ['滘头社'] }),
        task('t2', { lead: ['教育局'], support: ['涠头社', '滘头社'] }),
      ],
      { t2: { lead: ['教育局'], support: ['滘头社'] } },
    ],
    [
      'is only recorded where nobody can carry it out',
      doubt('leaders-crowded', ['t1'], '…', ['合并', '错开']),
      0,
      [task('t1', {})],
      null,
    ],
    [
      'changes no task that is none any more',
      doubt('actor-not-listed', ['t1'], '原文写由甲去做，但', ['列入']),
      0,
      [task('t1', { dismissed: '号召' })],
      null,
    ],
  ])('%s', (_what, of, choice, tasks, made) => {
    expect(changes(of, choice, tasks)).toEqual(made);
  });

  it('has the task whose date holds take the other in', () => {
    const of = doubt('said-twice', ['t1', 't2'], '…', ['以 a 为准', '以 b 为准', '是两件事']);
    const tasks = [task('t1', {}), task('t2', {})];
    expect(commandOfChoice(of, 1, tasks)).toMatchObject({
      kind: 'merge',
      task: 't2',
      others: [{ task: 't1', revision: 3 }],
      settled: true,
    });
    expect(commandOfChoice(of, 2, tasks)).toBeNull();
  });
});

describe('a doubt', () => {
  const conflict = {
    kind: 'totals' as const,
    tasks: [],
    says: [],
    question: '合计不对',
    choices: ['甲'],
  };
  const unread = {
    key: 't1',
    quote: '11月31日前',
    place: null,
    issues: [{ where: '三', line: 4, expected: '存在的日期', found: '11月31日' }],
    dismissed: null,
  };

  it('keeps its name, also when the same is found twice', () => {
    const ids = doubtsOf([conflict, conflict], [unread]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(doubtsOf([conflict, conflict], [unread]).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['nobody has decided', ['t1'], null, true],
    ['somebody has', ['t1'], { act: 'choose' as const, undone: false }, false],
    ['it was kept as it is', ['t1'], { act: 'keep' as const, undone: false }, false],
    ['it was opened again', ['t1'], { act: 'reopen' as const, undone: false }, true],
    ['what was chosen was taken back', ['t1'], { act: 'choose' as const, undone: true }, true],
    ['its tasks are none any more', ['t2'], null, false],
    ['it is about no task', [], null, true],
  ])('is open or not when %s', (_what, tasks, last, open) => {
    expect(isOpenDoubt({ tasks }, last, new Set(['t1']))).toBe(open);
  });
});
