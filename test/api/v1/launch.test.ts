import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { occurrence, partyName, person, plan, post, task, unit } from '../../../db/schema.ts';
import { beijingInstant } from '../../../plan/date.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { idleCommander } from '../../harness/desk.ts';
import { seedPlan } from '../../harness/seed.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
const NOW = beijingInstant('2024-03-05', 10);
let api: DeskApi;
let coordinator: string;
let planId: number;

const TASKS = [
  { due: ['2024-06-28'], title: '组织互访', lead: ['县教育局'], support: ['县财政局'] },
  { due: ['2024-11-29'], title: '修缮校舍', lead: ['县教育局'] },
  { due: ['2024-11-29'], title: '拨付资金', lead: ['县财政局'] },
  { due: ['2024-11-29'], title: '培训教师', lead: ['县教育局'] },
];

beforeEach(async () => {
  const db = database();
  const seeded = await seedPlan(db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局'],
    tasks: TASKS,
  });
  ({ planId } = seeded);
  await db.update(plan).set({ state: 'draft', superviseFrom: null });
  api = await openDeskApi(idleCommander(db, () => NOW));
  coordinator = await loggedIn(db, '周协调', NOW);
});

afterEach(async () => api.close());

const rehearse = (body: object, as = coordinator) =>
  api.call('POST', `/plans/${planId}/rehearsal`, { as, body });

async function other(name: string, role: 'coordinator' | 'contact'): Promise<string> {
  const db = database();
  const [at] = await db
    .insert(unit)
    .values({ name, kind: 'unit', side: '青禾县', aliases: [] })
    .returning();
  const cookie = await loggedIn(db, `${name}的人`, NOW);
  const [who] = await db
    .select()
    .from(person)
    .where(eq(person.name, `${name}的人`));
  await db
    .insert(post)
    .values({ unitId: at?.id ?? 0, personId: who?.id ?? 0, role, from: '2024-01-01' });
  return cookie;
}

