import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { currentLink } from '../../db/links.ts';
import { entry, event, handler, notice, occurrence, person, post, task } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Seeded, seedPlan } from '../harness/seed.ts';
import { formIn, formsIn, openPages, type Pages } from '../harness/unit-pages.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let pages: Pages;
let seeded: Seeded;
let list: string;
let partner: string;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  pages = await openPages(year.commander);
  seeded = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '县民政局'],
    tasks: [
      {
        due: ['2024-12-31'],
        title: '互访',
        lead: ['县教育局'],
        support: ['县财政局', '县民政局'],
        count: { op: '>=', value: 4, unit: '次', per: 'year' },
      },
      { due: ['2024-03-20'], title: '试点', lead: ['县教育局'], force: 'soft' },
      { due: ['2024-08-31'], title: '审计', lead: ['县教育局'] },
      { due: ['2024-09-30'], title: '备案', lead: ['县教育局'] },
    ],
  });
  await year.launch(seeded.planId);
  await year.moveTo(beijingInstant('2024-03-25', 10));
  list = await listOf('县教育局');
  partner = await listOf('县财政局');
});

afterAll(async () => {
  await pages.close();
  await year.close();
});

async function listOf(name: string): Promise<string> {
  const unitId = seeded.unitIds.get(name) ?? 0;
  const [holder] = await year.db.select().from(post).where(eq(post.unitId, unitId));
  return pages.pathOf(await currentLink(year.db, holder?.personId ?? 0, unitId, year.now()));
}

async function idOf(title: string): Promise<string> {
  const [row] = await year.db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(eq(task.title, title));
  return row?.id ?? '';
}

async function rowOf(title: string) {
  const [row] = await year.db
    .select()
    .from(occurrence)
    .where(eq(occurrence.id, await idOf(title)));
  if (row === undefined) throw new Error(title);
  return row;
}

async function fill(title: string, act: string, fields: Record<string, string>, from = list) {
  const path = `${from}/o/${await idOf(title)}`;
  const { action, form } = formIn((await pages.get(path)).body, `?act=${act}`);
  const send = () => pages.post(action, { form, ...fields }, []);
  const answers = [await send(), await send()];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  return (await pages.get(`${path}?done=${act}`)).body;
}

async function actsOf(title: string, from = list): Promise<string[]> {
  const { body } = await pages.get(`${from}/o/${await idOf(title)}`);
  return formsIn(body).map(({ action }) => action.split('?act=')[1] ?? '');
}

async function lastEvent(title: string) {
  const [row] = await year.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, await idOf(title)))
    .orderBy(desc(event.seq))
    .limit(1);
  return row;
}

const told = async (kind: 'risk' | 'declined' | 'contribution') =>
  (await year.db.select().from(notice).where(eq(notice.kind, kind))).map(
    ({ audience }) => audience,
  );

describe('a counted duty', () => {
  it('takes what had been done before supervision, and then entry by entry', async () => {
    await fill('互访', 'set-opening', { amount: '1', text: '2月一次' });
    const body = await fill('互访', 'enter', { on: '2024-03-24', amount: '1', text: '赴云岭' });
    expect(body).toContain('已完成 2/4 次');
    expect(body).toContain('其中督办开始前 1 次；还差 2 次，填够后才能报办结');
    expect(body).toContain('填报数量 1');
    // what is lacking is said before it is refused
    const lacking =
      /<label for="complete-amount">(.*?)<\/label>\s*<input ([^>]*)>\s*<small[^>]*>(.*?)</;
    const [, label, input, hint] = lacking.exec(body) ?? [];
    expect(label).toBe('另有没填报过的数量（次）');
    expect(hint).toBe('还差 2 次，办结前请填；已经填报过的不再填');
    expect(input).toMatch(/ required$/);
    const rows = await year.db.select().from(entry);
    expect(rows).toMatchObject([{ on: '2024-03-24', amount: 1 }]);
  });

  it('is claimed only when the number is reached, with the rest in the claim itself', async () => {
    const path = `${list}/o/${await idOf('互访')}`;
    const { action, form } = formIn((await pages.get(path)).body, '?act=complete');
    const short = await pages.post(action, { form, amount: '1', text: '都办完了' }, []);
    expect(short.statusCode).toBe(409);
    expect(short.body).toMatch(/要求 4，已填报 3，还差 1[^]*都办完了<\/textarea>/);
    expect((await rowOf('互访')).countSum).toBe(2);
  });

  it('asks a unit that takes part for its contribution, and takes a number from it', async () => {
    const unit = String(seeded.unitIds.get('县财政局'));
    await fill('互访', 'ask-contribution', { unit, text: '请报经费' });
    expect(await told('contribution')).toEqual([`contact:${unit}`]);
    await fill('互访', 'contribute', { amount: '20', text: '万元已拨' }, partner);
    expect(await lastEvent('互访')).toMatchObject({ kind: 'contribute', data: { amount: 20 } });
    expect(await actsOf('互访', partner)).toEqual(['contribute']);
  });
});

