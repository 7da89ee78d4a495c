import { expect, it } from 'vitest';
import { clauseStanding, coverageNow, type KeptClause } from '../../../plan/review/clauses.ts';

const clause = (fields: Partial<KeptClause>): KeptClause => ({
  line: 1,
  text: '召开会议',
  outcome: 'dismissed',
  task: null,
  reason: null,
  ...fields,
});
const task = (key: string, reviewed: boolean, dismissed: string | null = null) => ({
  key,
  reviewed,
  dismissed,
});
const tasks = [task('t01', true), task('t02', false), task('t03', false, '号召')];
const byKey = new Map(tasks.map((each) => [each.key, each]));

it.each<[Partial<KeptClause>, string, boolean]>([
  [{ outcome: 'task', task: 't01' }, 'task', true],
  [{ outcome: 'task', task: 't02' }, 'task', false],
  [{ outcome: 'task', task: 't03' }, 'dismissed', true],
  [{ outcome: 'task', task: null }, 'task', true],
  [{ outcome: 'task', task: 'gone' }, 'task', false],
  [{ outcome: 'part' }, 'part', true],
  [{ outcome: 'rule' }, 'rule', false],
  [{ outcome: 'rule', seen: true }, 'rule', true],
  [{ reason: 'principle' }, 'dismissed', false],
  [{ reason: 'principle', seen: true }, 'dismissed', true],
  [{ reason: 'signature' }, 'dismissed', true],
])('%j counts as %s, settled: %s', (fields, as, settled) => {
  expect(clauseStanding(clause(fields), byKey)).toEqual({ as, settled });
});

it('is at 100 % only when nothing is left, tasks without a clause included', () => {
  const clauses = [clause({ outcome: 'task', task: 't01' }), clause({ seen: true })];
  expect(coverageNow(clauses, [task('t01', true)]).percent).toBe(100);
  const beside = coverageNow(clauses, [task('t01', true), task('t02', false)]);
  expect(beside).toMatchObject({ percent: 66, beside: { tasks: 1, settled: 0 } });
  expect(coverageNow([], []).percent).toBe(100);
  const many = Array.from({ length: 300 }, () => clause({ seen: true }));
  expect(coverageNow([...many, clause({})], []).percent).toBe(99);
});
