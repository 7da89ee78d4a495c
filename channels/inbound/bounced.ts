import type { Database } from '../../db/connect.ts';
import { reportOf } from '../../db/inbound.ts';
import { askToMend } from '../../db/mend-contact.ts';
import { markBadAddress, type MessageRow } from '../../db/messages.ts';
import type { Bounce } from '../../plan/inbound/bounce.ts';

/**
 * What follows from a bounce: an address that nobody has is marked and its notices wait for the
 * mended one; a mail that was not taken is one that the coordinator tells by telephone; of one that
 * is still tried nothing follows.
 */
export async function settleBounce(
  tx: Database,
  mail: MessageRow,
  { kind, words }: Bounce,
  now: number,
): Promise<void> {
  if (kind === 'delayed') return;
  await reportOf(tx, { messageId: mail.id, kind: 'bounced', at: now, words });
  // as of a refusal at once: one word of it is enough
  await askToMend(tx, mail, kind === 'address' ? 'address' : 'refused', now);
  if (kind === 'address') await markBadAddress(tx, mail, words);
}
