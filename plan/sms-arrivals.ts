/** What a provider reports of a short message that it had taken. */
export type Receipt = {
  /** Our own name of the message, where the provider gives it back. */
  messageId: string | null;
  /** What the provider calls it, in every way in which it may be written. */
  providerIds: string[];
  kind: 'delivered' | 'undelivered';
  /** What is wrong with the number for good; null: it may be reached another time. */
  fault: 'bad-address' | 'opted-out' | null;
  /** The provider's words, without the number. */
  words: string;
  at: number;
};

/** A short message that somebody sent us; `key` is the provider's own name of it. */
export type Uplink = { key: string; phone: string; text: string; at: number };

export type Arrived = { receipts: Receipt[]; uplinks: Uplink[] };
