import { describe, expect, it } from 'vitest';
import { InputError, RefusedError } from '../../../plan/errors.ts';
import type { KeptClause } from '../../../plan/review/clauses.ts';
import type { Touch } from '../../../plan/review/clash.ts';
import type { Field, TaskContent } from '../../../plan/review/content.ts';
import { cardContext } from '../../../plan/review/deadline.ts';
import {
  editOf,
  inverse,
  type ReviewCommand,
  type ReviewedDraft,
  type ReviewTaskState,
} from '../../../plan/review/edit.ts';
import { extractedTask } from '../../harness/extracted.ts';

const TEXT = '一、任务\n县教育局选派教师2名，6月底前报送名单；县财政局拨付资金\n全面贯彻有关精神。';

function task(fields: Partial<ReviewTaskState> = {}): ReviewTaskState {
  const { id: _id, ...content } = extractedTask({
    quote: '县教育局选派教师2名，6月底前报送名单',
    title: '选派教师',
    lead: ['县教育局'],
    support: [],
    place: { line: 2, start: 5, end: 24 },
    deadline: { text: '6月底前', kind: 'once', due: ['2024-06-30'] },
    count: { op: '=', value: 2, unit: '名', per: 'plan' },
  });
  const added = { line: 2, verification: 'office' as const, weighty: false };
  return {
    ...content,
    ...added,
    reviewed: false,
    dismissed: null,
    key: 't01',
    revision: 3,
    ...fields,
  };
}

const CLAUSES: KeptClause[] = [
  { line: 2, text: '县教育局选派教师2名', outcome: 'task', task: 't01', reason: null },
  { line: 3, text: '全面贯彻有关精神', outcome: 'dismissed', task: null, reason: 'principle' },
];

function draft(tasks = [task()], touches: Touch[] = []): ReviewedDraft {
  return {
    tasks,
    clauses: CLAUSES,
    text: TEXT,
    sides: [],
    context: cardContext({ periodFrom: '2024-01-01', periodTo: '2024-12-31', issued: null }),
    period: { from: '2024-01-01', to: '2024-12-31' },
    placeOf: ({ line }) => ({ line, start: TEXT.indexOf('全面'), end: TEXT.length }),
    touches: () => touches,
  };
}

const by = (...fields: Field[]): Touch => ({ by: '李协调', fields });
const of = { task: 't01', revision: 3 };

/** What a command changes of t01. */
function after(command: ReviewCommand, of_ = draft()): Partial<TaskContent> | null | undefined {
  return editOf(command, of_).tasks.find(({ key }) => key === 't01')?.after;
}

