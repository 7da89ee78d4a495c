import { sql } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { foldName } from '../plan/names.ts';
import type { Database } from './connect.ts';
import { REVIEWS } from './ledger-changes.ts';
import { leaveOut, namesOf, settleName } from './names.ts';
import { lockDraft } from './plans.ts';

/** What a person decides of a name: its units (none: open again), or why it is left out. */
export type NameDecision = {
  written: string;
  /** As it stood when he decided: what somebody else decided meanwhile is not overwritten. */
  seen: { units: string[]; reason: string | null };
} & ({ units: string[] } | { leaveOut: string });

/**
 * Takes a person's decision on a name of a draft.
 *
 * @throws RefusedError when it is no draft, or somebody else has decided otherwise meanwhile
 */
export async function decideName(
  db: Database,
  planId: number,
  decision: NameDecision,
): Promise<void> {
  const { written, seen } = decision;
  await db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    const names = await namesOf(tx, planId);
    const now = names.find((each) => foldName(each.written) === foldName(written));
    if (now === undefined) throw new NotFoundError('方案中的单位名称', written);
    if (now.units.join('、') !== seen.units.join('、') || now.reason !== seen.reason) {
      const stands =
        now.reason === null ? now.units.join('、') || '未对应' : `不纳入（${now.reason}）`;
      throw new RefusedError(`“${written}”刚刚已由别人改为：${stands}。请核对后再定`);
    }
    if ('units' in decision) await settleName(tx, planId, written, decision.units);
    else await leaveOut(tx, planId, written, decision.leaveOut);
    await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(planId)})`);
  });
}
