import { expect, it } from 'vitest';
import { faultOf, isOnlyTold, type RowView, type RunView } from '../../plan/reconcile.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const row: RowView = { run: 1, seq: 5, ended: false, wake: NOW + HOUR };
const says = { seq: 5, written: 5, ended: false };
const run: RunView = { status: 'running', says, writes: [], conflict: false, codeTries: 0 };

it.each<[string, Partial<RowView>, Partial<RunView>, ReturnType<typeof faultOf>]>([
  ['agree', {}, {}, null],
  ['agree, the moment has come just now', { wake: NOW - HOUR / 2 }, {}, null],
  ['agree, a write is on its way', {}, { says: { ...says, seq: 6 }, writes: [1] }, null],
  ['agree, the answer of a write is on its way', { seq: 6 }, { says: { ...says, seq: 6 } }, null],
  ['agree, nobody asked', {}, { says: null }, null],
  ['lack the workflow', {}, { status: 'missing' }, 'not-running'],
  ['lack a running workflow', {}, { status: 'closed' }, 'not-running'],
  ['have both ended', { ended: true }, { status: 'closed' }, null],
  ['lack a moment that passed', { wake: NOW - 2 * HOUR }, {}, 'overdue'],
  [
    'are behind with a moment whose write is on its way',
    { wake: NOW - 2 * HOUR },
    { says: { ...says, seq: 6 }, writes: [2] },
    null,
  ],
  ['have a workflow behind', { seq: 6 }, {}, 'behind'],
  [
    'have a workflow whose write another act keeps out',
    { seq: 7 },
    { says: { ...says, seq: 9 }, writes: [3], conflict: true },
    'behind',
  ],
  ['have a ledger behind', { seq: 4 }, {}, 'ledger-behind'],
  [
    'have a write that was tried for long',
    {},
    { says: { ...says, seq: 6 }, writes: [10] },
    'not-written',
  ],
  ['have a write that fails, and nobody to ask', {}, { says: null, writes: [10] }, 'not-written'],
  ['have code that fails', {}, { says: null, codeTries: 5 }, 'stuck'],
  ['have an unmarked row', { run: 0, seq: 0 }, {}, 'not-marked'],
  ['have a row that waits for its start', { run: 0 }, { status: 'missing' }, null],
  ['have a row that nothing starts', { run: 0 }, { status: 'closed' }, 'not-running'],
  ['have a workflow that outlives its duty', { ended: true }, {}, 'has-ended'],
  [
    'have a duty whose end is being taken in',
    { ended: true },
    { says: { ...says, ended: true } },
    null,
  ],
  ['have an end that the workflow has forgotten', { ended: true, seq: 6 }, {}, 'behind'],
])('finds what ledger and engine %s', (_what, rowChange, runChange, fault) => {
  expect(faultOf({ ...row, ...rowChange }, { ...run, ...runChange }, NOW)).toBe(fault);
});

it('mends what it can tell the right side of, and only tells the rest', () => {
  expect(isOnlyTold('behind')).toBe(false);
  expect(isOnlyTold('ledger-behind')).toBe(true);
});
