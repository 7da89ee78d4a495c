import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome, Post } from '../../channels/channel.ts';
import { chatChannel } from '../../channels/chat/index.ts';
import { systemOf } from '../../channels/chat/systems.ts';
import type { ChatSystem } from '../../db/chat-groups.ts';
import { type ChatFault, type ChatSimulator, startChat } from '../harness/chat.ts';

let chat: ChatSimulator;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => {
  chat.shown.splice(0);
  chat.faults.splice(0);
});
afterAll(() => chat.close());

const post = (system: ChatSystem, given: Partial<Post> = {}): Post => ({
  channel: 'chat',
  messageId: 'group/1/2026-03-02',
  address: `${system}:1`,
  repeat: false,
  system,
  url: chat.url(system),
  secret: system === 'wecom' ? null : chat.secret,
  text: '【督办提醒】3月2日\n@县教育局 1项：2.1（3月5日）',
  date: 0,
  ...given,
});

const SYSTEMS: ChatSystem[] = ['wecom', 'dingtalk', 'feishu'];

describe.each(SYSTEMS)('a group of %s', (system) => {
  it('shows what is posted, signed as the system asks', async () => {
    expect(await chatChannel().send(post(system))).toMatchObject({ result: 'sent' });
    expect(chat.shown).toEqual([{ system, text: post(system).text }]);
  });

  it.each<[ChatFault, Outcome['result']]>([
    ['fast', 'retry'],
    ['gone', 'bad-address'],
    ['content', 'refused'],
    ['lost-answer', 'unclear'],
  ])('takes %s for %s', async (fault, result) => {
    chat.faults.push(fault);
    expect(await chatChannel().send(post(system))).toMatchObject({ result });
  });

  it('takes a deleted webhook for a bad address', async () => {
    const url = `${chat.url(system)}x`;
    expect(await chatChannel().send(post(system, { url }))).toMatchObject({
      result: 'bad-address',
    });
  });

  it('keeps to the pace of the group', async () => {
    const channel = chatChannel({ now: () => 1_750_000_000_000 });
    const most = system === 'feishu' ? 100 : 20;
    const plain = post(system, { secret: null, url: chat.url('wecom') });
    for (let number = 0; number < most; number += 1) await channel.send(plain);
    const before = chat.shown.length;
    expect(await channel.send(plain)).toMatchObject({ result: 'retry', retryAfter: 60_000 });
    expect(chat.shown).toHaveLength(before);
  });
});

it.each<ChatSystem>(['dingtalk', 'feishu'])('tells a wrong secret of %s', async (system) => {
  const outcome = await chatChannel().send(post(system, { secret: 'wrong' }));
  expect(outcome).toMatchObject({ result: 'bad-address', response: expect.stringMatching(/sign/) });
  expect(chat.shown).toEqual([]);
});

it('waits as long as Feishu says, and ten minutes where DingTalk mutes', async () => {
  chat.faults.push('429', 'fast');
  expect(await chatChannel().send(post('feishu'))).toMatchObject({
    result: 'retry',
    retryAfter: 7000,
  });
  expect(await chatChannel().send(post('dingtalk'))).toMatchObject({
    result: 'retry',
    retryAfter: 600_000,
  });
});

it('posts nothing that a system would cut, and mentions nobody by accident', async () => {
  const long = post('wecom', { text: '字'.repeat(683) });
  expect(await chatChannel().send(long)).toMatchObject({ result: 'refused' });
  const at = post('feishu', { text: '<at user_id="all"></at>' });
  expect(await chatChannel().send(at)).toMatchObject({ result: 'sent' });
  expect(chat.shown).toEqual([{ system: 'feishu', text: '＜at user_id="all">＜/at>' }]);
});

it.each([
  ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x', 'wecom'],
  ['https://oapi.dingtalk.com/robot/send?access_token=x', 'dingtalk'],
  ['https://open.feishu.cn/open-apis/bot/v2/hook/x', 'feishu'],
  ['https://example.cn/hook', null],
  ['nonsense', null],
])('knows whose webhook %s is', (url, system) => {
  expect(systemOf(url)).toBe(system);
});
