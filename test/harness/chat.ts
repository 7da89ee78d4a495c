import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ChatSystem } from '../../db/chat-groups.ts';
import { serve } from './sms/simulator.ts';

/** What goes wrong with the next post; `lost-answer`: shown in the group, but no answer comes. */
export type ChatFault = 'fast' | 'keyword' | 'gone' | 'busy' | 'content' | 'lost-answer' | '429';

export type ChatSimulator = {
  /** The webhook of a group. */
  url: (system: ChatSystem) => string;
  secret: string;
  /** The texts that the groups show. */
  shown: { system: string; text: string }[];
  faults: ChatFault[];
  close: () => Promise<void>;
};

type Body = {
  msgtype?: string;
  msg_type?: string;
  text?: { content: string };
  content?: { text: string };
  timestamp?: string;
  sign?: string;
};

const CODES: Record<ChatSystem, Partial<Record<ChatFault, number>>> = {
  wecom: { fast: 45009, gone: 93000, busy: -1, content: 40058 },
  dingtalk: { fast: 130101, keyword: 310000, gone: 300005, busy: -1, content: 430101 },
  feishu: { fast: 11232, keyword: 19024, gone: 19001, content: 9499 },
};

const SECRET = 'SEC-of-the-group';
const TOKEN = 'a-token';
const sign = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

/** The webhooks of WeCom, DingTalk and Feishu on loopback; the latter two check each signature. */
export async function startChat(): Promise<ChatSimulator> {
  const shown: ChatSimulator['shown'] = [];
  const faults: ChatFault[] = [];
  const { url, close } = await serve((request, text, response) => {
    const address = new URL(request.url ?? '/', 'http://x');
    const [, system = ''] = address.pathname.split('/');
    const body: Body = text === '' ? {} : JSON.parse(text);
    if (system !== 'wecom' && system !== 'dingtalk' && system !== 'feishu') {
      return answer(response, 404, {});
    }
    const said = system === 'feishu' ? body.content?.text : body.text?.content;
    const say = (code: number, words: string) =>
      answer(
        response,
        200,
        system === 'feishu' ? { code, msg: words } : { errcode: code, errmsg: words },
      );
    if (!isSigned(system, address, body)) return say(system === 'feishu' ? 19021 : 310000, 'sign');
    if (address.searchParams.get('token') !== TOKEN) return say(CODES[system].gone ?? 1, 'token');
    if (said === undefined || (body.msgtype ?? body.msg_type) !== 'text') return say(1, 'form');
    const fault = faults.shift();
    if (fault === '429') {
      return answer(response, 429, {}, { 'x-ogw-ratelimit-reset': '7' });
    }
    const code = fault === undefined ? undefined : CODES[system][fault];
    if (code !== undefined) return say(code, 'refused by the test');
    shown.push({ system, text: said });
    if (fault === 'lost-answer') return void response.destroy();
    say(0, 'ok');
  });
  return {
    url: (system) => `${url}/${system}/send?token=${TOKEN}`,
    secret: SECRET,
    shown,
    faults,
    close,
  };
}

function isSigned(system: ChatSystem, address: URL, { timestamp = '', sign: own }: Body): boolean {
  if (system === 'wecom') return true;
  if (system === 'feishu') {
    const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 3600;
    return fresh && own === sign(`${timestamp}\n${SECRET}`, '');
  }
  const at = address.searchParams.get('timestamp') ?? '';
  const fresh = Math.abs(Date.now() - Number(at)) < 3_600_000;
  return fresh && address.searchParams.get('sign') === sign(SECRET, `${at}\n${SECRET}`);
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
