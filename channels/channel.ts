import type { ChannelName } from '../plan/message.ts';
import type { SmsTemplate } from '../plan/sms.ts';

type Common = {
  /** Our own name of the message; the same on every try. */
  messageId: string;
  address: string;
  /** A second sending of what may have arrived already. */
  repeat: boolean;
};

export type Attachment = { name: string; mediaType: string; content: string | Uint8Array };

/** One mail as it leaves: address and id are frozen, links are filled in. */
export type Mail = Common & {
  channel: 'mail';
  subject: string;
  text: string;
  /** Null: it has no words but its text. */
  html: string | null;
  date: number;
  attachments: Attachment[];
  /** Message-IDs of the threads that it belongs to, the one it goes on from last. */
  references: string[];
  /** Where its reader asks to be told in another way; null: it cannot be moved. */
  unsubscribe: string | null;
  /** It answers a mail that somebody wrote: its Message-ID. */
  inReplyTo: string | null;
};

/** One short message: a template that the provider knows, and what is filled in. */
export type Sms = Common & {
  channel: 'sms';
  template: SmsTemplate;
  fields: Record<string, string>;
  /** The same in words, for ways that take free text. */
  text: string;
};

/** One post to a chat group. */
export type Post = Common & {
  channel: 'chat';
  system: 'wecom' | 'dingtalk' | 'feishu';
  url: string;
  secret: string | null;
  text: string;
  date: number;
};

export type Outgoing = Mail | Sms | Post;

/**
 * What became of a sending. `retry`: not taken, try again later; `unclear`: it may have been taken;
 * `bad-address`: this address will never take it; `opted-out`: its owner wants nothing from us;
 * `refused`: this message will not be taken; `template`: the provider does not know its template, or
 * has not approved it; `configuration`: our own account or relay is at fault, `money`: the account is
 * empty; nothing of this channel goes out until it is mended.
 */
export type Outcome = {
  result:
    | 'sent'
    | 'retry'
    | 'unclear'
    | 'bad-address'
    | 'opted-out'
    | 'refused'
    | 'template'
    | 'configuration'
    | 'money';
  /** The server's or provider's words, without the address. */
  response: string;
  /** What the provider calls the message. */
  providerId?: string;
  /** Not before so many milliseconds, where the provider says so. */
  retryAfter?: number;
};

/** What a provider says of a message whose answer was lost. */
export type Found = 'taken' | 'not-taken' | 'unknown';

/** How fast a way may be used: so many at once, so many a minute, so many in one go. */
export type Pace = { atOnce: number; perMinute: number; burst: number };

/** A way by which messages leave; never throws for what a server answers. */
export type Channel<M extends Outgoing = Outgoing> = {
  pace: Pace;
  send: (message: M) => Promise<Outcome>;
  /** Asks what became of a message; ways that cannot be asked have none. */
  find?: (message: M & { providerId: string | null; sentSince: number }) => Promise<Found>;
  close: () => void;
};

/** The ways that are set up; mail always is. */
export type Channels = {
  mail: Channel<Mail>;
  sms: Channel<Sms> | null;
  chat: Channel<Post> | null;
};

/** Hands a message to its way. @throws RangeError when that way is not set up */
export async function sendBy(channels: Channels, message: Outgoing): Promise<Outcome> {
  if (message.channel === 'mail') return await channels.mail.send(message);
  if (message.channel === 'sms' && channels.sms) return await channels.sms.send(message);
  if (message.channel === 'chat' && channels.chat) return await channels.chat.send(message);
  throw new RangeError(`no channel for ${message.channel} is set up`);
}

/** What the provider says of an earlier try; null: it cannot be asked. */
export async function findBy(
  channels: Channels,
  message: Outgoing,
  asked: { providerId: string | null; sentSince: number },
): Promise<Found | null> {
  if (message.channel !== 'sms') return null;
  return (await channels.sms?.find?.({ ...message, ...asked })) ?? null;
}

/** The names of the ways that are set up. */
export function namesOf(channels: Channels): ChannelName[] {
  const names: ChannelName[] = ['mail', 'sms', 'chat'];
  return names.filter((name) => channels[name] !== null);
}

/** Mail alone: no short messages and no chat groups are set up. */
export function mailOnly(mail: Channel<Mail>): Channels {
  return { mail, sms: null, chat: null };
}
