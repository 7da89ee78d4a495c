import { findGroup, setGroupFault } from '../db/chat-groups.ts';
import type { Database } from '../db/connect.ts';
import { postDirect } from '../db/direct.ts';
import { clockWords } from '../plan/desk.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { inChinese } from '../plan/fault-words.ts';
import type { ChannelName } from '../plan/message.ts';
import { mobileOf } from '../plan/phone.ts';
import { chatChannel } from './chat/index.ts';

/** What trying a channel needs; `sms`: whether short messages are set up. */
export type Trying = { db: Database; domain: string; sms: boolean; now: number };

/**
 * Tries a channel. Mail and short messages go by the outbox, with their number as the answer; a chat
 * group is posted to at once, and answers null.
 *
 * @throws InputError when the address is none, RefusedError when the channel is not set up or refuses
 */
export async function tryChannel(
  trying: Trying,
  channel: ChannelName,
  to: string,
): Promise<number | null> {
  if (channel === 'chat') {
    await tryGroup(trying.db, to, trying.now);
    return null;
  }
  const address = channel === 'mail' ? mailbox(to) : mobileOf(to);
  if (address === null) {
    const words = channel === 'mail' ? '应为邮箱地址' : '应为大陆手机号';
    throw new InputError('收件人', [`${words}，现为“${to}”`]);
  }
  if (channel === 'sms' && !trying.sms) throw new RefusedError('短信还没有设置（SMS_PROVIDER）');
  const { db, domain, now } = trying;
  const direct = { personId: null, address, channel, kind: 'test' as const };
  return await postDirect(db, { ...direct, window: String(now), facts: {}, now, domain });
}

function mailbox(text: string): string | null {
  return /^[^<>@\s]+@[^<>@\s]+$/.test(text) ? text : null;
}

/** Posts a test to a chat group; one that was refused before works again when it is taken. */
export async function tryGroup(db: Database, name: string, now: number): Promise<void> {
  const { id, system, url, secret } = await findGroup(db, name);
  const channel = chatChannel();
  const { result, response } = await channel.send({
    channel: 'chat',
    messageId: `group/${id}/test/${now}`,
    address: `${system}:${id}`,
    repeat: false,
    system,
    url,
    secret,
    text: `【督办提醒】测试消息（${clockWords(now)}），收到即表示本群可以接收督办提醒。`,
    date: now,
  });
  channel.close();
  if (result === 'bad-address') await setGroupFault(db, id, response);
  if (result !== 'sent') {
    const hint = '请核对 Webhook 地址、加签密钥、关键词和 IP 白名单';
    throw new RefusedError(`没有发出：${inChinese(response)}；${hint}`);
  }
  await setGroupFault(db, id, null);
}
