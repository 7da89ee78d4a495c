import { describe, expect, it } from 'vitest';
import { pauseBucket, returnTokens, takeTokens } from '../../db/buckets.ts';
import { beijingInstant } from '../../plan/date.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-06-25', 9);
const MINUTE = 60_000;
const FILLING = { perMinute: 60, burst: 60 };
const take = (now: number, wanted = 1000) => takeTokens(database(), 'mail', FILLING, wanted, now);

describe('a bucket that all processes share', () => {
  it('fills by the minute and never holds more than its burst', async () => {
    expect(await take(START)).toBe(60);
    expect(await take(START + MINUTE / 2)).toBe(30);
    expect(await take(START + 60 * MINUTE)).toBe(60);
  });

  it('is filled once by a minute, though the time of a step that is under way stands still', async () => {
    await take(START);
    expect(await take(START + MINUTE)).toBe(60);
    expect(await take(START)).toBe(0);
    expect(await take(START + MINUTE)).toBe(0);
  });

  it('keeps its time when it is told to rest by a step that began earlier', async () => {
    await take(START + MINUTE);
    await pauseBucket(database(), 'mail', FILLING, 5 * MINUTE, START);
    expect(await take(START + 5.5 * MINUTE)).toBe(0);
    expect(await take(START + 6 * MINUTE)).toBe(1);
  });

  it('goes on filling after a clock was set back', async () => {
    await take(START + 60 * MINUTE);
    expect(await take(START)).toBe(0);
    expect(await take(START + MINUTE)).toBe(60);
  });

  it('takes back what was not used, but not while it rests', async () => {
    await take(START);
    await returnTokens(database(), 'mail', 5);
    expect(await take(START)).toBe(5);
    await pauseBucket(database(), 'mail', FILLING, MINUTE, START);
    await returnTokens(database(), 'mail', 50);
    expect(await take(START)).toBe(0);
  });
});
