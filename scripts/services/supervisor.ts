import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './service.ts';

/** One part of the running system, and how to start it (again). */
export type Part<S extends Service = Service> = { name: string; start: () => Promise<S> };

export type Supervisor = {
  /** Starts a part and keeps it running from then on. */
  add: <S extends Service>(part: Part<S>) => Promise<S>;
  /** Stops every part, the last one added first. */
  stop: () => Promise<void>;
  /** Ends every part at once, without asking. */
  kill: () => void;
};

type Kept = { part: Part; service: Promise<Service>; running: Service | null; ends: number[] };

const mostEnds = 5;
const minute = 60_000;

/**
 * Keeps parts running: one that ends by itself is started again, up to five times a minute;
 * after that `giveUp` is told why.
 */
export function superviseParts(
  say: (line: string) => void,
  giveUp: (reason: string) => void,
): Supervisor {
  const kept: Kept[] = [];
  let stopping = false;

  async function add<S extends Service>(part: Part<S>): Promise<S> {
    const started = part.start();
    const entry: Kept = { part, service: started, running: null, ends: [] };
    kept.push(entry);
    const service = await started;
    watch(entry, service);
    return service;
  }

  function watch(entry: Kept, service: Service): void {
    entry.running = service;
    void service.exited.then((how) => (stopping ? undefined : revive(entry, how)));
  }

  async function revive(entry: Kept, how: string): Promise<void> {
    const { part, ends } = entry;
    const now = Date.now();
    ends.push(now);
    const recent = ends.filter((end) => now - end < minute).length;
    if (recent > mostEnds) return giveUp(`${part.name} 一分钟内 ${recent} 次意外结束（${how}）`);
    say(`${part.name} 意外结束（${how}），重新启动`);
    await sleep(recent * 300);
    if (stopping) return;
    entry.service = part.start();
    await entry.service.then(
      (service) => watch(entry, service),
      (error) => (stopping ? undefined : revive(entry, String(error.message))),
    );
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const entry of kept.toReversed()) {
      const service = await entry.service.catch(() => null);
      await service?.stop();
    }
  }

  function kill(): void {
    stopping = true;
    for (const { running } of kept) running?.kill();
  }

  return { add, stop, kill };
}
