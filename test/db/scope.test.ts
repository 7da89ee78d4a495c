import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { seenOf } from '../../db/scope.ts';
import { deskStanding } from '../../db/standing.ts';
import { occurrence, party, person, post, side, unit } from '../../db/schema.ts';
import type { PostRole } from '../../plan/address-book-heads.ts';
import { seedDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();

async function unitNamed(name: string, of: string, through?: number): Promise<number> {
  const answersThroughId = through ?? null;
  const [row] = await database()
    .insert(unit)
    .values({ name, kind: 'unit', side: of, answersThroughId })
    .returning({ id: unit.id });
  return row?.id ?? 0;
}

async function holder(unitId: number, role: PostRole): Promise<number> {
  const db = database();
  const [row] = await db.insert(person).values({ name: role }).returning({ id: person.id });
  const personId = row?.id ?? 0;
  await db.insert(post).values({ unitId, personId, role, from: '2024-01-01' });
  return personId;
}

/** A plan with a second office on the other side, and a village that answers through a unit at home. */
async function seedSides() {
  const db = database();
  const desk = await seedDesk(db);
  const [own, other] = await db.select().from(occurrence).orderBy(occurrence.id);
  if (own === undefined || other === undefined) throw new Error('not seeded');
  const office = await unitNamed('云岭县协作办', '云岭县');
  const theirs = await unitNamed('云岭县教育局', '云岭县');
  await db.update(side).set({ coordinatorUnitId: office }).where(eq(side.name, '云岭县'));
  await db.update(occurrence).set({ answeringUnitId: theirs }).where(eq(occurrence.id, other.id));
  await db
    .update(party)
    .set({ unitId: theirs })
    .where(and(eq(party.occurrenceId, other.id), eq(party.role, 'answering')));
  const village = await unitNamed('麻三村', '青禾县', desk.unitIds.get('县财政局') ?? 0);
  await db
    .insert(occurrence)
    .values({ ...own, id: 'plan/1/9/joint/once', answeringUnitId: village });
  await db.insert(party).values({
    occurrenceId: 'plan/1/9/joint/once',
    unitId: village,
    role: 'answering',
    written: '麻三村',
  });
  const ids = { home: own.id, theirs: other.id, village: 'plan/1/9/joint/once' };
  return { ids, office, theirs, village, units: desk.unitIds };
}

type Seeded = Awaited<ReturnType<typeof seedSides>>;

it.each<[string, (seeded: Seeded) => [number, PostRole], (keyof Seeded['ids'])[]]>([
  [
    'the plan’s coordinator',
    ({ units }) => [units.get('县协作办') ?? 0, 'coordinator'],
    ['home', 'theirs', 'village'],
  ],
  ['the other side’s coordinator', ({ office }) => [office, 'coordinator'], ['theirs']],
  ['the other side’s leader', ({ office }) => [office, 'supervising-leader'], ['theirs']],
  ['a contact of the other side', ({ theirs }) => [theirs, 'contact'], ['theirs']],
  [
    'whom a village answers through',
    ({ units }) => [units.get('县财政局') ?? 0, 'contact'],
    ['home', 'village'],
  ],
  ['the village itself', ({ village }) => [village, 'contact'], ['village']],
])('%s sees %s', async (_, where, expected) => {
  const seeded = await seedSides();
  const personId = await holder(...where(seeded));
  const standing = await deskStanding(database(), { personId, admin: false });
  const { ids } = seeded;
  const seen = await seenOf(database(), standing, Object.values(ids));
  expect(seen.toSorted()).toEqual(expected.map((name) => ids[name]).toSorted());
});

it('shows nothing any more to whoever has left the post', async () => {
  const { ids, units } = await seedSides();
  const personId = await holder(units.get('县协作办') ?? 0, 'coordinator');
  await database().update(post).set({ to: '2024-10-31' }).where(eq(post.personId, personId));
  const standing = await deskStanding(database(), { personId, admin: false });
  expect(await seenOf(database(), standing, Object.values(ids))).toEqual([]);
});
