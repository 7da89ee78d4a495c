import type { Database } from '../../db/connect.ts';
import { partyName, partyNameUnit, person, plan, post, side, task, unit } from '../../db/schema.ts';
import type { ExtractedTask } from '../../plan/extracted.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';

/** A task to seed: what is left out is as plain as can be. */
export type SeedTask = Partial<Omit<ExtractedTask, 'id'>> & { due: string[] };

export type Seed = {
  superviseFrom: string;
  periodTo: string;
  tasks: SeedTask[];
  /** Units by name; 云岭县 units belong to the other side. */
  units: string[];
  leadingBodies?: string[];
};

export type Seeded = { planId: number; taskIds: number[]; unitIds: Map<string, number> };

const HOME = '青禾县';
const OTHER = '云岭县';

/** Writes a plan that is ready to launch, with an address book in which everybody is reachable. */
export async function seedPlan(db: Database, seed: Seed): Promise<Seeded> {
  const unitIds = new Map<string, number>();
  for (const name of ['县协作办', ...seed.units]) unitIds.set(name, await seedUnit(db, name, seed));
  const office = unitIds.get('县协作办') ?? 0;
  await hold(db, office, 'coordinator', '周协调', 'coordinator@example.cn', seed.superviseFrom);
  await hold(db, office, 'supervising-leader', '林县长', 'leader@example.cn', seed.superviseFrom);
  const planId = await seedPlanRow(db, seed, office);
  const taskIds: number[] = [];
  for (const [index, entry] of seed.tasks.entries()) {
    taskIds.push(await seedTask(db, planId, entry, index));
  }
  await seedNames(db, planId, seed, unitIds);
  return { planId, taskIds, unitIds };
}

async function seedUnit(db: Database, name: string, seed: Seed): Promise<number> {
  const other = name.startsWith(OTHER);
  const kind = seed.leadingBodies?.includes(name) ? 'leading-body' : 'unit';
  const [row] = await db
    .insert(unit)
    .values({ name, kind, side: other ? OTHER : HOME, aliases: [] })
    .returning({ id: unit.id });
  if (row === undefined) throw new Error('not seeded');
  await hold(db, row.id, 'contact', `${name}联系人`, `u${row.id}@example.cn`, seed.superviseFrom);
  await hold(db, row.id, 'leader', `${name}领导`, `l${row.id}@example.cn`, seed.superviseFrom);
  return row.id;
}

async function hold(
  db: Database,
  unitId: number,
  role: 'contact' | 'leader' | 'coordinator' | 'supervising-leader',
  name: string,
  email: string,
  from: string,
): Promise<void> {
  const [row] = await db.insert(person).values({ name, email, phone: '13800000000' }).returning();
  if (row === undefined) throw new Error('not seeded');
  await db.insert(post).values({ unitId, personId: row.id, role, from });
}

async function seedPlanRow(db: Database, seed: Seed, office: number): Promise<number> {
  const [row] = await db
    .insert(plan)
    .values({
      title: '2024年协作方案',
      fileName: 'plan.txt',
      fileHash: `seed-${seed.superviseFrom}`,
      sourceText: '',
      home: HOME,
      issued: seed.superviseFrom,
      superviseFrom: seed.superviseFrom,
      periodFrom: `${seed.periodTo.slice(0, 4)}-01-01`,
      periodTo: seed.periodTo,
      state: 'launching',
      policy: DEFAULT_POLICY,
      coordinatorUnitId: office,
      issues: [],
      importedAt: 0,
    })
    .returning({ id: plan.id });
  if (row === undefined) throw new Error('not seeded');
  await db.insert(side).values([
    { planId: row.id, name: HOME, short: '青禾', home: true, mode: 'supervised' },
    { planId: row.id, name: OTHER, short: '云岭', home: false, mode: 'liaison' },
  ]);
  return row.id;
}

async function seedTask(
  db: Database,
  planId: number,
  entry: SeedTask,
  index: number,
): Promise<number> {
  const { due, ...given } = entry;
  const [row] = await db
    .insert(task)
    .values({
      planId,
      key: `t${String(index + 1).padStart(2, '0')}`,
      number: String(index + 1),
      quote: given.quote ?? `第${index + 1}项工作`,
      title: given.title ?? `第${index + 1}项工作`,
      section: null,
      line: index + 1,
      lead: given.lead ?? [],
      support: given.support ?? [],
      actor: null,
      force: given.force ?? 'firm',
      distribution: given.distribution ?? 'joint',
      tracking: given.tracking ?? 'deadline',
      verification: 'office',
      deadline: given.deadline ?? {
        text: null,
        kind: due.length > 1 ? 'recurring' : 'once',
        due,
      },
      count: given.count ?? null,
      delivery: given.delivery ?? null,
      reading: given.reading ?? null,
      otherCounts: [],
      milestones: given.milestones ?? [],
      evidence: [],
      issues: [],
      reviewed: true,
    })
    .returning({ id: task.id });
  if (row === undefined) throw new Error('not seeded');
  return row.id;
}

async function seedNames(
  db: Database,
  planId: number,
  seed: Seed,
  unitIds: Map<string, number>,
): Promise<void> {
  const written = new Set(
    seed.tasks.flatMap(({ lead = [], support = [] }) => [...lead, ...support]),
  );
  for (const name of written) {
    const members = name.startsWith('各')
      ? seed.units.filter((each) => !each.startsWith(OTHER))
      : [name];
    const [row] = await db
      .insert(partyName)
      .values({ planId, written: name, settled: 'exact' })
      .returning({ id: partyName.id });
    if (row === undefined) throw new Error('not seeded');
    const rows = members.map((member, position) => ({
      partyNameId: row.id,
      unitId: unitIds.get(member) ?? 0,
      position,
    }));
    await db.insert(partyNameUnit).values(rows);
  }
}
