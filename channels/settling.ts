import type { MessageRow } from '../db/messages.ts';
import type { NoticeFacts } from '../plan/notice.ts';
import type { Outcome } from './channel.ts';

/** What becomes of a message after an attempt, and what the office must hear of it. */
export type Settlement = {
  next: Partial<Pick<MessageRow, 'state' | 'nextAt' | 'sentAt'>>;
  /** The coordinator is told whom to call, and why. */
  fault: NoticeFacts['fault'] | null;
  /** Something that an administrator must mend. */
  alarm: string | null;
  /** The whole channel rests for so many milliseconds. */
  pause: number;
};

/** What is wrong when nothing of a channel can leave. */
const FAULTS = {
  configuration: 'the account, its settings or the relay are refused',
  money: 'the account has no money left',
} as const;

const MINUTE = 60_000;
const ACCOUNT_PAUSE = 5 * MINUTE;
const REPEAT_AFTER = 30 * MINUTE;
const GIVE_UP = 3 * 86_400_000;
const LONGEST_PAUSE = 4 * 60 * MINUTE;

/**
 * Decides what an outcome means (docs/architecture.md, "Sending"). `firstTried`: when the message
 * was first handed over, so that tries for three days end.
 */
export function settlementOf(
  outcome: Outcome,
  row: Pick<MessageRow, 'id' | 'channel' | 'attempts' | 'repeats'>,
  firstTried: number,
  now: number,
): Settlement {
  const failed = (fault: Settlement['fault'], alarm: string | null = null): Settlement => ({
    next: { state: 'failed' },
    fault,
    alarm,
    pause: 0,
  });
  const wait = outcome.retryAfter ?? 0;
  switch (outcome.result) {
    case 'sent':
      return { next: { state: 'sent', sentAt: now }, fault: null, alarm: null, pause: 0 };
    case 'configuration':
    case 'money':
      return {
        next: { state: 'ready', nextAt: now + ACCOUNT_PAUSE },
        fault: null,
        pause: ACCOUNT_PAUSE,
        alarm: `${row.channel}: ${FAULTS[outcome.result]}, nothing is lost: ${outcome.response}`,
      };
    case 'retry':
      if (now - firstTried > GIVE_UP) return failed('undelivered');
      return {
        next: { state: 'ready', nextAt: now + Math.max(wait, pause(row)) },
        fault: null,
        alarm: null,
        pause: wait,
      };
    case 'template':
      // whoever has a mailbox is told by mail; nobody else can be told until it is mended
      if (now - firstTried > GIVE_UP) return failed('undelivered');
      return {
        next: { state: 'ready', nextAt: now + LONGEST_PAUSE },
        fault: 'sms-untold',
        alarm: `a template of short messages cannot be used: ${outcome.response}`,
        pause: 0,
      };
    case 'unclear':
      if (row.repeats > 0) return failed('unclear');
      return {
        next: { state: 'unclear', nextAt: now + REPEAT_AFTER },
        fault: null,
        alarm: null,
        pause: 0,
      };
    case 'bad-address':
    case 'opted-out':
      return failed('address');
    case 'refused':
      return failed('refused', `message ${row.id} was refused for good: ${outcome.response}`);
  }
}

/** 1, 2, 4 … minutes, at most four hours. */
function pause({ attempts }: Pick<MessageRow, 'attempts'>): number {
  return Math.min(LONGEST_PAUSE, MINUTE * 2 ** Math.min(attempts - 1, 10));
}
