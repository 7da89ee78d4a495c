import { createHmac } from 'node:crypto';
import type { Database } from '../db/connect.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  type HookAttempt,
  settleDelivery,
} from '../db/webhooks.ts';
import { rootCause } from '../plan/errors.ts';
import { inChinese } from '../plan/fault-words.ts';
import { type HookMessage, hookOutcome } from '../plan/webhooks.ts';
import type { LinkSigner } from './links.ts';

const PATIENCE = 10_000; // milliseconds
const AT_ONCE = 5;

export type Hooks = {
  db: Database;
  signer: Pick<LinkSigner, 'hookKey'>;
  /** Hears of a hook that was switched off. */
  alarm: (text: string) => void;
  /** The time of signatures, which others compare with their own clocks. */
  signedAt: () => number;
};

/** Sends what is due to other systems, a few at once; returns how many were taken and how many not. */
export async function sendHooks(
  { db, signer, alarm, signedAt }: Hooks,
  now: () => number,
): Promise<{ taken: number; failed: number }> {
  const claimed = await claimDeliveries(db, now());
  const all = claimed.length;
  let taken = 0;
  const lanes = Array.from({ length: AT_ONCE }, async () => {
    for (let next = claimed.shift(); next !== undefined; next = claimed.shift()) {
      const id = `${next.hookId}-${next.id}`;
      const to = { url: next.url, key: signer.hookKey(next.hookId), id };
      const done = await postHook(to, messageOf(next), signedAt());
      if (done.outcome === 'taken') taken += 1;
      const isOff = await settleDelivery(db, next, done, now());
      if (isOff) alarm(`webhook ${next.hookId} was switched off: ${done.words}`);
    }
  });
  await Promise.all(lanes);
  return { taken, failed: all - taken };
}

function messageOf({ kind, at, ...row }: ClaimedDelivery): HookMessage {
  const { id: _id, hookId: _hook, url: _url, occurrenceId, ...data } = row;
  return {
    type: `occurrence.${kind}`,
    timestamp: new Date(at).toISOString(),
    data: { id: occurrenceId, ...data },
  };
}

/** Where a message goes, with what key it is signed, and its id, which stays when it is repeated. */
export type HookTarget = { url: string; key: string; id: string };

/** Posts one message, signed as Standard Webhooks says; `now` is the signature's time. */
export async function postHook(
  { url, key, id }: HookTarget,
  message: HookMessage,
  now: number,
): Promise<HookAttempt> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now / 1000));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'duban',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': hookSignature(key, `${id}.${timestamp}.${body}`),
      },
      body,
    });
    await answer.body?.cancel();
    const { status } = answer;
    const outcome = hookOutcome(status);
    return { outcome, status, words: outcome === 'taken' ? null : `对方答复 ${status}` };
  } catch (error) {
    const reason = error instanceof Error ? rootCause(error).message : String(error);
    return { outcome: 'down', status: null, words: `没有送到：${inChinese(reason)}` };
  }
}

/** The signature of a text: `v1,` and the HMAC by the key, which is `whsec_` and base64. */
export function hookSignature(key: string, text: string): string {
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
}
