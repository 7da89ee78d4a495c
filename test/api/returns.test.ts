import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import type { Commander } from '../../client/command.ts';
import { currentLink } from '../../db/links.ts';
import { returnBook } from '../../db/returns.ts';
import { event, note, occurrence, post, returnRow, task, unit } from '../../db/schema.ts';
import { readSheets } from '../../documents/sheet.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant, type PlainDate, plainDate } from '../../plan/date.ts';
import { PendingError } from '../../plan/errors.ts';
import { periodTables } from '../../plan/returns.ts';
import { type Seeded, seedPlan } from '../harness/seed.ts';
import { fieldsOf, formIn, formsIn, openPages, type Pages } from '../harness/unit-pages.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';
import { photoFile } from '../harness/photo.ts';

let year: TestYear;
let pages: Pages;
let seeded: Seeded;
const lists: Record<string, string> = {};
const MONTHS = Array.from({ length: 10 }, (_, month) => plainDate(2024, month + 4, 1));

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  pages = await openPages(year.commander);
  const { db } = year;
  seeded = await seedPlan(db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '柳溪村', '驻村干部'],
    tasks: [
      {
        due: MONTHS,
        title: '报送工作进展情况',
        lead: ['县教育局', '县财政局'],
        distribution: 'each',
      },
      {
        due: ['2024-12-31'],
        title: '组织互访',
        lead: ['县教育局'],
        count: { op: '>=', value: 4, unit: '次', per: 'plan' },
      },
      { due: ['2024-07-31'], title: '教师培训', lead: ['县教育局'] },
      { due: [], title: '关注困境儿童', lead: ['县教育局'], tracking: 'return' },
      {
        due: [],
        title: '入户走访',
        quote: '对监测对象每月入户走访',
        lead: ['柳溪村', '驻村干部'],
        distribution: 'each',
        tracking: 'return',
      },
      { due: ['2024-12-20'], title: '修缮村小学', lead: ['柳溪村'] },
      { due: ['2024-08-31'], title: '资金审计', lead: ['县财政局'] },
      { due: ['2024-09-30'], title: '资金公开', lead: ['县财政局'] },
    ],
  });
  await db.update(task).set({ verification: 'auto' });
  const through = { answersThroughId: seeded.unitIds.get('县教育局') ?? 0 };
  await db.update(unit).set(through).where(eq(unit.name, '柳溪村'));
  await db
    .update(unit)
    .set({ ...through, kind: 'group' })
    .where(eq(unit.name, '驻村干部'));
  await year.launch(seeded.planId);
  await year.moveTo(beijingInstant('2024-03-28', 10));
  await openLists();
});

async function openLists(): Promise<void> {
  for (const name of ['县教育局', '县财政局', '柳溪村']) lists[name] = await listOf(name);
}

afterAll(async () => {
  await pages.close();
  await year.close();
});

async function listOf(name: string): Promise<string> {
  const unitId = seeded.unitIds.get(name) ?? 0;
  const [holder] = await year.db.select().from(post).where(eq(post.unitId, unitId));
  return pages.pathOf(await currentLink(year.db, holder?.personId ?? 0, unitId, year.now()));
}

async function returnOf(name: string, dueOn: PlainDate): Promise<string> {
  const unitId = seeded.unitIds.get(name) ?? 0;
  const [row] = await year.db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(
      and(
        eq(occurrence.answeringUnitId, unitId),
        eq(occurrence.dueOn, dueOn),
        isNotNull(occurrence.reportingPeriod),
      ),
    );
  return `${lists[name]}/o/${row?.id}`;
}

/** The form with its rows as a browser has it, and the number of the row of a task. */
async function openForm(path: string, from = pages) {
  const { body } = await from.get(path);
  const { action, form } = formsIn(body).filter(({ action: to }) => to.endsWith('=return'))[1] ?? {
    action: '',
    form: '',
  };
  const fields = fieldsOf(body, form);
  const rowOf = (title: string, party = '') => {
    const parts = body.split('<details class="row"').slice(1);
    return parts.findIndex((part) => part.includes(title) && part.includes(party));
  };
  return { body, action, fields, rowOf };
}

function shownRows(body: string): string[] {
  return [...body.matchAll(/<span class="head">([^<]*)<\/span>(?:<small>责任主体：([^<]*))?/g)].map(
    ([, head = '', party]) => (party === undefined ? head : `${head}（${party}）`),
  );
}

async function counts() {
  const rows = await year.db
    .select({ kind: event.kind, number: sql<number>`count(*)::int` })
    .from(event)
    .where(sql`${event.kind} in ('report', 'enter', 'complete')`)
    .groupBy(event.kind);
  return Object.fromEntries(rows.map(({ kind, number }) => [kind, number]));
}

