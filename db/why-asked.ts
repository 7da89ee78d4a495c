import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { Audience } from '../plan/moments.ts';
import { answeringThrough } from './audience.ts';
import type { Database } from './connect.ts';
import { occurrence, party, post } from './schema.ts';

/**
 * As whom units are told of an occurrence: as the one that answers, as those who take part. Null:
 * they have no part in it, or stand on the other side.
 */
export async function audiencesOfUnits(
  db: Database,
  occurrenceId: string,
  unitIds: number[],
): Promise<Set<Audience> | null> {
  const parties = await db
    .select({ unitId: party.unitId, role: party.role })
    .from(party)
    .where(
      and(eq(party.occurrenceId, occurrenceId), inArray(party.role, ['answering', 'participant'])),
    );
  const audiences = new Set<Audience>();
  for (const { unitId, role } of parties) {
    const through = await answeringThrough(db, unitId);
    if (!unitIds.includes(unitId) && !unitIds.includes(through)) continue;
    audiences.add(`contact:${unitId}`).add(`contact:${through}`);
    if (role === 'answering') audiences.add('answering');
  }
  return audiences.size === 0 ? null : audiences;
}

const HEARD_BY: Partial<Record<PostRole, Audience[]>> = {
  coordinator: ['coordinator', 'verifier'],
  verifier: ['verifier'],
  'supervising-leader': ['supervising-leader'],
};

/** As whom a person is told of an occurrence, by the posts that they hold now. */
export async function audiencesOfPerson(
  db: Database,
  occurrenceId: string,
  personId: number,
): Promise<Set<Audience> | null> {
  const posts = await db
    .select({ unitId: post.unitId, role: post.role })
    .from(post)
    .where(and(eq(post.personId, personId), isNull(post.to)));
  const acting = posts.filter(({ role }) => role !== 'leader').map(({ unitId }) => unitId);
  const audiences = (await audiencesOfUnits(db, occurrenceId, acting)) ?? new Set<Audience>();
  const [row] = await db
    .select({ unitId: occurrence.answeringUnitId })
    .from(occurrence)
    .where(eq(occurrence.id, occurrenceId));
  const through = row === undefined ? 0 : await answeringThrough(db, row.unitId);
  for (const { unitId, role } of posts) {
    if (role === 'leader' && unitId === through) audiences.add('leader');
    for (const audience of HEARD_BY[role] ?? []) audiences.add(audience);
  }
  return audiences.size === 0 ? null : audiences;
}
