import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What goes wrong with the next call. `lost-answer`: taken, but the connection breaks before the
 * answer; `hang`: taken, but no answer comes; `silent`: not taken, and no answer comes; `broken`: not
 * taken, the connection breaks; the rest are refusals that the simulator says in its provider's own
 * codes.
 */
export type SmsFault =
  | 'throttled'
  | 'template'
  | 'signature'
  | 'money'
  | 'bad-number'
  | 'opted-out'
  | 'content'
  | 'unknown-code'
  | 'busy'
  | 'lost-answer'
  | 'hang'
  | 'silent'
  | 'broken';

/** A message that a simulated provider took. */
export type TakenSms = {
  id: string;
  ours: string;
  phone: string;
  template: string;
  values: string[];
  text: string;
  at: number;
  report: { code: string; delivered: boolean; at: number } | null;
};

/** What all simulated providers have: what was sent, what is to go wrong, and late reports. */
export type SmsBooks = {
  taken: TakenSms[];
  /** How many calls were made, refused ones included. */
  calls: number;
  faults: SmsFault[];
  /** The provider's clock; tests of another year set it. */
  now: () => number;
};

export const openBooks = (): SmsBooks => ({
  taken: [],
  calls: 0,
  faults: [],
  now: () => Date.now(),
});

/** Serves one HTTP API on a free port of loopback. */
export async function serve(
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => void,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString('utf8'), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The port on which a server listens. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