describe('the list of a unit', () => {
  it('shows what is told of in returns apart, and asks what had been done before', async () => {
    const { body } = await pages.get(lists['县教育局'] ?? '');
    const apart = body.split('在定期报表中填报（3 项）')[1] ?? '';
    expect([...apart.matchAll(/<strong>([^<]*)/g)].map(([, head]) => head)).toEqual([
      '4 关注困境儿童',
      '5 入户走访',
      '5 入户走访',
    ]);
    expect(body).toMatch(/2 组织互访<\/strong>[^]*?督办开始前已完成多少/);
  });
});

describe('the page of a return', () => {
  it('is called by its period and day, and has a row for all that the unit answers for', async () => {
    const { body } = await openForm(await returnOf('县教育局', '2024-04-01'));
    expect(body).toContain('<title>2024年3月份进展情况，4月1日前报</title>');
    expect(shownRows(body)).toEqual([
      '2 组织互访',
      '3 教师培训',
      '4 关注困境儿童',
      '5 入户走访（柳溪村）',
      '5 入户走访（驻村干部）',
      '6 修缮村小学（柳溪村）',
    ]);
    expect(body).toContain('本月新增（次）');
    expect(body).toContain('全部无变化（零报告）');
    const acts = formsIn(body).map(({ action }) => action.split('?act=')[1]);
    expect(acts).not.toContain('complete');
  });

  it('asks for two numbers where so many were to be done', async () => {
    const { fields, rowOf } = await openForm(await returnOf('县教育局', '2024-04-01'));
    const group = rowOf('入户走访', '驻村干部');
    expect(fields).toMatchObject({ [`outof-${group}`]: '', [`amount-${group}`]: '' });
    expect(fields).not.toHaveProperty(`outof-${rowOf('关注困境儿童')}`);
  });

  it('is no business of another unit, nor of a party that answers through it', async () => {
    const id = (await returnOf('县教育局', '2024-04-01')).split('/o/')[1];
    for (const name of ['县财政局', '柳溪村']) {
      expect((await pages.get(`${lists[name]}/o/${id}`)).statusCode).toBe(404);
      const fields = { form: crypto.randomUUID(), on: '2024-03-28', zero: '1' };
      const sent = await pages.post(`${lists[name]}/o/${id}?act=return`, fields);
      expect(sent.statusCode).toBe(403);
    }
  });

  it('does not open before its time', async () => {
    const { body } = await pages.get(await returnOf('县教育局', '2024-05-01'));
    expect(body).not.toContain('全部无变化');
  });

  it('names what is wrong row by row, keeps what was written and gives nothing', async () => {
    const path = await returnOf('县教育局', '2024-04-01');
    const { action, fields, rowOf } = await openForm(path);
    const typed = { [`text-${rowOf('培训')}`]: '已报名', [`amount-${rowOf('互访')}`]: '两次' };
    const answer = await pages.post(action, { ...fields, ...typed }, []);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('2 组织互访：“两次”不是数字');
    expect(answer.body).toContain('>已报名</textarea>');
    expect(await counts()).toEqual({});
  });

  it('sends nothing when a phone goes on from a field, and keeps what was written', async () => {
    const path = await returnOf('县教育局', '2024-04-01');
    const { body, action, fields, rowOf } = await openForm(path);
    const form = body.split('<form class="rows"')[1] ?? '';
    expect(/<button[^>]*name="([^"]*)"/.exec(form)?.[1]).toBe('unfinished');
    const typed = { [`text-${rowOf('培训')}`]: '已报名', unfinished: '1' };
    const answer = await pages.post(action, { ...fields, ...typed }, []);
    expect(answer.body).toMatch(/还没有报送[^]*>已报名<\/textarea>/);
    expect(await counts()).toEqual({});
  });
});

