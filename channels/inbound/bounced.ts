import type { Database } from '../../db/connect.ts';
import { reportOf } from '../../db/inbound.ts';
import { markBadAddress, type MessageRow, noticesOfMessage } from '../../db/messages.ts';
import { tellCoordinator } from '../../db/notices.ts';
import type { Bounce } from '../../plan/inbound/bounce.ts';
import type { NoticeFacts } from '../../plan/notice.ts';

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
  const fault = kind === 'address' ? 'address' : 'refused';
  const notices = await noticesOfMessage(tx, mail);
  for (const planId of new Set(notices.map((notice) => notice.planId))) {
    const unitId = notices.find((notice) => notice.planId === planId)?.unitId;
    const facts: NoticeFacts = {
      fault,
      ...(mail.personId === null ? {} : { personId: mail.personId }),
      ...(unitId == null ? {} : { unitId }),
    };
    // the same key as of a refusal at once: one word of it is enough
    const key = `message/${mail.id}/plan/${planId}/mend`;
    const row = { key, planId, occurrenceId: null, kind: 'mend-contact', facts } as const;
    await tellCoordinator(tx, row, now);
  }
  if (kind === 'address') await markBadAddress(tx, mail, words);
}
