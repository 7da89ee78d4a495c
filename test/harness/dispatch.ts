import { type Channel, type Channels, type Mail } from '../../channels/channel.ts';
import type { Dispatch } from '../../channels/dispatch.ts';
import { emailChannel } from '../../channels/email.ts';
import { linkSigner } from '../../channels/links.ts';
import type { Database } from '../../db/connect.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { DEFAULT_POLICY, type Policy } from '../../plan/policy.ts';
import type { CapturedMailbox } from './smtp.ts';

/** What offices expect, but that nothing is spread over the morning. */
export const AT_ONCE: Policy = { ...DEFAULT_POLICY, spreadMinutes: 0 };

/** A dispatcher over a test's database and channels; what a test is about it sets by `changes`. */
export function testDispatch(
  db: Database,
  channels: Channels,
  changes: Partial<Dispatch> = {},
): Dispatch {
  return {
    db,
    channels,
    calendar: () => Promise.resolve(calendarOf()),
    policy: () => Promise.resolve(AT_ONCE),
    signer: linkSigner('https://duban.example.cn', 'a secret for tests only'),
    office: { links: (choice) => choice },
    domain: 'example.cn',
    alarm: () => {},
    ...changes,
  };
}

/** Mail over a real connection into a captured mailbox. */
export function mailInto({ url }: CapturedMailbox): Channel<Mail> {
  return emailChannel({ smtpUrl: url, from: '督办 <duban@example.cn>' });
}