describe('a return that is sent', () => {
  it('goes on where it was killed, with nothing lost and nothing twice', async () => {
    const path = await returnOf('县教育局', '2024-04-01');
    const { action, fields, rowOf } = await openForm(path);
    const village = rowOf('入户走访', '柳溪村');
    const group = rowOf('入户走访', '驻村干部');
    const typed = {
      [`amount-${rowOf('互访')}`]: '1',
      [`text-${rowOf('互访')}`]: '赴云岭县一次',
      [`text-${rowOf('困境儿童')}`]: '结对 12 名',
      [`amount-${village}`]: '30',
      [`outof-${village}`]: '31',
      [`amount-${group}`]: '8',
      [`outof-${group}`]: '8',
      [`text-${rowOf('修缮')}`]: '已开工',
    };
    const photo = photoFile('开工.jpg');
    const send = (to: Pages) =>
      to.post(action, { ...fields, ...typed }, [photo], `files-${rowOf('修缮')}`);
    const reached: unknown[] = [];
    for (const nth of [1, 3, 4]) {
      const dying = await openPages(dyingAt(nth), undefined, () => {});
      expect((await send(dying)).statusCode).toBe(503);
      await dying.close();
      reached.push(await counts());
    }
    expect(reached).toEqual([{}, { enter: 1, report: 1 }, { enter: 1, report: 4 }]);
    expect((await send(pages)).headers.location).toBe(`${path}?done=return`);
    const again = await Promise.all([send(pages), send(pages)]);
    expect(again.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await counts()).toEqual({ enter: 1, report: 4, complete: 1 });
    const { body } = await pages.get(path);
    expect(body).toContain('本期报表已报送');
    expect(body).toContain('报办结（填报 5 项，其余无变化）');
    expect(body).toContain('5 入户走访（柳溪村）：报进展（应完成 31，已完成 30）');
  });

  it('keeps what was said of each task, the parties of one added up', async () => {
    const rows = await year.db
      .select({ title: task.title, done: returnRow.done, outOf: returnRow.outOf })
      .from(returnRow)
      .innerJoin(task, eq(task.id, returnRow.taskId))
      .orderBy(task.id);
    expect(rows).toEqual([
      { title: '关注困境儿童', done: null, outOf: null },
      { title: '入户走访', done: 38, outOf: 39 },
    ]);
    const texts = (await year.db.select().from(note)).map(({ text }) => text).toSorted();
    expect(texts).toEqual(['已开工', '结对 12 名', '赴云岭县一次']);
    const [entered] = await year.db.select().from(event).where(eq(event.kind, 'enter'));
    expect(entered?.data).toMatchObject({ amount: 1, on: '2024-03-28' });
    const { body } = await pages.get(`${lists['县教育局']}/o/${entered?.occurrenceId}`);
    expect(body).toContain('已完成 1/4 次');
  });

  it('takes nothing more, but what comes again', async () => {
    const path = await returnOf('县教育局', '2024-04-01');
    const fields = { form: crypto.randomUUID(), on: '2024-03-28', zero: '1' };
    const answer = await pages.post(`${path}?act=return`, fields);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('本期报表已销号，不能再报');
  });

  it('names the row that was refused and takes the others', async () => {
    const path = await returnOf('县财政局', '2024-04-01');
    const { action, fields, rowOf } = await openForm(path);
    const audit = (await pages.get(path)).body.match(/o:(plan[^"]*joint[^"]*)/)?.[1] ?? '';
    const page = `${lists['县财政局']}/o/${audit}`;
    const done = formIn((await pages.get(page)).body, '?act=complete');
    await pages.post(done.action, { form: done.form, text: '已审结' }, []);
    const typed = { [`text-${rowOf('审计')}`]: '补充材料', [`text-${rowOf('公开')}`]: '已张榜' };
    const answer = await pages.post(action, { ...fields, ...typed }, []);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toMatch(/有 1 项没有收下，其余已经报送/);
    expect(answer.body).toMatch(/7 资金审计：该事项已销号，不能报进展（您填写的：补充材料）/);
    expect(answer.body).toContain('报办结（填报 1 项，其余无变化）');
  });
});

describe('the next return', () => {
  it('stands filled in with what was said last, and sends only what is new', async () => {
    await year.moveTo(beijingInstant('2024-04-28', 10));
    await openLists(); // the links of a month ago have expired
    const path = await returnOf('县教育局', '2024-05-01');
    const { body, action, fields, rowOf } = await openForm(path);
    const group = rowOf('入户走访', '驻村干部');
    expect(fields).toMatchObject({
      [`text-${rowOf('修缮')}`]: '已开工',
      [`amount-${group}`]: '8',
      [`outof-${group}`]: '8',
      [`amount-${rowOf('互访')}`]: '',
    });
    expect(body).toContain('上次报于3月28日（周四）');
    const before = await counts();
    const typed = { [`amount-${group}`]: '7' };
    expect((await pages.post(action, { ...fields, ...typed }, [])).statusCode).toBe(303);
    expect(await counts()).toEqual({
      ...before,
      report: (before['report'] ?? 0) + 1,
      complete: (before['complete'] ?? 0) + 1,
    });
  });

  it('is a report of nothing in one tap', async () => {
    const path = await returnOf('县财政局', '2024-05-01');
    const { body } = await pages.get(path);
    const { action, form } = formIn(body, '?act=return');
    const before = await counts();
    const answer = await pages.post(action, fieldsOf(body, form));
    expect(answer.headers.location).toBe(`${path}?done=return`);
    expect(await counts()).toEqual({ ...before, complete: (before['complete'] ?? 0) + 1 });
    expect((await pages.get(path)).body).toContain('零报告，全部无变化');
  });
});

