import { expect, it } from 'vitest';
import { type MessagePast, stepsOf } from '../../plan/message-steps.ts';

const PAST: MessagePast = {
  channel: 'mail',
  state: 'sent',
  createdAt: 1,
  nextAt: 2,
  sendingSince: null,
  tries: [],
  reports: [],
  answers: [],
  linkUsedAt: null,
};

const tried = (at: number, outcome: string, response = '') => ({ at, outcome, response });

it.each<[string, Partial<MessagePast>, string[]]>([
  ['waits', { state: 'ready' }, ['created 1', 'next 2']],
  ['is on its way', { state: 'sending', sendingSince: 3 }, ['created 1', 'claimed 3']],
  ['had nothing left to say', { state: 'dropped' }, ['created 1', 'dropped 2']],
  ['was taken', { tries: [tried(3, 'sent', '250 OK')] }, ['created 1', 'tried 3 250 OK']],
  [
    'was put off and taken',
    { tries: [tried(3, 'retry', '421 busy'), tried(4, 'sent')] },
    ['created 1', 'tried 3 421 busy', 'tried 4'],
  ],
  [
    'was sent twice under one id, since nobody answered',
    { tries: [tried(3, 'unclear'), tried(4, 'sent')] },
    ['created 1', 'tried 3', 'repeated 4'],
  ],
  [
    'came back before its link was used',
    {
      tries: [tried(3, 'sent')],
      reports: [
        { at: 6, kind: 'opened', words: '' },
        { at: 5, kind: 'bounced', words: '5.1.1' },
      ],
      linkUsedAt: 7,
    },
    ['created 1', 'tried 3', 'bounced 5 5.1.1', 'opened 6', 'link-used 7'],
  ],
  [
    'was answered; what became of the answer says more than the report',
    {
      reports: [{ at: 5, kind: 'answered', words: '' }],
      answers: [{ id: 12, at: 5, outcome: 'command' }],
    },
    ['created 1', 'answered 5'],
  ],
])('a message that %s', (_what, changes, expected) => {
  const steps = stepsOf({ ...PAST, ...changes });
  expect(steps.map(({ kind, at, server }) => [kind, at, server].filter(Boolean).join(' '))).toEqual(
    expected,
  );
});

it('says in words what a server did', () => {
  const steps = stepsOf({ ...PAST, tries: [tried(3, 'unclear'), tried(4, 'sent', '250 OK')] });
  expect(steps.map(({ words }) => words)).toEqual([
    '已生成，等待发送',
    '第 1 次取出发送：邮件服务器没有答复，不确定是否收下',
    '第 2 次取出发送（同一编号重发，防止重复）：邮件服务器已接收',
  ]);
});
