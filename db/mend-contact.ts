import type { NoticeFacts } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import { type MessageRow, noticesOfMessage } from './messages.ts';
import { tellCoordinator } from './notices.ts';

/**
 * Asks the coordinator of every plan in a failed message to mend its reader's contact, once for what
 * is wrong: the message itself (`mend`), or the number as its provider reports later (`phone`). Says
 * how many were asked; a code or a link tells of no plan.
 */
export async function askToMend(
  tx: Database,
  row: MessageRow,
  fault: NonNullable<NoticeFacts['fault']>,
  notBefore: number,
  about: 'mend' | 'phone' = 'mend',
): Promise<number> {
  const plans = Map.groupBy(await noticesOfMessage(tx, row), ({ planId }) => planId);
  for (const [planId, notices] of plans) {
    const unitId = notices.find((each) => each.unitId !== null)?.unitId ?? null;
    const key = `message/${row.id}/plan/${planId}/${about}`;
    const facts = mendFacts(row, fault, unitId);
    const news = { key, planId, occurrenceId: null, kind: 'mend-contact', facts } as const;
    await tellCoordinator(tx, news, notBefore);
  }
  return plans.size;
}

/** Whose contact is to be mended, and what is wrong with it. */
export function mendFacts(
  { personId }: MessageRow,
  fault: NonNullable<NoticeFacts['fault']>,
  unitId: number | null,
): NoticeFacts {
  return {
    fault,
    ...(personId === null ? {} : { personId }),
    ...(unitId === null ? {} : { unitId }),
  };
}
