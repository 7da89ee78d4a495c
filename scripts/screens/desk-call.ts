import { SESSION_COOKIE } from '../../api/auth/guards.ts';

/** Asks the desk's API as a page of somebody's would; null where the answer has no words. */
export type DeskCall = (
  as: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object | FormData,
) => Promise<unknown>;

/** Calls of the API behind an address. */
export function deskCalls(origin: string): DeskCall {
  return async (as, method, path, body) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        cookie: `${SESSION_COOKIE}=${as}`,
        origin,
        'x-duban': '1',
        'idempotency-key': `screens-${method}-${path}`.replaceAll(/[^\w-]/g, '-').slice(0, 100),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const words = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${words}`);
    return words === '' ? null : JSON.parse(words);
  };
}