describe('a change', () => {
  it.each<[string, Extract<ReviewCommand, { kind: 'change' }>['changes'], Partial<TaskContent>]>([
    ['title', { title: '选派支教教师' }, { title: '选派支教教师' }],
    ['lead', { lead: ['县教 体局'] }, { lead: ['县教体局'] }],
    [
      'counts',
      { counts: ['不少于3名/年', '1次/每季度'] },
      {
        count: { op: '>=', value: 3, unit: '名', per: 'year' },
        otherCounts: [{ op: '=', value: 1, unit: '次', per: 'quarter' }],
      },
    ],
    [
      'days',
      { deadline: { dates: ['2024年7月1日', '2024-05-01'], kind: 'once' } },
      { deadline: { text: '6月底前', kind: 'recurring', due: ['2024-05-01', '2024-07-01'] } },
    ],
    [
      'no deadline',
      { deadline: { none: true } },
      { deadline: { text: '6月底前', kind: 'none', due: [] } },
    ],
    ['quality', { force: 'soft', weighty: true }, { force: 'soft', weighty: true }],
  ])('takes %s', (_, changes, expected) => {
    expect(after({ kind: 'change', ...of, changes })).toEqual(expect.objectContaining(expected));
  });

  it.each([
    ['每季度末', 0, ['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31'], 'recurring'],
    ['9月10日前', 0, ['2024-09-10'], 'once'],
    ['9月10日前', 1, ['2024-09-09'], 'once'],
    ['7月至9月', 0, ['2024-09-30'], 'window'],
  ])('reads %s in its reading %i as %j', (words, choice, due, kind) => {
    const changed = after({ kind: 'change', ...of, changes: { deadline: { words, choice } } });
    expect(changed?.deadline).toEqual({ text: words, kind, due });
    expect(changed?.reading?.text).toBe(words);
  });

  it.each([
    [{ title: '' }, '标题：现为空白'],
    [{ counts: ['多次'] }, '数量：现为“多次”'],
    [{ milestones: ['7月 选址'] }, '节点'],
    [{ deadline: { words: '抓紧' } }, '没有读出时间'],
    [{ deadline: { words: '2月30日前' } }, '2024年2月30日不存在'],
    [{ deadline: { words: '2030年3月底前' } }, '没有这样的日期'],
    [{ deadline: { words: '6月底前', choice: 9 } }, '没有第 10 种读法'],
    [{ deadline: { dates: [], kind: 'once' as const } }, '至少填一个日期'],
    [{ deadline: { dates: ['2024-13-01'], kind: 'once' as const } }, '没有“2024-13-01”这一天'],
    [{ deadline: { dates: ['2034-01-01'], kind: 'once' as const } }, '核对年份'],
    [{ support: ['县教育局'] }, '已在牵头单位里'],
  ])('does not take %j: %s', (changes, says) => {
    const giving = () => editOf({ kind: 'change', ...of, changes }, draft());
    expect(giving).toThrow(InputError);
    expect(giving).toThrow(says);
  });

  it('changes nothing where all is so', () => {
    expect(editOf({ kind: 'change', ...of, changes: { title: '选派教师' } }, draft())).toEqual({
      tasks: [],
      clauses: [],
    });
  });
});

describe('two who change at once', () => {
  const title = { kind: 'change' as const, ...of, changes: { title: '乙' } };
  it.each([
    [[by('lead')], null],
    [[by('title')], '标题已由李协调改为“选派教师”，您要改为“乙”'],
    [[by('lead'), by('title')], '标题已由李协调'],
  ])('with %j gives: %s', (touches, says) => {
    const giving = () => editOf(title, draft([task()], touches));
    if (says === null) expect(giving().tasks[0]?.after).toEqual({ title: '乙' });
    else expect(giving).toThrow(says);
  });

  it('may say the same', () => {
    const now = draft([task({ title: '乙' })], [by('title')]);
    expect(editOf(title, now).tasks).toEqual([]);
  });

  it.each<[ReviewCommand, Touch[], boolean]>([
    [{ kind: 'review', ...of }, [by('reviewed')], true],
    [{ kind: 'review', ...of }, [by('title')], false],
    [{ kind: 'dismiss', ...of, reason: '号召' }, [by('title')], false],
    [{ kind: 'split', ...of, at: 11 }, [by('lead')], false],
    [{ kind: 'unreview', ...of }, [by('title')], true],
  ])('%j after %j goes: %s', (command, touches, goes) => {
    const giving = () =>
      editOf(command, draft([task({ reviewed: command.kind === 'unreview' })], touches));
    if (goes) expect(giving().tasks.length).toBe(1);
    else expect(giving).toThrow(/刚刚由李协调改过/);
  });

  it('does not confirm with a change what was changed unseen', () => {
    const changes = { title: '乙' };
    const command = { kind: 'change' as const, ...of, changes, review: true };
    expect(after(command)).toEqual({ title: '乙', reviewed: true });
    expect(after(command, draft([task()], [by('lead')]))).toEqual({ title: '乙' });
  });

  it('leaves a dismissed task alone until it is one again', () => {
    const dismissed = draft([task({ dismissed: '号召', reviewed: true })], [by('dismissed')]);
    expect(() => editOf(title, dismissed)).toThrow('已由李协调标为不作任务（号召）');
    expect(after({ kind: 'restore', ...of }, dismissed)).toEqual({
      dismissed: null,
      reviewed: false,
    });
  });
});

