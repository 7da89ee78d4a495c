import smpp, { type Pdu, type Session } from 'smpp';
import type { SmppAccount } from '../../plan/sms-account.ts';
import { SMPP_CODES, statusName } from './smpp-codes.ts';
import { outcomeOf } from '../codes.ts';
import type { Outcome } from '../channel.ts';

/** What a request brought: an answer, nothing (it may have been taken), or it was never sent. */
export type Reply = { answer: Pdu } | { lost: string } | { unsent: Outcome };

/** A connection to a gateway that is bound again by itself when it breaks. */
export type Line = {
  request: (command: 'submit_sm' | 'query_sm', options: Record<string, unknown>) => Promise<Reply>;
  /** Binds if nothing is bound; what came of it when it did not work. */
  bound: () => Promise<Outcome | null>;
  close: () => void;
};

type Timing = { answer: number; enquire: number; pauses: number[] };

const TIMING: Timing = {
  answer: 15_000,
  enquire: 30_000,
  pauses: [1_000, 2_000, 5_000, 15_000, 60_000],
};

/** Opens nothing yet: the first request or look binds. `deliver` hears what the gateway brings. */
export function openLine(
  account: Pick<SmppAccount, 'url' | 'systemType'>,
  deliver: (pdu: Pdu, answer: (status: string) => void) => void,
  timing = TIMING,
): Line {
  const url = new URL(account.url);
  const tls = url.protocol === 'ssmpp:';
  const pending = new Set<(reply: Reply) => void>();
  let session: Session | null = null;
  let binding: Promise<Outcome | null> | null = null;
  let failure: Outcome | null = null; // while it lasts nothing is tried
  let failures = 0;
  let closed = false;

  function connect(): Promise<Outcome | null> {
    return new Promise((resolve) => {
      const tried = smpp.connect({ host: url.hostname, port: Number(url.port || 2775), tls });
      let settled = false;
      const settle = (outcome: Outcome | null) => {
        if (settled) return;
        settled = true;
        clearTimeout(patience);
        if (outcome === null && closed)
          tried.close(); // nobody waits for it any more
        else if (outcome === null) {
          session = tried;
          failures = 0;
          watch(tried);
        } else {
          tried.destroy();
          pauseAfter(outcome);
        }
        resolve(outcome);
      };
      const patience = setTimeout(
        () => settle({ result: 'retry', response: 'the gateway does not answer' }),
        timing.answer,
      );
      tried.on(tls ? 'secureConnect' : 'connect', () => {
        const options = {
          system_id: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
          system_type: account.systemType,
          interface_version: 0x34,
        };
        tried.bind_transceiver(options, ({ command_status: status }) =>
          settle(status === 0 ? null : outcomeOf(SMPP_CODES, statusName(status), 'bind')),
        );
      });
      tried.on('deliver_sm', (pdu: Pdu) => {
        deliver(pdu, (status) => {
          tried.send(pdu.response({ command_status: smpp.errors[status] ?? 0 }));
        });
      });
      tried.on('enquire_link', (pdu: Pdu) => tried.send(pdu.response()));
      tried.on('unbind', (pdu: Pdu) => {
        tried.send(pdu.response());
        tried.close();
      });
      tried.on('error', (error: Error) => {
        settle({ result: 'retry', response: error.message });
        tried.destroy();
      });
      tried.on('close', () => {
        settle({ result: 'retry', response: 'the gateway closed the connection' });
        if (session !== tried) return;
        session = null;
        for (const lose of pending) lose({ lost: 'the connection broke before the answer' });
      });
    });
  }

  function pauseAfter(outcome: Outcome): void {
    failure = outcome;
    const pause = timing.pauses[Math.min(failures, timing.pauses.length - 1)] ?? 0;
    failures += 1;
    setTimeout(() => (failure = null), pause).unref();
  }

  /** A connection on which nothing is heard any more is as good as broken. */
  function watch(watched: Session): void {
    let waiting = false;
    const beat = setInterval(() => {
      if (session !== watched) return clearInterval(beat);
      if (waiting) return watched.destroy();
      waiting = true;
      watched.enquire_link({}, () => (waiting = false));
    }, timing.enquire);
    beat.unref();
  }

  async function bound(): Promise<Outcome | null> {
    if (closed) return { result: 'retry', response: 'closed' };
    if (session !== null) return null;
    if (failure !== null) return failure;
    binding ??= connect().finally(() => (binding = null));
    return await binding;
  }

  return {
    bound,
    request: async (command, options) => {
      const unsent = await bound();
      const current = session;
      if (unsent !== null) return { unsent };
      if (current === null) return { unsent: { result: 'retry', response: 'not connected' } };
      return await new Promise<Reply>((resolve) => {
        const settle = (reply: Reply) => {
          clearTimeout(patience);
          pending.delete(settle);
          resolve(reply);
        };
        const patience = setTimeout(
          () => settle({ lost: 'the gateway did not answer in time' }),
          timing.answer,
        );
        pending.add(settle);
        const written = current[command](options, (answer) => settle({ answer }));
        if (!written) settle({ unsent: { result: 'retry', response: 'not connected' } });
      });
    },
    close: () => {
      closed = true;
      session?.unbind({});
      session?.close();
    },
  };
}
