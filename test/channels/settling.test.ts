import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../channels/channel.ts';
import { settlementOf } from '../../channels/settling.ts';

const NOW = Date.parse('2024-06-26T01:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

const settled = (
  result: Outcome['result'],
  row: { attempts?: number; repeats?: number } = {},
  firstTried = NOW,
) =>
  settlementOf(
    { result, response: 'words' },
    { id: 7, channel: 'mail', attempts: 1, repeats: 0, ...row },
    firstTried,
    NOW,
  );

describe('an attempt', () => {
  it.each([
    ['sent', {}, NOW, { state: 'sent', sentAt: NOW }, null],
    ['retry', {}, NOW, { state: 'ready', nextAt: NOW + MINUTE }, null],
    ['retry', { attempts: 4 }, NOW, { state: 'ready', nextAt: NOW + 8 * MINUTE }, null],
    ['retry', { attempts: 30 }, NOW, { state: 'ready', nextAt: NOW + 240 * MINUTE }, null],
    ['retry', {}, NOW - 4 * DAY, { state: 'failed' }, 'undelivered'],
    ['unclear', {}, NOW, { state: 'unclear', nextAt: NOW + 30 * MINUTE }, null],
    ['unclear', { repeats: 1 }, NOW, { state: 'failed' }, 'unclear'],
    ['bad-address', {}, NOW, { state: 'failed' }, 'address'],
    ['refused', {}, NOW, { state: 'failed' }, 'refused'],
    ['configuration', {}, NOW - 9 * DAY, { state: 'ready', nextAt: NOW + 5 * MINUTE }, null],
  ] as const)('that is %s, %o', (result, row, firstTried, next, fault) => {
    expect(settled(result, row, firstTried)).toMatchObject({ next, fault });
  });

  it('alarms the administrator for the account and for what is refused for good', () => {
    const alarmed = (
      ['sent', 'retry', 'unclear', 'bad-address', 'refused', 'configuration'] as const
    ).filter((result) => settled(result).alarm !== null);
    expect(alarmed).toEqual(['refused', 'configuration']);
  });
});
