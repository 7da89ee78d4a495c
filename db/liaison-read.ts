import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { OfficialLetter } from '../plan/letter.ts';
import type { Database } from './connect.ts';
import { type Letter, letterFacts } from './liaison.ts';
import { letter, plan, side } from './schema.ts';

/** A side of a plan to which letters go, with what one would ask today and those that were made. */
export type LiaisonSide = {
  planId: number;
  planTitle: string;
  sideId: number;
  side: string;
  facts: Awaited<ReturnType<typeof letterFacts>>;
  letters: Letter[];
};

/** The sides in liaison mode of the plans that offices run. */
export async function liaisonSides(
  db: Database,
  offices: readonly number[],
  today: PlainDate,
): Promise<LiaisonSide[]> {
  if (offices.length === 0) return [];
  const rows = await db
    .select({ planId: plan.id, planTitle: plan.title, side })
    .from(side)
    .innerJoin(plan, eq(plan.id, side.planId))
    .where(
      and(
        eq(side.mode, 'liaison'),
        inArray(plan.state, ['running', 'paused']),
        inArray(plan.coordinatorUnitId, [...offices]),
      ),
    )
    .orderBy(asc(plan.id), asc(side.id));
  const found: LiaisonSide[] = [];
  for (const { planId, planTitle, side: to } of rows) {
    const facts = await letterFacts(db, planId, to, today);
    const letters = await db
      .select()
      .from(letter)
      .where(and(eq(letter.planId, planId), eq(letter.sideId, to.id)))
      .orderBy(desc(letter.month));
    found.push({ planId, planTitle, sideId: to.id, side: to.name, facts, letters });
  }
  return found;
}

/** Sets the words of a letter that has not gone out. @throws RefusedError when it has */
export async function editLetter(db: Database, id: number, text: OfficialLetter): Promise<void> {
  await changeLetter(db, id, { text });
}

/** Writes down that a letter went out: when, under which number, by whom. */
export async function sendLetter(
  db: Database,
  id: number,
  sent: { sentOn: PlainDate; number: string | null; sentBy: number },
): Promise<void> {
  await changeLetter(db, id, sent);
}

async function changeLetter(
  db: Database,
  id: number,
  change: Partial<typeof letter.$inferInsert>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(letter).where(eq(letter.id, id)).for('update');
    if (row === undefined) throw new NotFoundError('商请函', String(id));
    if (row.sentOn !== null) throw new RefusedError(`${row.month} 的商请函已经发出，不能再改`);
    await tx.update(letter).set(change).where(eq(letter.id, id));
  });
}
