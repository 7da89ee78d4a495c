import { describe, expect, it } from 'vitest';
import {
  answerFaults,
  changesOfProposal,
  type DivisionRow,
  divisionRows,
  dueWords,
  rowsByUnit,
  standingOf,
  termsOf,
  touchedOf,
} from '../../plan/division.ts';
import { divisionPaper, divisionSheet, groupsByUnit } from '../../plan/division-table.ts';

const row = (key: string, lead: string[], support: string[] = [], due = '6月底'): DivisionRow => ({
  key,
  number: key,
  title: '支教',
  quote: '选派教师支教',
  section: '二、教育',
  lead,
  support,
  due,
});
const names = new Map([
  ['教育局', [1]],
  ['财政局', [2]],
  ['各乡镇', [3, 4]],
  ['县教育局', [1]],
]);

const askedRow = (each: DivisionRow, role: 'lead' | 'support' = 'lead') => ({
  ...each,
  role,
  written: '教育局',
});
const readsMonths = (words: string) => (words.includes('月') ? null : '没有读出时间');
const proposal = (written: string, unit: string | null, time: string | null = null) => ({
  written,
  proposedUnit: unit,
  proposedTime: time,
});

describe('the time of a row', () => {
  it.each([
    [{ text: '11月底前', kind: 'once', due: ['2024-11-30'] }, '11月底前（2024年11月30日）'],
    [{ text: null, kind: 'once', due: ['2024-11-30'] }, '2024年11月30日'],
    [
      { text: '每季度', kind: 'recurring', due: ['2024-03-31', '2024-06-30', '2024-09-30'] },
      '每季度（共3次，2024年3月31日起，2024年9月30日止）',
    ],
    [
      { text: '两次', kind: 'recurring', due: ['2024-03-31', '2024-06-30'] },
      '两次（2024年3月31日、2024年6月30日）',
    ],
    [{ text: '10月', kind: 'window', due: ['2024-10-01', '2024-10-31'] }, '10月（2024年10月31日）'],
    [{ text: '全年', kind: 'once', due: ['2024-12-31'], inherited: true }, '2024年12月31日'],
    [{ text: '适时', kind: 'none', due: [] }, '适时'],
    [{ text: null, kind: 'none', due: [] }, '按要求'],
  ] as const)('%o reads %s', (deadline, words) => {
    expect(dueWords({ ...deadline, due: [...deadline.due] })).toBe(words);
  });
});

describe('the rows of units', () => {
  it('leave out what is dismissed and what is only kept on record', () => {
    const task = {
      ...row('t01', []),
      number: null,
      deadline: { text: null, kind: 'none' as const, due: [] },
    };
    const rows = divisionRows([
      { ...task, tracking: 'deadline', dismissed: null },
      { ...task, key: 't02', tracking: 'record', dismissed: null },
      { ...task, key: 't03', tracking: 'return', dismissed: '号召' },
    ]);
    expect(rows.map(({ key, number }) => [key, number])).toEqual([['t01', 't01']]);
  });

  it('go to every unit that a name stands for, once, its leading before its supporting', () => {
    const found = rowsByUnit(
      [row('a', ['教育局'], ['各乡镇', '县教育局']), row('b', ['不认识'])],
      names,
    );
    expect([...found].map(([id, own]) => [id, own.map(({ key, role }) => [key, role])])).toEqual([
      [1, [['a', 'lead']]],
      [3, [['a', 'support']]],
      [4, [['a', 'support']]],
    ]);
  });

  it.each([
    ['nothing', [askedRow(row('a', ['教育局']))], [askedRow(row('a', ['教育局']))], null],
    [
      'another unit beside it',
      [askedRow(row('a', ['教育局', '财政局']))],
      [askedRow(row('a', ['教育局']))],
      { added: [], changed: ['a'], removed: [] },
    ],
    [
      'another time',
      [askedRow(row('a', ['教育局'], [], '7月'))],
      [askedRow(row('a', ['教育局']))],
      { added: [], changed: ['a'], removed: [] },
    ],
    [
      'another row',
      [askedRow(row('a', ['教育局'])), askedRow(row('b', ['教育局']))],
      [askedRow(row('a', ['教育局']))],
      { added: ['b'], changed: [], removed: [] },
    ],
    [
      'a row less',
      [],
      [askedRow(row('a', ['教育局']))],
      { added: [], changed: [], removed: ['a'] },
    ],
    [
      'only other words',
      [askedRow({ ...row('a', ['教育局']), title: '新标题' })],
      [askedRow(row('a', ['教育局']))],
      null,
    ],
  ])('are touched by %s', (_what, now, before, touched) => {
    expect(touchedOf(now, before)).toEqual(touched);
  });
});

