import type { Arrived, Receipt } from '../../plan/sms-arrivals.ts';
import type { SmsProvider } from '../../plan/sms-rules.ts';
import type { Channel, Sms } from '../channel.ts';

/** A message that was taken and of which nothing has been heard yet. */
export type Awaited = {
  messageId: string;
  providerId: string | null;
  address: string;
  sentAt: number;
};

/** What arrived over a line of its own; `taken` says that it is written down and need not come again. */
export type Collected = Arrived & { taken: () => void };

/** What a check of the account found, for an administrator. */
export type WayFinding = {
  what: string;
  state: 'good' | 'warning' | 'broken';
  found: string;
  mend?: string;
};

/** A way for short messages: beside sending it tells what became of them, and what came in. */
export type SmsWay = Channel<Sms> & {
  provider: SmsProvider;
  /** What the provider says when it is asked; those without an answer yet are left out. */
  query: (awaited: Awaited[]) => Promise<Receipt[]>;
  /** What has come in since it was last collected. */
  collect: () => Promise<Collected>;
  /** Looks whether the account, its templates and its money are in order; sends nothing. */
  check: () => Promise<WayFinding[]>;
};

/** Nothing comes by itself: the provider calls back, or has to be asked. */
export const collectsNothing = async (): Promise<Collected> => ({
  receipts: [],
  uplinks: [],
  taken: () => {},
});
