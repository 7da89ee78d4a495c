import { CancellationScope, condition, sleep } from '@temporalio/workflow';

/** Runs tasks one after the other in the order in which they were given; a failure stops none. */
export function oneAfterTheOther(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const mine = last.then(task, task);
    last = mine.catch(() => null);
    return mine;
  };
}

export type OneTimer = {
  /** Waits for the engine time `at` (null: for ever) or for `wake`. */
  until: (at: number | null) => Promise<void>;
  wake: () => void;
  clear: () => void;
};

/**
 * One outstanding timer, replaced only when its time moves: a timer raced with a condition would
 * be cancelled and made anew by every command, two events each time.
 */
export function oneTimer(): OneTimer {
  let current: { at: number; fired: boolean; scope: CancellationScope } | null = null;
  let woken = false;

  function clear(): void {
    current?.scope.cancel();
    current = null;
  }

  function start(at: number): void {
    const timer = { at, fired: false, scope: new CancellationScope() };
    current = timer;
    timer.scope
      .run(() => sleep(at - Date.now()))
      .then(
        () => (timer.fired = true),
        () => null, // cancelled: another timer has taken its place
      );
  }

  return {
    until: async (at) => {
      if (current?.at !== at) clear();
      if (at !== null && current === null) start(at);
      const timer = current;
      await condition(() => woken || timer?.fired === true);
      woken = false;
      if (timer?.fired === true) current = null;
    },
    wake: () => {
      woken = true;
    },
    clear,
  };
}
