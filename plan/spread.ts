import { textHash } from './text-hash.ts';

/**
 * A later instant for one of many: the same for the same name, spread evenly over so many minutes,
 * so that a provider and an office's mail server do not get everything at one moment.
 */
export function spreadBy(name: string, minutes: number, now: number): number {
  return now + Math.floor((textHash(name) / 2 ** 32) * minutes * 60_000);
}
