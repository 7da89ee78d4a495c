import { expect, it } from 'vitest';
import { threadsOf } from '../../plan/threads.ts';

it.each([
  ['one task goes on in its thread', [1], [12], ['<task.12@x.cn>']],
  [
    'several tasks: the most urgent is the one it goes on from',
    [1],
    [12, 7],
    ['<task.7@x.cn>', '<task.12@x.cn>'],
  ],
  ['two notices of one task are one thread', [1, 1], [12, 12], ['<task.12@x.cn>']],
  ['a whole plan is a thread of its own', [3], [], ['<plan.3@x.cn>']],
  [
    'more tasks than a thread can be told by are the plan’s',
    [3, 4],
    [1, 2, 3, 4, 5, 6],
    ['<plan.4@x.cn>', '<plan.3@x.cn>'],
  ],
  ['nothing is in no thread', [], [], []],
])('%s', (_name, planIds, taskIds, expected) => {
  expect(threadsOf({ planIds, taskIds }, 'x.cn')).toEqual(expected);
});

it('names the same threads whenever it is asked', () => {
  const facts = { planIds: [1], taskIds: [5, 9, 2] };
  expect(threadsOf(facts, 'x.cn')).toEqual(threadsOf({ ...facts }, 'x.cn'));
});
