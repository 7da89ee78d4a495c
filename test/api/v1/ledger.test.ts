import { eq, inArray } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence, plan } from '../../../db/schema.ts';
import { readSheets } from '../../../documents/sheet.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';

const database = sharedDatabase();
let api: DeskApi;
let as: string;
let ids: string[];

/** Eight rows of 县教育局: one of each kind that the desk tells apart. */
const ROWS: Partial<typeof occurrence.$inferInsert>[] = [
  { dueOn: '2024-10-15', yellowFrom: '2024-10-12', redFrom: '2024-10-16' },
  { dueOn: '2024-10-28', yellowFrom: '2024-10-24', redFrom: '2024-10-29' },
  { dueOn: '2024-11-05', yellowFrom: '2024-11-01', redFrom: '2024-11-06' },
  { dueOn: '2024-11-30', extensionUntil: '2024-12-20', redFrom: '2024-12-02' },
  { dueOn: '2024-12-20', state: 'completed', completedOn: '2024-10-30' },
  { dueOn: '2024-09-10', state: 'closed', endedOn: '2024-09-09' },
  { dueOn: '2024-12-31', pausedOn: '2024-10-20' },
  { dueOn: null, waitsFor: '项目批复', reportingPeriod: '3月份' },
];

beforeEach(async () => {
  const db = database();
  await seedDesk(db);
  const [first] = await db.select().from(occurrence).orderBy(occurrence.id);
  if (first === undefined) throw new Error('not seeded');
  const others = await db.select({ id: occurrence.id }).from(occurrence);
  ids = ROWS.map((_, index) => `plan/1/9/joint/${index}`);
  const plain = { yellowFrom: null, redFrom: null, dueOn: null };
  await db
    .insert(occurrence)
    .values(ROWS.map((row, index) => ({ ...first, ...plain, ...row, id: ids[index] ?? '' })));
  for (const { id } of others) {
    await db.update(occurrence).set({ state: 'cancelled' }).where(eq(occurrence.id, id));
  }
  api = await openDeskApi(idleCommander(db, () => DESK_START));
  as = await loggedIn(db, '周协调', DESK_START);
});

afterEach(async () => api.close());

/** Which of the eight rows a query finds, in order. */
async function found(query: string): Promise<number[]> {
  const { body } = await api.call('GET', `/ledger?${query}`, { as });
  return body.rows
    .map(({ id }: { id: string }) => ids.indexOf(id))
    .filter((index: number) => index >= 0);
}

