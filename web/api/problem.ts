import { HttpError } from '@oazapfts/runtime';

/** What the API says of a refusal (RFC 9457). */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: { at: string; says: string }[];
};

/** The problem that an error carries; null: the answer never came, or says nothing. */
export function problemOf(error: unknown): Problem | null {
  if (!(error instanceof HttpError)) return null;
  const data: unknown = error.data;
  return isProblem(data) ? data : null;
}

/** The server has answered and said no: asking again changes nothing. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HttpError && error.status >= 400 && error.status < 500;
}

/** It has not left this machine, which had no line when it was to be sent. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/** Under which words it is said that an error brought no answer. */
export function silenceOf(error: unknown): 'state.notSent' | 'state.noAnswer' {
  return error instanceof NotSentError ? 'state.notSent' : 'state.noAnswer';
}

/** Nobody is logged in (any more). */
export function isLoggedOut(error: unknown): boolean {
  return error instanceof HttpError && error.status === 401;
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'code' in data && 'detail' in data;
}
