import type { Database } from '../db/connect.ts';
import { postDirect } from '../db/direct.ts';
import type { ChannelName } from '../plan/message.ts';

/** Who mends accounts and settings. */
export type Administrators = { emails: string[]; phones: string[] };

const HOUR = 3_600_000;

/** Outcomes that only an administrator can mend: nothing of the channel leaves until then. */
const GRAVE: readonly string[] = ['configuration', 'money'];

type Alerting = {
  db: Database;
  administrators?: Administrators | undefined;
  /** The domain of Message-IDs. */
  domain: string;
  /** Whether short messages are set up. */
  sms: boolean;
};

/**
 * Writes to administrators when a channel's account is refused: by mail of other channels, by short
 * message of mail; once per channel and hour, since an office's mailbox must not fill up with it.
 */
export async function alertOf(
  { db, administrators, domain, sms }: Alerting,
  channel: ChannelName,
  { result, response }: { result: string; response: string },
  now: number,
): Promise<void> {
  if (administrators === undefined || !GRAVE.includes(result)) return;
  const by = channel === 'mail' ? 'sms' : 'mail';
  if (by === 'sms' && !sms) return;
  const addresses = by === 'sms' ? administrators.phones : administrators.emails;
  const window = `${channel}/${Math.floor(now / HOUR)}`;
  const facts = { channel, fault: response };
  for (const address of addresses) {
    const to = { personId: null, address, channel: by } as const;
    await postDirect(db, { ...to, kind: 'alert', window, facts, now, domain });
  }
}