describe('a rehearsal at the desk', () => {
  it('says who gets what when, how the load lies, and what is crowded', async () => {
    const { status, body } = await rehearse({});
    expect(status).toBe(200);
    expect(body).toMatchObject({ faults: [], budget: null, counts: { tasks: 4, units: 2 } });
    expect(body.load).toContainEqual({
      unit: '县教育局',
      months: [
        { month: '2024-06', due: 1 },
        { month: '2024-11', due: 2 },
      ],
    });
    expect(body.crowded).toEqual([
      expect.objectContaining({ dueOn: '2024-11-29', count: 3, of: 4 }),
    ]);
    const lines = body.messages.flatMap((each: { lines: object[] }) => each.lines);
    const place = body.duties.findIndex(({ title }: { title: string }) => title === '组织互访');
    expect(lines).toContainEqual({ duty: place, what: '到期提醒' });
    expect(lines).toContainEqual({ duty: null, what: '交办' });
  });

  it('writes nothing', async () => {
    await rehearse({ quarterlyReturn: true });
    const [row] = await database().select().from(plan);
    expect(row).toMatchObject({ state: 'draft', superviseFrom: null });
    expect(await database().$count(occurrence)).toBe(0);
  });

  const FAULTS: [what: string, spoil: () => Promise<unknown>, body: object, about: string[]][] = [
    ['no date of issue', () => database().update(plan).set({ issued: null }), {}, ['issued']],
    [
      'no date of issue, given now',
      () => database().update(plan).set({ issued: null }),
      { issued: '2024-03-01' },
      [],
    ],
    ['tasks not reviewed', () => database().update(task).set({ reviewed: false }), {}, ['review']],
    [
      'tasks not reviewed, and meant so',
      () => database().update(task).set({ reviewed: false }),
      { unreviewed: true },
      [],
    ],
    ['names not settled', () => database().update(partyName).set({ settled: null }), {}, ['names']],
    [
      'nobody to write to',
      () => database().update(post).set({ to: '2024-03-01' }).where(eq(post.role, 'contact')),
      {},
      ['contacts'],
    ],
    ['two ends', async () => {}, { openEnded: true, until: '2026-12-31' }, ['term']],
    ['nothing left to do', async () => {}, { superviseFrom: '2025-01-01' }, ['start']],
  ];

  it.each(FAULTS)('names %s', async (_what, spoil, body, about) => {
    await spoil();
    const answer = await rehearse(body);
    expect(answer.status).toBe(200);
    expect(answer.body.faults.map((each: { about: string }) => each.about)).toEqual(about);
    for (const { says } of answer.body.faults) expect(says).not.toMatch(/--|duban/);
  });

  it('is refused to whoever may not launch, and hidden from whoever does not see the plan', async () => {
    const db = database();
    const [leader, contact, foreign] = [
      await loggedIn(db, '林县长', NOW),
      await loggedIn(db, '县教育局联系人', NOW),
      await other('县卫健办', 'coordinator'),
    ];
    expect((await rehearse({}, leader)).status).toBe(403);
    expect((await rehearse({}, contact)).status).toBe(404);
    expect((await rehearse({}, foreign)).status).toBe(404);
    expect(
      (await api.call('POST', `/plans/${planId}/launch`, { as: leader, body: {} })).status,
    ).toBe(403);
    expect((await api.call('GET', `/plans/${planId}/launch`, { as: foreign })).status).toBe(404);
    expect((await api.call('POST', `/plans/${planId}/rehearsal`, { body: {} })).status).toBe(401);
  });

  it('of a plan without an office is open to every coordinator, in the name of his own', async () => {
    await database().update(plan).set({ coordinatorUnitId: null });
    const foreign = await other('县卫健办', 'coordinator');
    const form = await api.call('GET', `/plans/${planId}/launch`, { as: foreign });
    expect(form.body.offices.map(({ name }: { name: string }) => name)).toEqual(['县卫健办']);
    expect((await rehearse({}, foreign)).body.faults).toEqual([]);
    const [home] = await database().select().from(unit).where(eq(unit.name, '县协作办'));
    expect((await rehearse({ officeId: home?.id ?? 0 }, foreign)).status).toBe(422);
  });

  it('of a plan that runs is refused', async () => {
    await database().update(plan).set({ state: 'running' });
    expect((await rehearse({})).status).toBe(409);
  });
});

describe('a launch from the desk', () => {
  it('is refused in words that are of no command line', async () => {
    await database().update(task).set({ reviewed: false });
    const answer = await api.call('POST', `/plans/${planId}/launch`, { as: coordinator, body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.detail).toContain('未经审核');
    expect(answer.body.detail).not.toContain('--');
    const [row] = await database().select().from(plan);
    expect(row?.state).toBe('draft');
  });

  it('says how far it has come, and whether anybody works at it', async () => {
    const progress = await api.call('GET', `/plans/${planId}/launch/progress`, { as: coordinator });
    expect(progress.body).toEqual({ state: 'draft', rows: 0, started: 0, working: false });
  });
});

describe("a plan's page", () => {
  it('tells the coordinator alone what is open before launch', async () => {
    await database().update(task).set({ reviewed: false });
    const { body } = await api.call('GET', `/plans/${planId}/tasks`, { as: coordinator });
    expect(body.may).toEqual({ launch: true, order: true, office: true });
    expect(body.open).toEqual([
      {
        about: 'review',
        says: expect.stringContaining('4 项'),
        items: ['t01', 't02', 't03', 't04'],
      },
    ]);
    const leader = await loggedIn(database(), '林县长', NOW);
    const seen = await api.call('GET', `/plans/${planId}/tasks`, { as: leader });
    expect(seen.body).toMatchObject({ may: { launch: false, order: true }, open: [] });
    expect(seen.body.tasks).toHaveLength(4);
  });
});
