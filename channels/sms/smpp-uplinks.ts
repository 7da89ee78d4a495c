import { createHash } from 'node:crypto';
import type { Pdu } from 'smpp';
import type { Uplink } from '../../plan/sms-arrivals.ts';
import { deliveredText } from './smpp-receipts.ts';

/** Says to the gateway what became of what it brought. */
export type Answer = (status: string) => void;

/** A short message that somebody sent, and all the parts that wait for an answer. */
export type Joined = { uplink: Uplink; answers: Answer[] };

type Part = { reference: number; total: number; number: number };
type Waiting = {
  phone: string;
  since: number;
  total: number;
  texts: Map<number, string>;
  answers: Answer[];
};

const WINDOW = 10 * 60_000;

/** Joins the parts of long messages; those that stay incomplete are given out as they are. */
export function uplinkJoiner(): {
  add: (pdu: Pdu, answer: Answer, now: number) => Joined | null;
  stale: (now: number) => Joined[];
} {
  const waiting = new Map<string, Waiting>();

  function given(key: string, now: number): Joined | null {
    const found = waiting.get(key);
    if (found === undefined) return null;
    waiting.delete(key);
    const texts = [...found.texts].toSorted(([a], [b]) => a - b).map(([, text]) => text);
    return { uplink: uplinkOf(found.phone, texts.join(''), now), answers: found.answers };
  }

  return {
    add: (pdu, answer, now) => {
      const phone = pdu.source_addr ?? '';
      const part = partOf(pdu);
      if (part === null) {
        return { uplink: uplinkOf(phone, deliveredText(pdu), now), answers: [answer] };
      }
      const key = `${phone}/${part.reference}/${part.total}`;
      const { total } = part;
      const known: Waiting = waiting.get(key) ?? {
        phone,
        since: now,
        total,
        texts: new Map(),
        answers: [],
      };
      known.texts.set(part.number, deliveredText(pdu));
      known.answers.push(answer);
      waiting.set(key, known);
      return known.texts.size >= total ? given(key, now) : null;
    },
    stale: (now) =>
      [...waiting]
        .filter(([, { since }]) => now - since >= WINDOW)
        .flatMap(([key]) => given(key, now) ?? []),
  };
}

/** Which part of how many: the header that joins parts has one byte of reference, or two. */
function partOf({ short_message: short }: Pdu): Part | null {
  const elements = typeof short === 'object' && 'udh' in short ? (short.udh ?? []) : [];
  for (const [kind, length, ...rest] of elements) {
    if (kind === 0 && length === 3) {
      const [reference = 0, total = 1, number = 1] = rest;
      return { reference, total, number };
    }
    if (kind === 8 && length === 4) {
      const [high = 0, low = 0, total = 1, number = 1] = rest;
      return { reference: high * 256 + low, total, number };
    }
  }
  return null;
}

/** A gateway gives uplinks no names: the same words from the same phone within minutes are one. */
function uplinkOf(phone: string, text: string, now: number): Uplink {
  const window = Math.floor(now / WINDOW);
  const name = createHash('sha256')
    .update(JSON.stringify([phone, text, window]))
    .digest('hex');
  return { key: `smpp/${name.slice(0, 32)}`, phone, text, at: now };
}
