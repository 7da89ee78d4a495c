import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Lanes, runLanes } from '../../channels/lanes.ts';

type Run = Partial<Lanes<number, number, number>> & { count?: number };

/** Sends the numbers up to a count, a few prepared at a time, and notes what was under way at most. */
async function run({ count = 50, ...changes }: Run) {
  const written: number[] = [];
  const sent: number[] = [];
  let under = 0;
  let most = 0;
  let prepared = 0;
  let error: unknown = null;
  await runLanes<number, number, number>({
    atOnce: 5,
    prepare: async () => {
      const from = prepared;
      prepared = Math.min(count, prepared + 10);
      return Array.from({ length: prepared - from }, (_, index) => from + index);
    },
    exchange: async (done, next) => {
      await sleep(1);
      written.push(...done);
      under += next.length - done.length;
      most = Math.max(most, under);
      return next;
    },
    send: async (each) => {
      await sleep(each % 3);
      sent.push(each);
      return each;
    },
    stopped: () => false,
    ...changes,
  }).catch((reason: unknown) => {
    error = reason;
  });
  return { written, sent, most, error };
}

const ascending = (numbers: number[]) => numbers.toSorted((one, other) => one - other);

describe('the connections of a channel', () => {
  it('carry each message once, and each is written down', async () => {
    const { written, sent, most } = await run({});
    const all = Array.from({ length: 50 }, (_, index) => index);
    expect(ascending(sent)).toEqual(all);
    expect(ascending(written)).toEqual(all);
    expect(most).toBeLessThanOrEqual(5);
  });

  it.each([1, 2, 3, 20])('hold at most %i messages that are not written down', async (atOnce) => {
    const { written, most } = await run({ atOnce });
    expect(written).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(atOnce);
  });

  it('go on while one of them hangs', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const order: number[] = [];
    const sending = run({
      send: async (each) => {
        if (each === 0) await promise;
        order.push(each);
        if (each === 49) resolve();
        return each;
      },
    });
    expect((await sending).written).toHaveLength(50);
    expect(order.at(-1)).toBe(0);
  });

  it('write down what was sent before nothing more may be claimed', async () => {
    let sent = 0;
    const { written, error } = await run({
      send: async (each) => {
        sent += 1;
        return each;
      },
      stopped: () => sent >= 10,
    });
    expect(error).toBeNull();
    expect(written).toHaveLength(sent);
    expect(sent).toBeLessThan(20);
  });

  it('are all waited for when one breaks: what else was sent is written down', async () => {
    const { written, error } = await run({
      send: async (each) => {
        if (each === 3) throw new Error('broken');
        await sleep(5);
        return each;
      },
    });
    expect(error).toEqual(new Error('broken'));
    expect(written).not.toContain(3);
    expect(ascending(written).slice(0, 3)).toEqual([0, 1, 2]);
  });

  it.each([
    [
      'what is prepared cannot be read',
      { prepare: () => Promise.reject(new Error('no database')) },
    ],
    ['nothing can be claimed', { exchange: () => Promise.reject(new Error('no database')) }],
  ])('stop with the reason when %s', async (_when, changes: Run) => {
    expect((await run(changes)).error).toEqual(new Error('no database'));
  });

  it('end when there is nothing to send', async () => {
    expect(await run({ count: 0 })).toMatchObject({ written: [], error: null });
  });

  it('leave what another process has claimed', async () => {
    const { sent } = await run({
      exchange: async (_done, next) => next.filter((n) => n % 2 === 0),
    });
    expect(ascending(sent)).toEqual(Array.from({ length: 25 }, (_, index) => index * 2));
  });
});
