import { withoutNumbers } from '../plan/phone.ts';
import type { Outcome } from './channel.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What a provider's code means for the message, and when it may be tried again. */
export type Meaning = Pick<Outcome, 'result' | 'retryAfter'>;

/** Codes and their meaning; a code that is not listed means what its family does ("LimitExceeded"). */
export type Codes = Readonly<Record<string, Meaning>>;

/** This message again, by and by; others may go on. */
export const again: Meaning = { result: 'retry' };
/** Nothing of the whole way for so long. */
export const later = (retryAfter: number): Meaning => ({ result: 'retry', retryAfter });
export const soon = later(MINUTE);
export const badAddress: Meaning = { result: 'bad-address' };
export const optedOut: Meaning = { result: 'opted-out' };
export const configuration: Meaning = { result: 'configuration' };
export const refused: Meaning = { result: 'refused' };
/** Only what is made of this template. */
export const badTemplate: Meaning = { result: 'template' };
export const money: Meaning = { result: 'money' };

/**
 * What became of a message that a provider answered with a code. The answer was not yes, so the
 * message was not taken: a code that nobody knows is tried again, which costs nothing and loses nothing.
 */
export function outcomeOf(codes: Codes, code: string, words: string): Outcome {
  const family = code.slice(0, Math.max(0, code.lastIndexOf('.')));
  const known = codes[code] ?? codes[family];
  const response = wordsOf(code, words);
  return known === undefined
    ? { result: 'retry', response: `${response}（没有见过的错误码，稍后再试）` }
    : { ...known, response };
}

/** A code with its words, short and without telephone numbers. */
export function wordsOf(code: string, words: string): string {
  return withoutNumbers(`${code} ${words}`.trim()).slice(0, 500);
}

const NEVER_CONNECTED =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ConnectTimeout|connect ETIMEDOUT|EADDRNOTAVAIL/i;
const WRONG_PEER = /certificate|self-signed|ERR_TLS|altnames|SSL routines/i;

/** What it means that a call brought no answer: it may have been taken, unless it never got there. */
export function outcomeWithoutAnswer(error: unknown): Outcome {
  const code = fieldOf(error, 'code') ?? fieldOf(fieldOf(error, 'cause'), 'code');
  const message = error instanceof Error ? error.message : String(error);
  const words = message.replace(/\s*(GET|POST) https?:[\s\S]*$/, ''); // the call with all its values
  const response = wordsOf(typeof code === 'string' ? code : '', words);
  if (WRONG_PEER.test(response)) return { ...configuration, response };
  return { result: NEVER_CONNECTED.test(response) ? 'retry' : 'unclear', response };
}

/** A field of something thrown, whatever it is. */
export function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