it('asks for a promise when a soft date has passed, and keeps it', async () => {
  expect(await actsOf('试点')).toContain('promise');
  expect(await actsOf('审计')).not.toContain('promise');
  const body = await fill('试点', 'promise', { until: '2024-04-12', text: '场地未定' });
  expect(body).toContain('2024年4月12日（周五）（本单位告知）');
  expect(await rowOf('试点')).toMatchObject({ promisedOn: '2024-04-12' });
});

it('reports a difficulty to the office', async () => {
  const body = await fill('审计', 'report-risk', { text: '缺人手' });
  expect(body).toContain('困难已报告');
  expect(await rowOf('审计')).toMatchObject({ riskOn: '2024-03-25' });
  expect(await told('risk')).toEqual(['coordinator']);
});

it('hands on to a colleague, whom the address book then knows, and mends nobody else', async () => {
  const known = await year.db.select().from(person);
  await fill('审计', 'hand-on', { name: '何平', phone: '13900000003', email: 'he@example.cn' });
  const [added, ...rest] = (await year.db.select().from(person)).slice(known.length);
  expect(rest).toEqual([]);
  expect(added).toMatchObject({ name: '何平', email: 'he@example.cn' });
  const [held] = await year.db
    .select()
    .from(post)
    .where(and(eq(post.role, 'handler'), eq(post.personId, added?.id ?? 0)));
  expect(held).toMatchObject({ unitId: seeded.unitIds.get('县教育局'), to: null });
  expect(await year.db.select().from(handler)).toMatchObject([{ personId: added?.id }]);
  const last = await lastEvent('审计');
  expect(JSON.stringify(last)).not.toMatch(/何平|he@example/);
  await fill('审计', 'hand-on', { name: '县教育局联系人', email: 'other@example.cn' });
  expect((await year.db.select().from(person)).slice(0, known.length)).toEqual(known);
});

it('gives a duty back once, and waits for the answer', async () => {
  const body = await fill('备案', 'decline', { text: '属县民政局职责' });
  expect(body).toContain('请等候办公室答复；答复之前仍由本单位负责');
  expect(await actsOf('备案')).not.toContain('decline');
  expect(await told('declined')).toEqual(['coordinator']);
});

it('says plainly when a duty is paused', async () => {
  const id = await idOf('备案');
  await giveCommand(year.commander, id, commandOf({ kind: 'uphold' as const }), '请办理');
  await giveCommand(year.commander, id, commandOf({ kind: 'pause' as const }), '等对方');
  const { body } = await pages.get(`${list}/o/${id}`);
  expect(body).toContain('该事项自3月25日（周一）起暂停，恢复之前不提醒、不催办');
  expect(await actsOf('备案')).not.toContain('request-extension');
  expect((await pages.get(list)).body).toMatch(/4 备案<\/strong>[^]*?已暂停/);
});