it.each([
  ['light=red', [0, 1]],
  ['light=red&sort=late', [0, 1]],
  ['light=red,yellow', [0, 1, 2]],
  ['light=red&light=yellow', [0, 1, 2]],
  ['light=grey', [6, 7]],
  ['state=completed', [4]],
  ['state=completed,closed', [5, 4]],
  ['due_from=2024-11-01&due_to=2024-11-30', [2, 3]],
  ['undated=true', [7]],
  ['mark=extension', [3]],
  ['mark=paused', [6]],
  ['mark=waiting', [7]],
  ['period=3%E6%9C%88%E4%BB%BD', [7]],
  ['outcome=onTime', [5, 4]],
  ['outcome=late', []],
  ['outcome=overdue', [0, 1]],
  ['outcome=open', [2, 3, 6, 7]],
  ['outcome=open&light=yellow', [2]],
  ['text=%E6%94%AF%E6%95%99&light=red', [0, 1]],
  ['text=%E6%94%AF%E6%95%99%20%E6%95%99%E8%82%B2%E5%B1%80&light=red', [0, 1]],
  ['text=%25&light=red', []],
  ['text=nothing', []],
  ['sort=-due&light=red', [1, 0]],
  ['plan=2', []],
])('finds by %s the rows %j', async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

it('gives of a row what a clerk reads', async () => {
  const { body } = await api.call('GET', '/ledger?light=red&sort=late', { as });
  expect(body.rows[0]).toMatchObject({
    unit: '县教育局',
    dueOn: '2024-10-15',
    practicalDueOn: null,
    light: 'red',
    lightName: '逾期',
    stateName: '已交办',
    daysLate: 13,
    daysLeft: -17,
    lastAct: null,
  });
  const later = await api.call('GET', '/ledger?mark=extension', { as });
  expect(later.body.rows[0]).toMatchObject({ practicalDueOn: '2024-11-29', daysLeft: 29 });
});

it('pages without losing or repeating a row, and says how many there are', async () => {
  const seen: string[] = [];
  for (let page = 1; page <= 4; page += 1) {
    const { body } = await api.call('GET', `/ledger?size=3&page=${page}`, { as });
    expect(body).toMatchObject({ total: 10, more: false, size: 3, page });
    seen.push(...body.rows.map(({ id }: { id: string }) => id));
  }
  expect(new Set(seen).size).toBe(10);
  expect((await api.call('GET', '/ledger?size=200&page=51', { as })).status).toBe(409);
});

it.each([
  ['size=201', 'size', '不能大于 200'],
  ['light=blue', 'light.0', '应为 red、yellow、green、grey、done 之一'],
  ['due_from=tomorrow', 'due_from', '应为存在的日期'],
  ['plan=x', 'plan', '应为数字'],
])('says what is wrong with %s', async (query, at, says) => {
  const { status, body } = await api.call('GET', `/ledger?${query}`, { as });
  expect(status).toBe(422);
  expect(body.errors).toEqual([{ at, says: expect.stringContaining(says) }]);
});

it('counts on the board what the ledger lists under the address of each figure', async () => {
  const { body } = await api.call('GET', '/board?plan=1', { as });
  const figures = Object.fromEntries(
    body.figures.map(({ name, count }: { name: string; count: number }) => [name, count]),
  );
  expect(figures).toEqual({
    dueSoon: 2,
    overdue: 2,
    toVerify: 1,
    extensions: 1,
    declined: 0,
    atRisk: 0,
    untimed: 2,
  });
  for (const { count, query } of [...body.figures, ...cellQueries(body)]) {
    expect((await api.call('GET', `/ledger?${query}`, { as })).body.total).toBe(count);
  }
  const [{ id, name }] = body.units;
  expect(name).toBe('县教育局');
  expect(body.cells).toContainEqual({ unitId: id, span: '2024-10', light: 'red', count: 2 });
});

type Cell = { unitId: number; span: string; light: string; count: number };

/** What each cell of a board counts, and the query for it. */
function cellQueries({
  cells,
  spans,
}: {
  cells: Cell[];
  spans: { span: string; query: string }[];
}) {
  const queries = new Map(spans.map(({ span, query }) => [span, query]));
  return cells.map(({ unitId, span, light, count }) => {
    const query = `${queries.get(span)}&unit=${unitId}&light=${light}`;
    return { count, query };
  });
}

/** Which columns of the board hold what has not ended, in order; each cell counts what its address lists. */
async function boardIn(year: string) {
  const { body } = await api.call('GET', `/board?year=${year}`, { as });
  for (const { count, query } of cellQueries(body)) {
    expect((await api.call('GET', `/ledger?${query}`, { as })).body.total).toBe(count);
  }
  const cells: { span: string; light: string }[] = body.cells;
  const spans = cells
    .filter(({ light }) => light !== 'done')
    .map(({ span }) => span)
    .toSorted();
  return { year: body.year, years: body.years, spans };
}

it('shows a year on the board, and of earlier ones what has not ended', async () => {
  const db = database();
  const past = { dueOn: '2023-11-20', yellowFrom: '2023-11-15', redFrom: '2023-11-21' };
  await db
    .update(occurrence)
    .set(past)
    .where(inArray(occurrence.id, ids.slice(0, 1)));
  await db
    .update(occurrence)
    .set({ dueOn: '2023-05-20' })
    .where(inArray(occurrence.id, ids.slice(5, 6))); // has ended
  await db.update(plan).set({ periodFrom: '2023-01-01' });
  expect(await boardIn('2024')).toEqual({
    year: 2024,
    years: { from: 2023, to: 2024 },
    spans: ['2024-10', '2024-11', '2024-11', '2024-12', '2024-12', 'earlier', 'undated'],
  });
  expect(await boardIn('2023')).toMatchObject({ spans: ['2023-11', 'undated'] });
  expect(await boardIn('2035')).toMatchObject({ year: 2024 });
});

type CourseMonth = { month: string; query: string } & Record<string, number>;

it('tells of each month how what was due turned out, each number with the rows it counts', async () => {
  const late = { state: 'closed' as const, redFrom: '2024-11-06', completedOn: '2024-11-06' };
  await database()
    .update(occurrence)
    .set(late)
    .where(inArray(occurrence.id, ids.slice(2, 3)));
  const { body } = await api.call('GET', '/board/course?plan=1&year=2024', { as });
  const months: CourseMonth[] = body.months;
  expect(months).toHaveLength(12);
  const told = months.map(({ onTime, late: done, overdue, open }) => [onTime, done, overdue, open]);
  expect(told.slice(8)).toEqual([
    [1, 0, 0, 0],
    [0, 0, 2, 0],
    [0, 1, 0, 1],
    [1, 0, 0, 1],
  ]);
  expect(
    told
      .slice(0, 8)
      .flat()
      .every((count) => count === 0),
  ).toBe(true);
  for (const month of months.slice(8)) {
    for (const outcome of ['onTime', 'late', 'overdue', 'open']) {
      const listed = await api.call('GET', `/ledger?${month.query}&outcome=${outcome}`, { as });
      expect([outcome, listed.body.total]).toEqual([outcome, month[outcome]]);
    }
  }
});

it('shows nobody the course of what he may not see', async () => {
  const stranger = await loggedIn(database(), '没有岗位', DESK_START);
  const { body } = await api.call('GET', '/board/course', { as: stranger });
  const months: CourseMonth[] = body.months;
  expect(months.every(({ onTime, open }) => onTime === 0 && open === 0)).toBe(true);
  expect((await api.call('GET', '/board/course')).status).toBe(401);
});

it('exports as a workbook what the same conditions list', async () => {
  const answer = await api.app.inject({
    url: '/api/v1/export/ledger.xlsx?light=red&sort=late',
    headers: { cookie: `duban-session=${as}` },
  });
  expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''");
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  const [sheet] = await readSheets(answer.rawPayload, '台账.xlsx');
  expect(sheet?.rows.map((row) => row[5])).toEqual(['现时限', '2024-10-15', '2024-10-28']);
});
