import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { settleName } from '../../db/names.ts';
import { saveDraft } from '../../db/plans.ts';
import { unit } from '../../db/schema.ts';
import { readPlan } from '../../documents/plan.ts';
import type { FoundPlan } from '../../plan/import.ts';

const SAMPLE = readFileSync(
  join(import.meta.dirname, '../../docs/sample/2024-结对帮扶工作方案.txt'),
  'utf8',
);
let found: FoundPlan | null = null;

/** The sample as a draft of 县协作办, in which two names stand for units of the address book. */
export async function sampleDraft(db: Database, now: number): Promise<number> {
  found ??= await readPlan(Buffer.from(SAMPLE), '方案.txt', () => {});
  const [office] = await db.select().from(unit).where(eq(unit.name, '县协作办'));
  const { planId } = await saveDraft(db, {
    ...found,
    bytesHash: createHash('sha256').update(SAMPLE).digest('hex'),
    fileName: '方案.txt',
    home: '青禾县',
    coordinatorUnitId: office?.id ?? 0,
    now,
  });
  await settleName(db, planId, '青禾县教育局', ['县教育局']);
  await settleName(db, planId, '青禾县财政局', ['县财政局']);
  return planId;
}
