import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { assignUnits } from '../../db/assigning.ts';
import { assignedTasks } from '../../db/digest-lines.ts';
import { beginLaunch, checkLaunch } from '../../db/launch-check.ts';
import { nextOpeningDay, openableOccurrences, writeOccurrences } from '../../db/launching.ts';
import { occurrence, party, plan, planUnit, task, unit } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const MONTHLY = ['2024-05-20', '2024-06-20', '2024-07-19'];
const tasks = [
  { due: ['2024-06-28'], lead: ['县教育局'], support: ['县财政局', '云岭县教育局'] },
  { due: MONTHLY, lead: ['各单位'], distribution: 'each' as const },
  { due: ['2024-03-01'], lead: ['县财政局'] },
];

describe('writing the occurrences of a plan', () => {
  it('twice leaves the rows of the first time', async () => {
    const { planId, calendar, begin, ids } = await openDuties(database(), { tasks });
    await begin(ids[0] ?? '', beijingInstant('2024-04-08', 10));
    const all = async () => [
      await database().select().from(occurrence).orderBy(occurrence.id),
      await database().select().from(party).orderBy(party.occurrenceId, party.unitId),
    ];
    const before = await all();
    expect(before[0]).toHaveLength(8); // 1 + 3 dates × 2 home units + 1
    await writeOccurrences(database(), calendar, planId, beijingInstant('2024-04-09', 9));
    expect(await all()).toEqual(before);
  });

  it('twice at once leaves one row each', async () => {
    const { planId, calendar } = await openDuties(database(), { tasks });
    await database().execute(sql`truncate occurrence cascade`);
    const at = beijingInstant('2024-04-08', 9);
    await Promise.all([1, 2].map(() => writeOccurrences(database(), calendar, planId, at)));
    expect(await database().$count(occurrence)).toBe(8);
    expect(await database().$count(party, eq(party.role, 'answering'))).toBe(8);
  });

  it('opens a series by its windows, in order', async () => {
    const { taskIds } = await openDuties(database(), { tasks });
    const series = taskIds[1] ?? 0;
    expect(await nextOpeningDay(database(), series)).toBe('2024-05-13');
    expect(await openableOccurrences(database(), series, '2024-05-12')).toEqual([]);
    const open = await openableOccurrences(database(), series, '2024-05-13');
    expect(open.map(({ id, acknowledged }) => [id.slice(-10), acknowledged])).toEqual([
      ['2024-05-20', false],
      ['2024-05-20', false],
    ]);
  });
});

it('tells every unit of ours once, and none of the side in liaison', async () => {
  const { planId, notices, unitIds } = await openDuties(database(), { tasks });
  await assignUnits(database(), planId, beijingInstant('2024-04-08', 9));
  await assignUnits(database(), planId, beijingInstant('2024-04-08', 10));
  const told = (await notices()).map(({ audience }) => audience);
  const ours = ['县教育局', '县财政局'].map((name) => `contact:${unitIds.get(name)}`);
  expect(told.toSorted()).toEqual(ours.toSorted());
  expect(await database().$count(planUnit)).toBe(2);
});

describe('the check before a launch', () => {
  it('names every refusal at once', async () => {
    const { planId, calendar } = await openDuties(database(), { tasks });
    const db = database();
    await db.update(plan).set({ state: 'running', issued: null });
    await db.execute(sql`update task set reviewed = false where key = 't02'`);
    await db.execute(sql`update party_name set settled = null where written = '云岭县教育局'`);
    await db.execute(sql`delete from post where role in ('coordinator', 'contact')`);
    const options = { superviseFrom: '2024-08-01' };
    const far = await checkLaunch(db, planId, options, calendar, '2024-04-08');
    expect(far.refusals).toEqual([
      expect.stringContaining('方案已经启动'),
      expect.stringContaining('没有印发日期'),
      expect.stringContaining('没有协调员'),
      expect.stringContaining('1 项未经审核（t02）'),
      expect.stringContaining('1 个单位名称没有对应（云岭县教育局）'),
      expect.stringContaining('没有任何一项的时限在督办开始之后'),
    ]);
    const now = await checkLaunch(db, planId, {}, calendar, '2024-04-08');
    expect(now.refusals).toContainEqual(
      expect.stringMatching(/^2 个责任单位没有可用的联系人邮箱（县教育局、县财政局）/),
    );
  });

  it('leaves a plan to the office that imported it where others coordinate too', async () => {
    const { planId, calendar, unitIds } = await openDuties(database(), { tasks });
    const db = database();
    const second = unitIds.get('县教育局') ?? 0;
    await db.execute(sql`update post set role = 'coordinator' where unit_id = ${second}`);
    const office = async () =>
      (await checkLaunch(db, planId, {}, calendar, '2024-04-08')).coordinatorUnitId;
    expect(await office()).toBe(unitIds.get('县协作办'));
    await db.update(plan).set({ coordinatorUnitId: second });
    expect(await office()).toBe(second);
    await db.update(plan).set({ coordinatorUnitId: null });
    expect(await office()).toBe(null);
  });

  it('counts what will be, and warns of what will not', async () => {
    const { planId, calendar } = await openDuties(database(), { tasks });
    const check = await checkLaunch(database(), planId, {}, calendar, '2024-04-08');
    expect(check).toMatchObject({
      refusals: [],
      counts: { tasks: 3, occurrences: 8, series: 1, beforeStart: 1, liaison: 0, units: 2 },
    });
    expect(check.warnings).toEqual([
      't02 第2项工作：共 6 期（单位×时限）',
      't03 第3项工作：1 期在督办开始前到期（首次报表不足 5 个工作日、报的是此前情况的也在内），只列出，不催办',
    ]);
  });

  it.each([
    [{ withoutContact: true }, 'contact'],
    [{ unreviewed: true }, 'reviewed'],
  ])('lets %j pass what was said out loud', async (options, what) => {
    const { planId, calendar } = await openDuties(database(), { tasks });
    const change =
      what === 'contact'
        ? sql`delete from post where role = 'contact'`
        : sql`update task set reviewed = false`;
    await database().execute(change);
    const refused = await checkLaunch(database(), planId, {}, calendar, '2024-04-08');
    const passed = await checkLaunch(database(), planId, options, calendar, '2024-04-08');
    expect([refused.refusals.length, passed.refusals.length]).toEqual([1, 0]);
  });

  it('writes nothing; beginning the launch writes its terms once', async () => {
    const { planId, calendar } = await openDuties(database(), { tasks });
    await database().update(plan).set({ state: 'draft', superviseFrom: null });
    const state = async () => (await database().select().from(plan))[0];
    const before = await state();
    const check = await checkLaunch(database(), planId, {}, calendar, '2024-04-10');
    expect(await state()).toEqual(before);
    await beginLaunch(database(), check);
    expect(await state()).toMatchObject({ state: 'launching', superviseFrom: '2024-04-10' });
    await beginLaunch(database(), { ...check, superviseFrom: '2024-09-01' });
    expect(await state()).toMatchObject({ superviseFrom: '2024-04-10' });
  });
});

