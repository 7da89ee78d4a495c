import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import {
  event,
  eventFile,
  file,
  occurrence,
  party,
  person,
  plan,
  post,
  task,
  unit,
} from '../../db/schema.ts';
import type { PostRole } from '../../plan/address-book-heads.ts';
import { seedDesk } from './desk.ts';

/** Plan 1 of 县协作办, and plan 2 of 县卫健办 with a unit of its own; each with a piece of evidence. */
export type TwoOffices = { own: string; foreign: string; foreignPlan: number };

/** Two offices that have nothing to do with each other, for those who must not see across. */
export async function seedTwoOffices(db: Database): Promise<TwoOffices> {
  const desk = await seedDesk(db);
  const office = desk.unitIds.get('县协作办') ?? 0;
  await holder(db, office, 'verifier', '核验员');
  const [own] = await db.select().from(occurrence).orderBy(occurrence.id);
  if (own === undefined) throw new Error('not seeded');
  const otherOffice = await unitOf(db, '县卫健办', 'coordinator', '吴协调');
  const otherUnit = await unitOf(db, '县卫健局', 'contact', '县卫健局联系人');
  const [ownPlan] = await db.select().from(plan).where(eq(plan.id, desk.planId));
  const [ownTask] = await db.select().from(task).where(eq(task.id, own.taskId));
  if (ownPlan === undefined || ownTask === undefined) throw new Error('not seeded');
  const { id: _plan, ...planRow } = ownPlan;
  const foreignPlan = {
    ...planRow,
    title: '健康方案',
    fileHash: 'other',
    coordinatorUnitId: otherOffice,
  };
  const [madePlan] = await db.insert(plan).values(foreignPlan).returning({ id: plan.id });
  const planId = madePlan?.id ?? 0;
  const { id: _task, ...taskRow } = ownTask;
  const [madeTask] = await db
    .insert(task)
    .values({ ...taskRow, planId })
    .returning({ id: task.id });
  const foreign = { ...own, id: `plan/${planId}/1/joint/once`, planId };
  await db
    .insert(occurrence)
    .values({ ...foreign, taskId: madeTask?.id ?? 0, answeringUnitId: otherUnit });
  const role = 'answering' as const;
  await db
    .insert(party)
    .values({ occurrenceId: foreign.id, unitId: otherUnit, role, written: '县卫健局' });
  await evidence(db, own.id, 'own');
  await evidence(db, foreign.id, 'foreign');
  return { own: own.id, foreign: foreign.id, foreignPlan: planId };
}

async function unitOf(db: Database, name: string, role: PostRole, who: string): Promise<number> {
  const [row] = await db
    .insert(unit)
    .values({ name, kind: 'unit', side: '青禾县', aliases: [] })
    .returning({ id: unit.id });
  const unitId = row?.id ?? 0;
  await holder(db, unitId, role, who);
  return unitId;
}

async function holder(db: Database, unitId: number, role: PostRole, name: string): Promise<void> {
  const [row] = await db.insert(person).values({ name }).returning({ id: person.id });
  await db.insert(post).values({ unitId, personId: row?.id ?? 0, role, from: '2024-01-01' });
}

async function evidence(db: Database, occurrenceId: string, id: string): Promise<void> {
  const row = { occurrenceId, seq: 1, run: 1, kind: 'report' as const, state: 'assigned' as const };
  const chained = { at: 0, door: 'link' as const, data: {}, previousHash: '', hash: '' };
  await db.insert(event).values({ ...row, ...chained });
  const name = '照片.jpg';
  await db
    .insert(file)
    .values({ id, sha256: id.padEnd(64, '0'), name, mediaType: 'image/jpeg', size: 3, at: 0 });
  await db.insert(eventFile).values({ occurrenceId, seq: 1, fileId: id });
}
