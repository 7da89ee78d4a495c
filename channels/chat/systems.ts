import { createHmac } from 'node:crypto';
import type { ChatSystem } from '../../db/chat-groups.ts';
import type { Post } from '../channel.ts';
import { badAddress, type Codes, later, refused, soon } from '../codes.ts';

/** What a chat system asks of a post, and what its answers mean; its own documents say so. */
export type System = {
  name: string;
  /** Where its webhooks lie. */
  hosts: readonly string[];
  /** So many posts a minute and group before it refuses or mutes the group. */
  perMinute: number;
  /** The most bytes of a text. */
  longest: number;
  /** The address and the body of a text, signed where the group has a secret. */
  request: (
    post: Pick<Post, 'url' | 'secret' | 'text'>,
    now: number,
  ) => {
    url: string;
    body: Record<string, unknown>;
  };
  codes: Codes;
};

const MUTED = later(10 * 60_000);

const signature = (key: string, text: string) =>
  createHmac('sha256', key).update(text).digest('base64');

/** The chat systems; another one is a row of this table. */
export const CHAT_SYSTEMS: Record<ChatSystem, System> = {
  wecom: {
    name: '企业微信',
    hosts: ['qyapi.weixin.qq.com'],
    perMinute: 20,
    longest: 2048,
    request: ({ url, text }) => ({ url, body: { msgtype: 'text', text: { content: text } } }),
    codes: {
      '-1': soon,
      '45009': soon,
      '45033': soon,
      '93000': badAddress, // no such webhook
      '93004': badAddress, // the robot was stopped
      '93008': badAddress, // the robot is in the group no more
      '40008': refused,
      '40058': refused,
      '44004': refused,
      '45002': refused,
    },
  },
  dingtalk: {
    name: '钉钉',
    hosts: ['oapi.dingtalk.com'],
    perMinute: 20,
    longest: 18_000,
    request: ({ url, secret, text }, now) => {
      const body = { msgtype: 'text', text: { content: text }, at: { isAtAll: false } };
      if (secret === null) return { url, body };
      const signed = new URL(url);
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', signature(secret, `${now}\n${secret}`));
      return { url: signed.href, body };
    },
    codes: {
      '-1': soon,
      '130101': MUTED,
      '410100': MUTED,
      '300001': badAddress,
      '300005': badAddress,
      '310000': badAddress, // the group asks for a keyword, another secret or another machine
      '400013': badAddress, // the group was dissolved
      '400101': badAddress,
      '400102': badAddress, // the robot was stopped
      '400105': refused,
      '400106': refused,
      '430101': refused,
      '430102': refused,
      '430103': refused,
      '430104': refused,
    },
  },
  feishu: {
    name: '飞书',
    hosts: ['open.feishu.cn', 'open.larksuite.com'],
    perMinute: 100,
    longest: 18_000,
    request: ({ url, secret, text }, now) => {
      // a bracket would begin a mention
      const body = { msg_type: 'text', content: { text: text.replaceAll('<', '＜') } };
      if (secret === null) return { url, body };
      const timestamp = String(Math.floor(now / 1000));
      const sign = signature(`${timestamp}\n${secret}`, '');
      return { url, body: { timestamp, sign, ...body } };
    },
    codes: {
      '9499': refused,
      '11232': soon,
      '11233': soon,
      '19001': badAddress,
      '19002': refused,
      '19007': badAddress, // the robot was stopped
      '19021': badAddress, // the secret is not the group's
      '19022': badAddress, // this machine is not on the group's list
      '19024': badAddress, // the group asks for a keyword
    },
  },
};

/** True of a webhook at the system's own address, or at one of an own deployment, named beforehand. */
export function isWebhookOf(
  system: ChatSystem,
  url: string,
  ownOrigins: readonly string[],
): boolean {
  const origin = URL.parse(url)?.origin;
  const known = CHAT_SYSTEMS[system].hosts.map((host) => `https://${host}`);
  return origin !== undefined && [...known, ...ownOrigins].includes(origin);
}

/** The system whose webhook an address is; null: none that is known. */
export function systemOf(url: string): ChatSystem | null {
  const host = URL.parse(url)?.hostname;
  const systems: ChatSystem[] = ['wecom', 'dingtalk', 'feishu'];
  return systems.find((system) => CHAT_SYSTEMS[system].hosts.includes(host ?? '')) ?? null;
}