describe('a split', () => {
  const at = task().quote.indexOf('6月');
  it('gives each part what it says itself, and both what the whole was given', () => {
    const { tasks } = editOf({ kind: 'split', ...of, at }, draft());
    const [first, second] = tasks;
    expect([first?.key, second?.key, second?.before]).toEqual(['t01', 't02', null]);
    expect(first?.after).toMatchObject({ quote: '县教育局选派教师2名' });
    expect(first?.after?.issues?.[0]?.found).toBe('6月底前');
    expect(second?.after).toMatchObject({
      quote: '6月底前报送名单',
      title: '报送名单',
      lead: ['县教育局'],
      count: null,
      deadline: { due: ['2024-06-30'] },
      place: { start: 16, end: 24 },
    });
  });

  it.each([0, 2, 18, 40])('cannot be made at %i', (place) => {
    expect(() => editOf({ kind: 'split', ...of, at: place }, draft())).toThrow('太短');
  });
});

describe('a merge', () => {
  const other = task({
    key: 't02',
    quote: '县财政局拨付资金',
    lead: ['县财政局'],
    support: ['县教育局'],
    deadline: { text: '9月底前', kind: 'once', due: ['2024-09-30'] },
    count: null,
  });
  const merge = { kind: 'merge' as const, ...of, others: [{ task: 't02', revision: 3 }] };

  it('puts units together, keeps its own date and leaves the other as a doubt', () => {
    const { tasks } = editOf(merge, draft([task(), other]));
    expect(tasks[0]?.after).toMatchObject({
      lead: ['县教育局', '县财政局'],
      alsoInBody: '县财政局拨付资金',
      issues: [{ found: '9月底前' }],
    });
    expect(tasks[0]?.after?.deadline).toBeUndefined();
    expect(tasks[1]?.after).toEqual({ dismissed: '并入任务 t01', reviewed: true });
  });

  it('takes the date of the other where it has none', () => {
    const undated = task({ deadline: { text: null, kind: 'none', due: [] } });
    const { tasks } = editOf(merge, draft([undated, other]));
    expect(tasks[0]?.after?.deadline?.due).toEqual(['2024-09-30']);
  });

  it('brings the clauses of the other along', () => {
    const clauses: KeptClause[] = [
      { line: 2, text: '县财政局拨付资金', outcome: 'task', task: 't02', reason: null },
    ];
    const edit = editOf(merge, { ...draft([task(), other]), clauses });
    expect(edit.clauses[0]?.after.task).toBe('t01');
  });

  it('is not made with itself', () => {
    const self = { ...merge, others: [of] };
    expect(() => editOf(self, draft())).toThrow('另一项任务');
  });
});

function dismiss(reason: string): KeptClause | undefined {
  return editOf({ kind: 'dismiss-clause', clause: 1, reason }, draft()).clauses[0]?.after;
}

describe('a clause', () => {
  it('becomes a task with its own words, read anew', () => {
    const { tasks, clauses } = editOf({ kind: 'make-task', clause: 1 }, draft());
    expect(tasks[0]).toMatchObject({ key: 't02', before: null });
    expect(tasks[0]?.after).toMatchObject({ quote: '全面贯彻有关精神', reviewed: false, line: 3 });
    expect(clauses[0]?.after).toMatchObject({ outcome: 'task', task: 't02', seen: true });
  });

  it.each<ReviewCommand>([
    { kind: 'make-task', clause: 0 },
    { kind: 'dismiss-clause', clause: 0, reason: '号召' },
  ])('that is a task refuses %j', (command) => {
    expect(() => editOf(command, draft())).toThrow(RefusedError);
  });

  it('is dismissed for a reason only', () => {
    expect(dismiss('只是原则')).toMatchObject({ note: '只是原则', seen: true });
    expect(() => dismiss(' ')).toThrow('请写明理由');
  });
});

it('takes back what it did, whole', () => {
  const edit = editOf({ kind: 'make-task', clause: 1 }, draft());
  const back = inverse(edit);
  expect(back.tasks[0]).toMatchObject({ key: 't02', after: null });
  expect(back.clauses[0]?.after).toEqual(CLAUSES[1]);
  expect(inverse(back)).toEqual(edit);
});
