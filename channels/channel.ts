/** One message as it leaves: address and id are frozen, links are filled in. */
export type Outgoing = {
  messageId: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  date: number;
  /** A second sending of what may have arrived already. */
  repeat: boolean;
};

/**
 * What became of a sending. `retry`: not taken, try again later; `unclear`: it may have been taken;
 * `bad-address`: this address will never take it; `refused`: this message will not be taken;
 * `configuration`: our own account or relay is at fault, nothing will go out until it is mended.
 */
export type Outcome = {
  result: 'sent' | 'retry' | 'unclear' | 'bad-address' | 'refused' | 'configuration';
  response: string;
};

/** A way by which messages leave; never throws for what a server answers. */
export type Channel = { send: (message: Outgoing) => Promise<Outcome>; close: () => void };