it('gives the office one table per period, missing units first', async () => {
  await year.moveTo(beijingInstant('2024-05-29', 10));
  const book = await returnBook(year.db, seeded.planId);
  const tables = periodTables(book, calendarOf(), year.now());
  expect(tables.map(({ period }) => period)).toEqual(['2024年3月份', '2024年4月份', '2024年5月份']);
  const told = tables.map(({ units }) =>
    units.map(({ unit: name, status, zero, late }) => [name, status, zero, late]),
  );
  expect(told).toEqual([
    [
      ['县教育局', 'reported', false, false],
      ['县财政局', 'reported', false, false],
    ],
    [
      ['县教育局', 'reported', false, false],
      ['县财政局', 'reported', true, false],
    ],
    [
      ['县教育局', 'missing', false, false],
      ['县财政局', 'missing', false, false],
    ],
  ]);
  const [march, april] = tables;
  const lines = march?.rows
    .filter((row) => row.unit === '县教育局')
    .map(({ title, party, noChange, added, done, outOf, words }) => [
      `${title}${party}`,
      noChange ? '无变化' : [added, done, outOf].filter((each) => each !== null).join('/'),
      words,
    ]);
  expect(lines?.toSorted()).toEqual([
    ['修缮村小学柳溪村', '', '已开工'],
    ['入户走访柳溪村', '30/31', ''],
    ['入户走访驻村干部', '8/8', ''],
    ['关注困境儿童', '', '结对 12 名'],
    ['教师培训', '无变化', ''],
    ['组织互访', '1', '赴云岭县一次'],
  ]);
  const told4 = april?.rows.filter(({ noChange }) => !noChange);
  expect(told4).toMatchObject([{ title: '入户走访', party: '驻村干部', done: 7, outOf: 8 }]);
});

describe('the command line', () => {
  it('lists a period with its missing units and writes the table', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duban-returns-'));
    const file = join(folder, 'returns.xlsx');
    const plan = String(seeded.planId);
    const { code, printed } = await duban('returns', plan, '--out', file);
    expect(code).toBe(0);
    expect(printed).toMatch(/2024年3月份（1 报送工作进展情况，2024-04-01 前报）：已报 2\/2/);
    expect(printed).toMatch(/2024年5月份[^]*已报 0\/2\n {2}✗ 县教育局 {2}未报/);
    const [sent, said] = await readSheets(await readFile(file), 'returns.xlsx');
    expect(sent?.rows).toContainEqual([
      '2024年4月份',
      '1 报送工作进展情况',
      '2024-05-01',
      '县财政局',
      '零报告',
      expect.stringMatching(/^2024年4月28日/),
    ]);
    const visits = ['2024年3月份', '县教育局', '驻村干部', '5', '入户走访', '8/8', ''];
    expect(said?.rows).toContainEqual(visits);
    const none = await duban('returns', plan, '--period', '2024年9月份');
    expect(none).toMatchObject({ code: 1, printed: expect.stringContaining('已有：2024年3月份') });
    await rm(folder, { recursive: true });
  });

  it('adds up what is counted and what was said in returns', async () => {
    const { printed } = await duban('targets', String(seeded.planId));
    expect(printed).toMatch(/2 组织互访：完成 1\/4 次，达到 4 次还需 3 次；照此进度/);
    expect(printed).toMatch(
      /5 入户走访（随报表）：已完成 37，应完成 39\n {2}柳溪村：已完成 30，应完成 31（2024-03-28）/,
    );
  });
});

/** A commander whose engine goes away at the nth command. */
function dyingAt(nth: number): Commander {
  let given = 0;
  const client = new Proxy(year.commander.client, {
    get: (target, name) =>
      name === 'withDeadline'
        ? async (deadline: number, work: () => Promise<unknown>) => {
            given += 1;
            if (given === nth) throw new PendingError();
            return await target.withDeadline(deadline, work);
          }
        : Reflect.get(target, name),
  });
  return { ...year.commander, client };
}

/** Runs a command line on the test's database and day. */
async function duban(...args: string[]) {
  let printed = '';
  const print = (text: string) => void (printed += `${text}\n`);
  const shift = String(Math.round(year.now() - Date.now()));
  const environment = { DATABASE_URL: year.databaseUrl, DUBAN_SHIFT: shift };
  const code = await run(args, environment, { out: print, error: print });
  return { code, printed };
}
