import { setTimeout as sleep } from 'node:timers/promises';

/** So many milliseconds what is done waits for more that is written down with it. */
const GRACE = 10;

/** How messages go over the connections of a channel. */
export type Lanes<Prepared, Claimed extends Prepared, Done> = {
  /** Never are more claimed and not written down. */
  atOnce: number;
  /** More that may be claimed; none: there is no more. */
  prepare: () => Promise<Prepared[]>;
  /** Writes down what is done and claims what takes its place, in one commit. */
  exchange: (done: Done[], next: Prepared[]) => Promise<Claimed[]>;
  send: (claimed: Claimed) => Promise<Done>;
  /** Nothing more is claimed. */
  stopped: () => boolean;
};

/**
 * Keeps all connections of a channel busy: while some send, what others have sent is written down
 * and the next is claimed, a few in each commit, and more is prepared. Resolves when all that was
 * claimed is written down; after a failure nothing more is claimed.
 */
export async function runLanes<Prepared, Claimed extends Prepared, Done>(
  lanes: Lanes<Prepared, Claimed, Done>,
): Promise<void> {
  const { atOnce } = lanes;
  const together = Math.ceil(atOnce / 2);
  const queue: Prepared[] = [];
  const done: Done[] = [];
  const failures: unknown[] = [];
  let claimed = 0; // and not written down
  let sending = 0;
  let preparing = false;
  let dry = false;
  let { promise: changed, resolve: wake } = Promise.withResolvers<void>();
  const change = () => {
    wake();
    ({ promise: changed, resolve: wake } = Promise.withResolvers<void>());
  };
  const isOver = () => dry || failures.length > 0 || lanes.stopped();

  const prepareMore = async () => {
    if (preparing || isOver() || queue.length > atOnce) return;
    preparing = true;
    try {
      const more = await lanes.prepare();
      dry = more.length === 0;
      queue.push(...more);
    } catch (error) {
      failures.push(error);
    }
    preparing = false;
    change();
  };

  const send = async (each: Claimed) => {
    sending += 1;
    try {
      done.push(await lanes.send(each));
    } catch (error) {
      failures.push(error); // it stays as being sent: nobody knows
    }
    sending -= 1;
    change();
  };

  const claimable = () =>
    failures.length > 0 || lanes.stopped() ? 0 : Math.min(queue.length, atOnce - claimed);

  /** False when there is nothing left to do. */
  const isWorthwhile = async (): Promise<boolean> => {
    for (;;) {
      void prepareMore();
      const worth = done.length + claimable();
      if (worth >= together) return true;
      if (worth === 0 && sending === 0 && !preparing && (isOver() || queue.length === 0)) {
        return false;
      }
      const later = worth === 0 ? changed : Promise.race([changed, sleep(GRACE, 'enough')]);
      if ((await later) === 'enough' && done.length + claimable() > 0) return true;
    }
  };

  const exchange = async () => {
    while (await isWorthwhile()) {
      const finished = done.splice(0);
      claimed -= finished.length;
      const next = queue.splice(0, claimable());
      claimed += next.length;
      try {
        const taken = await lanes.exchange(finished, next);
        claimed -= next.length - taken.length;
        for (const each of taken) void send(each);
      } catch (error) {
        failures.push(error);
      }
      change();
    }
  };
  await Promise.all([exchange(), exchange()]);
  if (failures.length > 0) throw failures[0];
}
