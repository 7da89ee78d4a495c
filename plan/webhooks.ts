// What other systems are told of the ledger, by the rules of Standard Webhooks (standardwebhooks.com).

/** What became of one attempt: taken; refused this message; the other end is down; it wants no more. */
export type HookOutcome = 'taken' | 'refused' | 'down' | 'gone';

/** What an answer means; null: there was none. A redirect is not followed, so it is a refusal. */
export function hookOutcome(status: number | null): HookOutcome {
  if (status === null || status >= 500 || status === 408 || status === 429) return 'down';
  if (status === 410) return 'gone';
  return status >= 200 && status < 300 ? 'taken' : 'refused';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first failure in a row, the second, and so on. */
const PAUSES = [5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR];

/** How long to wait after so many failures in a row, in milliseconds. */
export function hookPause(failures: number): number {
  return PAUSES[Math.min(Math.max(failures, 1), PAUSES.length) - 1] ?? 2 * HOUR;
}

/** A message that was refused so often is given up; an end that is down costs messages nothing. */
export const MOST_REFUSALS = 5;

/** An end that is down for so long is told no more, until somebody switches it on again. */
export const DOWN_FOR = 5 * 24 * HOUR;

/** What is wrong with an address that is to be told; null: nothing. */
export function hookAddressFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return '应为 http:// 或 https:// 开头的地址';
  }
  if (url.username !== '' || url.password !== '') return '地址里不要写用户名和密码，核对签名即可';
  return url.hash === '' ? null : '地址里不要有 # 后面的部分';
}

/** What another system is told: no names, no texts; it asks the API for the rest. */
export type HookMessage = {
  type: `occurrence.${string}` | 'ping';
  timestamp: string;
  data: Record<string, string | number | null>;
};
