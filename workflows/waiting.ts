import { CancellationScope, condition, sleep } from '@temporalio/workflow';

export type Queue = {
  write: <T>(task: () => Promise<T>) => Promise<T>;
  /** Cancels the task that runs and all that wait; those that are given later run. */
  giveUp: () => void;
};

/** Runs tasks one after the other in the order in which they were given; a failure stops none. */
export function oneAfterTheOther(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let scope = new CancellationScope();
  return {
    write: <T>(task: () => Promise<T>): Promise<T> => {
      const mine = scope;
      const run = () => mine.run(task);
      const done = last.then(run, run);
      last = done.catch(() => null);
      return done;
    },
    giveUp: () => {
      scope.cancel();
      scope = new CancellationScope();
    },
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