describe('a plan that asks for no periodic report', () => {
  const returned = [
    { due: ['2024-06-28'], lead: ['县教育局'] },
    { due: [], lead: ['县财政局'], tracking: 'return' as const },
    { due: [], lead: ['柳溪村', '云岭县教育局'], tracking: 'return' as const },
    { due: [], lead: ['县教育局'], tracking: 'record' as const },
  ];
  const units = ['县教育局', '县财政局', '柳溪村', '云岭县教育局'];

  async function openReturned() {
    const duties = await openDuties(database(), { tasks: returned, units });
    const through = duties.unitIds.get('县教育局') ?? 0;
    await database().update(unit).set({ answersThroughId: through }).where(eq(unit.name, '柳溪村'));
    await database().update(plan).set({ state: 'draft' });
    return duties;
  }

  it('is told which tasks and units have none, and how one is added', async () => {
    const { planId, calendar } = await openReturned();
    const { warnings } = await checkLaunch(database(), planId, {}, calendar, '2024-04-08');
    expect(warnings).toEqual([
      expect.stringMatching(
        /^2 项按“随报表”跟踪（t02、t03），.*县教育局、县财政局.*--quarterly-return/,
      ),
      't02 第2项工作：随定期报表填报，不单独提醒',
      't03 第3项工作：随定期报表填报，不单独提醒',
      't04 第4项工作：只记录在册，不计时提醒',
    ]);
  });

  it('gets a quarterly one for these units, marked as ours, once', async () => {
    const { planId, calendar } = await openReturned();
    const options = { quarterlyReturn: true };
    const check = await checkLaunch(database(), planId, options, calendar, '2024-04-08');
    expect(check.warnings).toContainEqual(
      expect.stringContaining('由督办系统增设“每季度报送工作进展”（不是文件的要求）：2 个单位'),
    );
    await beginLaunch(database(), check);
    await beginLaunch(database(), check);
    await writeOccurrences(database(), calendar, planId, beijingInstant('2024-04-08', 9));
    const [added] = await database().select().from(task).where(eq(task.key, 'r01'));
    expect(added).toMatchObject({
      section: '（督办系统增设，不是文件的要求）',
      verification: 'auto',
      lead: ['县教育局（进展报表）', '县财政局（进展报表）'],
    });
    const rows = await database()
      .select()
      .from(occurrence)
      .where(eq(occurrence.taskId, added?.id ?? 0))
      .orderBy(occurrence.dueOn, occurrence.answeringUnitId);
    expect(rows.map((row) => [row.dueOn, row.reportingPeriod, row.beforeStart])).toEqual(
      [
        ['2024-04-10', '2024年第一季度', true],
        ['2024-07-10', '2024年第二季度', false],
        ['2024-10-10', '2024年第三季度', false],
        ['2025-01-10', '2024年第四季度', false],
      ].flatMap((each) => [each, each]),
    );
    const again = await checkLaunch(database(), planId, options, calendar, '2024-04-08');
    expect(again.added).toBeNull();
  });

  it('tells each unit in its assignment what it will report on there', async () => {
    const { planId, calendar, unitIds } = await openReturned();
    const options = { quarterlyReturn: true };
    const check = await checkLaunch(database(), planId, options, calendar, '2024-04-08');
    await beginLaunch(database(), check);
    await writeOccurrences(database(), calendar, planId, beijingInstant('2024-04-08', 9));
    await assignUnits(database(), planId, beijingInstant('2024-04-08', 9));
    const told = await assignedTasks(database(), planId, unitIds.get('县教育局') ?? 0);
    expect(told.map(({ role, title }) => [role, title])).toEqual([
      ['answering', '第1项工作'],
      ['answering', '每季度报送工作进展'],
      ['in-returns', '第3项工作（柳溪村）'],
    ]);
  });
});
