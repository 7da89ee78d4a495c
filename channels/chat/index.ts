import { wallClock } from '../../clock.ts';
import type { Channel, Outcome, Post } from '../channel.ts';
import { fieldOf, outcomeOf, outcomeWithoutAnswer, wordsOf } from '../codes.ts';
import { CHAT_SYSTEMS, type System } from './systems.ts';

const MINUTE = 60_000;
const PATIENCE = 15_000;

/** The way for posts to chat groups: plain webhooks, each group at its system's pace. */
export function chatChannel(clock = wallClock()): Channel<Post> {
  const sent = new Map<string, number[]>(); // when a group was posted to in the last minute
  return {
    pace: { atOnce: 2, perMinute: 120, burst: 4 },
    send: async (post) => {
      const system = CHAT_SYSTEMS[post.system];
      const now = clock.now();
      const recent = (sent.get(post.url) ?? []).filter((at) => at > now - MINUTE);
      const [first = now] = recent;
      if (recent.length >= system.perMinute) {
        const response = `${system.name}每分钟至多 ${system.perMinute} 条`;
        return { result: 'retry', response, retryAfter: first + MINUTE - now };
      }
      sent.set(post.url, [...recent, now]);
      return await posted(system, post, now);
    },
    close: () => {},
  };
}

async function posted(system: System, post: Post, now: number): Promise<Outcome> {
  if (Buffer.byteLength(post.text) > system.longest) {
    return {
      result: 'refused',
      response: `全文 ${post.text.length} 个字，超过${system.name}的限制`,
    };
  }
  const { url, body } = system.request(post, now);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) return outcomeOfStatus(response);
    return outcomeOfAnswer(system, await response.text());
  } catch (error) {
    return outcomeWithoutAnswer(error);
  }
}

/** WeCom and DingTalk say errcode, Feishu code; all of them 0 for yes. */
function outcomeOfAnswer(system: System, text: string): Outcome {
  const answer = parsed(text);
  const code =
    fieldOf(answer, 'errcode') ?? fieldOf(answer, 'code') ?? fieldOf(answer, 'StatusCode');
  const said = fieldOf(answer, 'errmsg') ?? fieldOf(answer, 'msg');
  const words = typeof said === 'string' ? said : '';
  if (code === 0) return { result: 'sent', response: wordsOf('0', words) };
  if (typeof code !== 'number') return { result: 'unclear', response: wordsOf('', text) };
  return outcomeOf(system.codes, String(code), words);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function outcomeOfStatus({ status, statusText, headers }: Response): Outcome {
  const response = wordsOf(`HTTP ${status}`, statusText);
  if (status === 429) {
    const seconds = Number(headers.get('x-ogw-ratelimit-reset') ?? headers.get('retry-after'));
    return { result: 'retry', response, retryAfter: seconds > 0 ? seconds * 1000 : MINUTE };
  }
  if (status === 503) return { result: 'retry', response };
  if (status >= 500) return { result: 'unclear', response };
  return { result: status === 404 || status === 410 ? 'bad-address' : 'refused', response };
}
