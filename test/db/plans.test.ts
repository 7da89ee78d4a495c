import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyAddressBook } from '../../db/address-book.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { leaveOut, namesOf, rematchNames, settleName } from '../../db/names.ts';
import { listPlans, planOverview, saveDraft, sidesOf, tasksOf } from '../../db/plans.ts';
import { applyTaskSheets, reviewAll, reviewState } from '../../db/review.ts';
import { partyName, person, plan, post, side, task, unit } from '../../db/schema.ts';
import { readAddressBook } from '../../plan/address-book.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Conflict, Delivery } from '../../plan/findings.ts';
import { taskSheets } from '../../plan/task-sheet.ts';
import { extractedPlan, extractedTask } from '../harness/extracted.ts';
import { freshDatabase } from '../harness/postgres.ts';

const NOW = beijingInstant('2024-03-04', 9);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 4);
});

beforeEach(async () => {
  for (const table of [partyName, task, side, plan, post, person, unit]) {
    await connection.db.delete(table);
  }
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

function save(home = '青禾县', extracted = extractedPlan(), bytesHash = 'a'.repeat(64)) {
  const fileName = '方案.docx';
  return saveDraft(connection.db, {
    extracted,
    bytesHash,
    fileName,
    sourceText: '正文',
    home,
    now: NOW,
  });
}

async function takeUnits(...rows: string[][]) {
  const head = ['单位', '所属方', '别名', '类别'];
  const book = readAddressBook([{ name: '一', rows: [head, ...rows] }], { units: [], sides: [] });
  await applyAddressBook(connection.db, book, { now: NOW, domain: 'duban.example.cn' });
}

const settledNames = async (planId: number) =>
  Object.fromEntries(
    (await namesOf(connection.db, planId)).map(({ written, settled, units }) => [
      written,
      [settled, ...units],
    ]),
  );

async function sheetsOf(planId: number) {
  const drafts = taskSheets(await reviewState(connection.db, planId));
  return drafts.map(({ name, columns, rows }) => ({
    name,
    rows: [columns.map(({ head }) => head), ...rows.map((row) => [...row])],
  }));
}

function set(sheet: { rows: string[][] } | undefined, row: number, head: string, text: string) {
  const cells = sheet?.rows[row];
  if (cells) cells[sheet.rows[0]?.indexOf(head) ?? -1] = text;
}

describe('a draft', () => {
  it('holds plan, sides, tasks and names, matched at once', async () => {
    await takeUnits(['青禾县教育局', '青禾县', ''], ['青禾县财政局', '青禾县', '县财政局']);
    const { planId, existed } = await save('青禾');
    expect(existed).toBe(false);
    expect(await planOverview(connection.db, planId)).toMatchObject({
      home: '青禾县',
      state: 'draft',
      periodFrom: '2024-01-01',
      periodTo: '2025-12-31',
      tasks: { total: 3, reviewed: 0, undated: 1, withoutUnit: 1, doubtful: 1 },
      names: { total: 4, unsettled: 2, leftOut: 0 },
    });
    expect((await sidesOf(connection.db, planId)).map(({ name, mode }) => [name, mode])).toEqual([
      ['青禾县', 'supervised'],
      ['云岭县', 'liaison'],
    ]);
    expect(await settledNames(planId)).toEqual({
      青禾县教育局: ['exact', '青禾县教育局'],
      县财政局: ['alias', '青禾县财政局'],
      各乡镇: [null],
      云岭县教育局: [null],
    });
    expect((await tasksOf(connection.db, planId)).map(({ key, line }) => [key, line])).toEqual([
      ['t01', 3],
      ['t02', 4],
      ['t03', 5],
    ]);
  });

  it('lets a periodic report close when it is sent, and the office check the rest', async () => {
    const { planId } = await save();
    const rows = await tasksOf(connection.db, planId);
    expect(rows.map(({ key, verification }) => [key, verification])).toEqual([
      ['t01', 'office'],
      ['t02', 'auto'],
      ['t03', 'office'],
    ]);
  });

  it('keeps contradictions with the plan, proposals and terms with the task', async () => {
    const conflicts: Conflict[] = [
      { kind: 'said-twice', tasks: ['t01'], says: [], question: '以哪个为准？', choices: ['前者'] },
    ];
    const aliases = [{ names: ['县教育局', '教育局'], why: '只差地名' }];
    const delivery: Delivery = { forms: ['stamped'], copies: 2, recipients: [], mailbox: null };
    const candidates = [{ unit: '县教育局', why: '原文有“教师”' }];
    const tasks = [extractedTask({ delivery, reporting: 'before', candidates })];
    const { planId } = await save('青禾县', extractedPlan({ conflicts, aliases, tasks }));
    expect(await planOverview(connection.db, planId)).toMatchObject({ conflicts, aliases });
    expect((await reviewState(connection.db, planId)).tasks).toMatchObject([
      { delivery, reporting: 'before', candidates, doubts: ['以哪个为准？'] },
    ]);
  });

  it('spells out the sides of units that were entered before it', async () => {
    await takeUnits(['青禾县教育局', '青禾', ''], ['东坪乡', '', '']);
    await save();
    const units = await connection.db.select().from(unit).orderBy(unit.name);
    expect(units.map(({ side: where }) => where)).toEqual([null, '青禾县']);
  });

  it('is the same one for the same file and side, and another for another side', async () => {
    const first = await save();
    expect(await save('青禾')).toEqual({ ...first, existed: true });
    expect((await save('云岭县')).planId).not.toBe(first.planId);
    expect(await listPlans(connection.db)).toHaveLength(2);
    await connection.db.update(plan).set({ state: 'running' }).where(eq(plan.id, first.planId));
    expect(await save()).toMatchObject({ existed: true, state: 'running' });
  });

  it('is one when two save it at the same moment', async () => {
    const both = await Promise.all([save(), save()]);
    expect(new Set(both.map(({ planId }) => planId)).size).toBe(1);
    expect(both.filter(({ existed }) => existed)).toHaveLength(1);
    expect(await connection.db.select().from(task)).toHaveLength(3);
  });

  it('refuses a home that the document does not name, and lists those it does', async () => {
    await expect(save('海风县')).rejects.toThrow('“青禾县”、“云岭县”，没有“海风县”');
    await expect(save('')).rejects.toThrow('“青禾县”、“云岭县”；请用 --home');
    expect(await listPlans(connection.db)).toEqual([]);
  });

  it('takes any home where the document names no sides, and the year of issue as its period', async () => {
    const { planId } = await save('海风县', extractedPlan({ sides: [], periods: [] }));
    const overview = await planOverview(connection.db, planId);
    expect(overview).toMatchObject({ home: '海风县', periodFrom: '2024-01-01' });
    expect(overview.sides).toEqual([
      { name: '海风县', short: '海风', home: true, mode: 'supervised' },
    ]);
  });

  it('is asked for by number', async () => {
    await expect(planOverview(connection.db, 99)).rejects.toThrow('没有找到方案：99');
  });
});

describe('names', () => {
  it('are matched anew when the address book has grown, except those a person settled', async () => {
    const { planId } = await save();
    await takeUnits(
      ['青禾县教育局', '青禾县', ''],
      ['柳溪镇', '青禾县', ''],
      ['东坪乡', '青禾县', ''],
    );
    await settleName(connection.db, planId, '各乡镇', ['东坪乡', '柳溪镇']);
    await leaveOut(connection.db, planId, '云岭县教育局', '对方单位，由对方督办');
    expect(await rematchNames(connection.db, planId)).toEqual(['青禾县教育局']);
    expect(await settledNames(planId)).toEqual({
      青禾县教育局: ['exact', '青禾县教育局'],
      县财政局: [null],
      各乡镇: ['person', '东坪乡', '柳溪镇'],
      云岭县教育局: ['left-out'],
    });
    await settleName(connection.db, planId, '各乡镇', []);
    expect((await settledNames(planId))['各乡镇']).toEqual([null]);
  });

  it('come with proposals, those nobody settled first, collectives after the others', async () => {
    await takeUnits(
      ['青禾县教育局', '青禾县', ''],
      ['青禾县财政局', '青禾县', ''],
      ['柳溪镇', '青禾县', ''],
    );
    const { planId } = await save();
    const names = await namesOf(connection.db, planId);
    expect(names.map(({ written, tasks }) => [written, tasks])).toEqual([
      ['县财政局', 1],
      ['云岭县教育局', 1],
      ['各乡镇', 1],
      ['青禾县教育局', 1],
    ]);
    expect(names[0]?.proposals[0]?.units).toEqual(['青禾县财政局']);
    expect(names[2]?.proposals[0]?.units).toEqual(['柳溪镇']);
  });

  it('refuses unknown names, unknown units and an empty reason', async () => {
    const { planId } = await save();
    const { db } = connection;
    await expect(settleName(db, planId, '民政局', [])).rejects.toThrow('民政局');
    await expect(settleName(db, planId, '各乡镇', ['甲镇', '乙镇'])).rejects.toThrow('甲镇、乙镇');
    await expect(leaveOut(db, planId, '各乡镇', ' ')).rejects.toThrow('写明理由');
  });
});

describe('a corrected sheet', () => {
  it('changes nothing as it stands', async () => {
    const { planId } = await save();
    expect(await applyTaskSheets(connection.db, planId, await sheetsOf(planId), NOW)).toEqual([]);
  });

  it('changes tasks, drops names no task has, and adds and matches new ones', async () => {
    await takeUnits(['青禾县民政局', '青禾县', ''], ['柳溪镇', '青禾县', '']);
    const { planId } = await save();
    const sheets = await sheetsOf(planId);
    set(sheets[0], 1, '配合', '青禾县民政局');
    set(sheets[0], 1, '数量', '');
    set(sheets[0], 3, '不作任务的理由', '属于号召');
    const towns = sheets[1]?.rows.findIndex(([written]) => written === '各乡镇') ?? -1;
    set(sheets[1], towns, '对应单位', '柳溪镇');
    const said = await applyTaskSheets(connection.db, planId, sheets, NOW);
    expect(said).toEqual([
      't01 配合：“县财政局” → “青禾县民政局”',
      't01 数量：“不少于2次/年” → 空白',
      't03 不作任务的理由：空白 → “属于号召”',
      '各乡镇：对应 柳溪镇',
    ]);
    const [first, , third] = await tasksOf(connection.db, planId);
    expect(first).toMatchObject({ support: ['青禾县民政局'], count: null });
    expect(third?.dismissed).toBe('属于号召');
    expect(await settledNames(planId)).toEqual({
      青禾县教育局: [null],
      青禾县民政局: ['exact', '青禾县民政局'],
      各乡镇: ['person', '柳溪镇'],
      云岭县教育局: [null],
    });
    expect(await applyTaskSheets(connection.db, planId, await sheetsOf(planId), NOW)).toEqual([]);
  });

  it('changes nothing at all when one cell is bad', async () => {
    const { planId } = await save();
    const sheets = await sheetsOf(planId);
    set(sheets[0], 1, '标题', '新的标题');
    set(sheets[0], 2, '截止日期', '11月底');
    await expect(applyTaskSheets(connection.db, planId, sheets, NOW)).rejects.toThrow('11月底');
    expect((await tasksOf(connection.db, planId))[0]?.title).toBe('举办教师培训');
  });

  it('is refused once the plan is launched', async () => {
    const { planId } = await save();
    await connection.db.update(plan).set({ state: 'running' });
    await expect(applyTaskSheets(connection.db, planId, [], NOW)).rejects.toThrow('已经启动');
    await expect(reviewAll(connection.db, planId, NOW)).rejects.toThrow('已经启动');
  });

  it('can mark everything as reviewed', async () => {
    const { planId } = await save();
    expect(await reviewAll(connection.db, planId, NOW)).toBe(3);
    expect(await reviewAll(connection.db, planId, NOW)).toBe(0);
  });
});