describe('how a unit stands to a row', () => {
  const one = row('a', ['教育局']);
  const asked = [{ ...one, role: 'lead' as const, written: '教育局' }];
  const said = (kind: 'agree' | 'object' | 'propose', of = one) => ({
    task: 'a',
    terms: termsOf(of),
    kind,
  });
  const old = row('a', ['财政局']);
  it.each([
    ['never asked', { asked: null, answers: [], reached: true }, 'unasked'],
    ['asked', { asked, answers: [], reached: true }, 'silent'],
    ['asked, and nothing arrived', { asked, answers: [], reached: false }, 'unreachable'],
    ['agreed', { asked, answers: [said('agree')], reached: true }, 'agreed'],
    [
      'agreed by telephone though no mail arrived',
      { asked, answers: [said('agree')], reached: false },
      'agreed',
    ],
    [
      'agreed and then objected',
      { asked, answers: [said('agree'), said('object')], reached: true },
      'objected',
    ],
    ['proposed', { asked, answers: [said('propose')], reached: true }, 'proposed'],
    [
      'agreed to what the row said before',
      { asked, answers: [said('agree', old)], reached: true },
      'silent',
    ],
    [
      'asked about what the row said before',
      { asked: [{ ...old, role: 'lead' as const, written: '教育局' }], answers: [], reached: true },
      'unasked',
    ],
  ])('%s', (_what, facts, standing) => {
    expect(standingOf(one, facts)).toBe(standing);
  });
});

describe('an answer', () => {
  const blank = { words: '', unit: '', time: '' };
  it.each([
    [{ ...blank, kind: 'agree' as const }, []],
    [{ ...blank, kind: 'object' as const }, [expect.stringContaining('为什么有异议')]],
    [{ ...blank, kind: 'object' as const, words: '非本单位职责' }, []],
    [{ ...blank, kind: 'propose' as const, unit: '民政局' }, []],
    [{ ...blank, kind: 'propose' as const, time: '尽快' }, ['建议的时限：没有读出时间']],
    [{ ...blank, kind: 'propose' as const, time: '7月底' }, []],
    [
      { ...blank, kind: 'object' as const, words: '长'.repeat(501) },
      [expect.stringContaining('500')],
    ],
  ])('%o has the faults %o', (answer, faults) => {
    expect(answerFaults(answer, readsMonths)).toEqual(faults);
  });
});

describe('a proposal that is taken over', () => {
  it.each([
    [
      row('a', ['教育局'], ['财政局']),
      proposal('教育局', '民政局'),
      { lead: ['民政局'], support: ['财政局'] },
    ],
    [
      row('a', ['教育局'], ['财政局']),
      proposal('教育局', '财政局'),
      { lead: ['财政局'], support: [] },
    ],
    [
      row('a', ['教育局'], ['财政局']),
      proposal('财政局', '民政局'),
      { lead: ['教育局'], support: ['民政局'] },
    ],
    [
      row('a', ['教育局', '财政局']),
      proposal('教育局', '财政局'),
      { lead: ['财政局'], support: [] },
    ],
    [row('a', ['教育局']), proposal('教育局', null, '7月底'), { deadline: { words: '7月底' } }],
    [
      row('a', ['教育局']),
      proposal('教育局', '民政局', '7月底'),
      { deadline: { words: '7月底' }, lead: ['民政局'], support: [] },
    ],
  ])('%o by %o', (of, taken, changes) => {
    expect(changesOfProposal(of, taken, names)).toEqual(changes);
  });

  it('is refused for one of many that a name stands for, and where the name is gone', () => {
    expect(() =>
      changesOfProposal(row('a', ['各乡镇']), proposal('各乡镇', '民政局'), names),
    ).toThrow('所有单位');
    expect(() =>
      changesOfProposal(row('a', ['财政局']), proposal('教育局', '民政局'), names),
    ).toThrow('已经没有');
  });
});

describe('the table on paper', () => {
  const rows = [row('t01', []), row('t02', ['教育局'], ['财政局']), row('t03', ['财政局'])];
  const table = {
    planId: 7,
    planTitle: '帮扶方案',
    documentNumber: null,
    office: '县协作办',
    on: '2024-03-04',
    rows,
  };

  it('numbers its rows, and says until when units answer and what silence means', () => {
    const paper = divisionPaper({
      ...table,
      by: 'task',
      as: { kind: 'comments', until: '2024-03-11' },
    });
    expect(paper.title).toBe('帮扶方案任务分解表（征求意见稿）');
    expect(paper.table?.heads).toEqual([
      '序号',
      '任务',
      '责任单位',
      '配合单位',
      '完成时限',
      '依据',
    ]);
    expect(paper.table?.rows.map(([at, , lead]) => [at, lead])).toEqual([
      ['1', '（待定）'],
      ['2', '教育局'],
      ['3', '财政局'],
    ]);
    expect(paper.paragraphs.join('')).toMatch(
      /共 3 项.*1 项责任单位待定.*2024年3月11日前反馈.*没有回复的/,
    );
  });

  it('gathers by unit, what is nobody’s first and what a unit leads before what it supports', () => {
    expect(
      groupsByUnit(rows).map(({ unit, rows: own }) => [unit, own.map(({ key }) => key)]),
    ).toEqual([
      ['责任单位待定', ['t01']],
      ['教育局', ['t02']],
      ['财政局', ['t03', 't02']],
    ]);
    const sheet = divisionSheet({ ...table, by: 'unit', as: { kind: 'settled' } });
    expect(sheet.name).toBe('任务分解表');
    expect(sheet.rows[2]?.[1]).toBe('【教育局】负责 1 项，配合 0 项');
  });
});
