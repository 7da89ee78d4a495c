import type { Client } from '@temporalio/client';
import { type MailboxOptions, openMailbox } from '../channels/inbound/mailbox.ts';
import {
  type MailboxRead,
  type MailReading,
  readMailbox,
} from '../channels/inbound/read-mailbox.ts';
import { giveCommand } from '../client/command.ts';
import { calendarIn } from '../db/calendar.ts';

type Parts = Omit<MailReading, 'mailbox' | 'give' | 'calendar' | 'ours' | 'setAside'> & {
  client: Client;
  shift: number;
  now: () => number;
  mailbox: MailboxOptions;
  /** The sender of our mails. */
  ours: string;
};

/** A step that logs in to the mailbox, reads what waits there, and leaves. */
export function mailReader({
  client,
  shift,
  now,
  mailbox,
  ours,
  ...rest
}: Parts): () => Promise<MailboxRead> {
  const { db } = rest;
  const commander = { db, client, shift, now };
  const reading = {
    ...rest,
    give: async (...given: Parameters<MailReading['give']>) =>
      await giveCommand(commander, ...given),
    calendar: calendarIn(db),
    setAside: new Map(),
    ours: [ours.replace(/^.*<|>$/g, '').trim()],
  };
  return async () => {
    const opened = await openMailbox(mailbox);
    try {
      return await readMailbox({ ...reading, mailbox: opened }, now());
    } finally {
      await opened.close();
    }
  };
}
