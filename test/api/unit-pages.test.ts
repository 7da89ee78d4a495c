import { Client, Connection as Temporal } from '@temporalio/client';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignUnits } from '../../db/assigning.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { writeOccurrences } from '../../db/launching.ts';
import { currentLink } from '../../db/links.ts';
import { event, link, note, occurrence, post, unit } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { freshDatabase } from '../harness/postgres.ts';
import { type Seeded, seedPlan } from '../harness/seed.ts';
import { formsIn, openPages, type Pages } from '../harness/unit-pages.ts';

const START = beijingInstant('2024-11-01', 9);
const SCRIPT = '<script>alert("1")</script>';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;
let temporal: Temporal;
let pages: Pages;
let seeded: Seeded;
let now = START;
const list = { education: '', finance: '', village: '' };

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 3);
  temporal = Temporal.lazy();
  const { db } = connection;
  const client = new Client({ connection: temporal });
  pages = await openPages({ db, client, shift: 0, now: () => now });
  seeded = await seedPlan(db, {
    superviseFrom: '2024-09-02',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '柳溪村'],
    tasks: [
      {
        due: ['2024-11-30'],
        title: `组织支教教师互访${SCRIPT}`,
        quote: `组织<b>支教</b>教师互访`,
        lead: ['县教育局'],
        support: ['县财政局'],
      },
      { due: ['2024-10-31'], title: '拨付协作资金', lead: ['县教育局'] },
      { due: ['2024-03-31'], title: '印发年度计划', lead: ['县教育局'] },
      { due: ['2024-12-20'], title: '修缮村小学', lead: ['柳溪村'] },
      { due: ['2024-12-31'], title: '审计资金', lead: ['县财政局'] },
    ],
  });
  await prepare();
});

afterAll(async () => {
  await pages.close();
  await temporal.close();
  await connection.close();
  await database.drop();
});

async function prepare(): Promise<void> {
  const { db } = connection;
  const { planId, unitIds } = seeded;
  const launched = beijingInstant('2024-09-02', 9);
  await db
    .update(unit)
    .set({ answersThroughId: unitIds.get('县教育局') ?? 0 })
    .where(eq(unit.name, '柳溪村'));
  await writeOccurrences(db, calendarOf(), planId, launched);
  await assignUnits(db, planId, launched);
  await db.update(occurrence).set({ state: 'assigned' }).where(eq(occurrence.beforeStart, false));
  await db
    .update(occurrence)
    .set({ yellowFrom: '2024-10-24', redFrom: '2024-11-01' })
    .where(eq(occurrence.dueOn, '2024-10-31'));
  list.education = await listOf('县教育局');
  list.finance = await listOf('县财政局');
}

async function listOf(name: string): Promise<string> {
  const { db } = connection;
  const unitId = seeded.unitIds.get(name) ?? 0;
  const [holder] = await db.select().from(post).where(eq(post.unitId, unitId));
  return pages.pathOf(await currentLink(db, holder?.personId ?? 0, unitId, START));
}

async function occurrenceId(title: string): Promise<string> {
  const rows = await connection.db.execute<{ id: string }>(
    sql`select o.id from occurrence o join task t on t.id = o.task_id where t.title like ${`${title}%`}`,
  );
  return rows[0]?.id ?? '';
}

async function everything(): Promise<string> {
  const { db } = connection;
  const tables = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) {
    rows.push(await db.execute(sql`select * from ${sql.identifier(name)} t order by t::text`));
  }
  return JSON.stringify(rows);
}

it('lists what the unit owes, the most urgent first, and what it takes part in', async () => {
  const { statusCode, body } = await pages.get(list.education);
  expect(statusCode).toBe(200);
  const titles = [...body.matchAll(/<(?:h3|summary)>([^<（]+)/g)].map(([, title]) => title);
  expect(titles).toEqual(['已逾期，请立即办理', '在办', '督办开始前的，不催办']);
  expect(body).toContain('10月31日（周四），已逾期 1 个工作日');
  expect(body).toContain('11月30日（周六），请于11月29日（周五）下班前办理，还有 29 天');
  expect(body).toContain('责任单位：柳溪村');
  expect((await pages.get(list.finance)).body).toMatch(/<h3>配合事项（1 项）[\s\S]*支教教师互访/);
});

it('offers to acknowledge as many tasks as the assignment notice listed', async () => {
  const { body } = await pages.get(list.education);
  expect(body).toContain('签收全部 3 项任务');
  expect(formsIn(body)).toHaveLength(1);
});

it('says each light in a shape and a word beside its colour', async () => {
  const { body } = await pages.get(list.education);
  expect(body).toMatch(/class="light red"><span aria-hidden="true">▲<\/span> 逾期/);
  expect(body).toMatch(/class="light green"><span aria-hidden="true">●<\/span> 正常/);
});

it('shows one occurrence with its clause and the forms that its state takes', async () => {
  const id = await occurrenceId('拨付');
  const { body } = await pages.get(`${list.education}/o/${id}`);
  const acts = formsIn(body).map(({ action }) => action.split('?act=')[1]);
  const seldom = ['report-risk', 'hand-on', 'decline'];
  expect(acts).toEqual(['acknowledge', 'report', 'complete', 'request-extension', ...seldom]);
  expect(body).toContain('其他（报告困难、转交承办人、退回任务）');
  expect(body).toContain('<blockquote><p>第2项工作</p></blockquote>');
});

it('offers to those who take part one form only', async () => {
  const { body } = await pages.get(`${list.finance}/o/${await occurrenceId('组织')}`);
  expect(formsIn(body).map(({ action }) => action.split('?act=')[1])).toEqual(['contribute']);
});

it('offers no form for what was due before supervision began, and takes none', async () => {
  const path = `${list.education}/o/${await occurrenceId('印发')}`;
  expect(formsIn((await pages.get(path)).body)).toEqual([]);
  const form = { form: crypto.randomUUID(), text: '已印发' };
  const answer = await pages.post(`${path}?act=report`, form, []);
  expect(answer.statusCode).toBe(409);
  expect(answer.body).toContain('督办开始前到期');
});

it('escapes what people and documents wrote', async () => {
  const { body } = await pages.get(`${list.education}/o/${await occurrenceId('组织')}`);
  expect(body).not.toContain('<script>');
  expect(body).toContain('&lt;script&gt;');
  expect(body).toContain('&lt;b&gt;支教&lt;/b&gt;');
  expect((await pages.get(list.education)).body).not.toContain('<script>');
});

it('changes nothing by GET, however often a mail scanner opens the link', async () => {
  await connection.db.update(link).set({ openedAt: null });
  const before = await everything();
  const id = await occurrenceId('拨付');
  for (const path of [
    '',
    '?done=acknowledge-all',
    `/o/${id}`,
    `/o/${id}?act=acknowledge`,
    '/f/x',
  ]) {
    await pages.get(list.education + path);
  }
  await pages.app.inject({ method: 'HEAD', url: list.education });
  expect(await everything()).toBe(before);
});

it('keeps pages out of caches, search engines and referrers, and loads nothing from elsewhere', async () => {
  const { headers, body } = await pages.get(list.education);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(policy).toContain("script-src 'self';");
  expect(body).not.toMatch(
    /<script(?! src="\/u\/unit\.js\?v=[0-9a-f]{8}" defer><)|style="|https?:/,
  );
  const style = /href="([^"]+style\.css[^"]*)"/.exec(body)?.[1] ?? '';
  expect((await pages.get(style)).headers['content-type']).toContain('text/css');
});

it('refuses the occurrences of others with a page', async () => {
  const id = await occurrenceId('审计');
  expect((await pages.get(`${list.education}/o/${id}`)).statusCode).toBe(404);
  const form = { form: crypto.randomUUID(), text: '已审计' };
  for (const act of ['acknowledge', 'report', 'complete', 'contribute', 'request-extension']) {
    const answer = await pages.post(`${list.education}/o/${id}?act=${act}`, form);
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
  }
  const taking = `${list.finance}/o/${await occurrenceId('组织')}?act=complete`;
  expect((await pages.post(taking, form)).statusCode).toBe(403);
  expect((await pages.post(`${list.finance}/p/999`, form)).statusCode).toBe(403);
  expect(await connection.db.$count(event)).toBe(0);
});

it('takes no act that only the office may give', async () => {
  const path = `${list.education}/o/${await occurrenceId('拨付')}`;
  const form = { form: crypto.randomUUID() };
  for (const act of ['close', 'waive', 'cancel', 'decide-extension', 'return', 'toString', '']) {
    expect((await pages.post(`${path}?act=${act}`, form)).statusCode).toBe(404);
  }
});

it('answers 404 to forged links and unknown pages, as a page in Chinese', async () => {
  const [id] = list.education.split('/').at(-1)?.split('.') ?? [];
  const own = list.education;
  const last = own.endsWith('A') ? 'B' : 'A';
  const forged = [
    `/u/${id}`,
    `/u/${id}.AAAA`,
    `/u/x.${own.split('.')[1]}`,
    own.slice(0, -1) + last,
  ];
  for (const path of [...forged, '/u/', '/u/a/b/c', `${own}/o/plan/0/0/joint/once`]) {
    const answer = await pages.get(path);
    expect([path, answer.statusCode]).toEqual([path, 404]);
    expect(answer.body).toContain('没有找到');
  }
});

it('says whom to call when a link is expired or revoked', async () => {
  const { db } = connection;
  now = START + 31 * 86_400_000;
  const expired = await pages.get(list.education);
  now = START;
  expect(expired.statusCode).toBe(410);
  expect(expired.body).toMatch(/已过有效期[\s\S]*请联系县协作办/);
  const id = list.finance.split('/').at(-1)?.split('.')[0] ?? '';
  await db.update(link).set({ revokedAt: START }).where(eq(link.id, id));
  const revoked = await pages.get(list.finance);
  expect(revoked.statusCode).toBe(410);
  expect(revoked.body).toMatch(/已停用[\s\S]*请联系县协作办/);
  const form = { form: crypto.randomUUID(), text: '情况' };
  expect((await pages.post(`${list.finance}/p/1`, form)).statusCode).toBe(410);
  await db.update(link).set({ revokedAt: null }).where(eq(link.id, id));
});

it('says what is wrong with a form and keeps what was written', async () => {
  const path = `${list.education}/o/${await occurrenceId('拨付')}`;
  const id = crypto.randomUUID();
  const cases: [string, Record<string, string>, string][] = [
    ['report', { text: '  ' }, '请写明进展情况'],
    ['complete', { text: '' }, '请写明情况，或附上佐证材料'],
    ['request-extension', { text: '雨季', until: '' }, '请选择延至哪一天'],
    ['request-extension', { text: '雨季', until: '2024-11-31' }, '请选择延至哪一天'],
    ['request-extension', { text: '雨季', until: '2024-11-01' }, '须在今天之后'],
    ['request-extension', { text: '', until: '2024-11-20' }, '请写明延期理由'],
    ['report', { text: '长'.repeat(5001) }, '控制在 5000 字以内'],
  ];
  for (const [act, fields, fault] of cases) {
    const answer = await pages.post(`${path}?act=${act}`, { form: id, ...fields });
    expect([answer.statusCode, act]).toEqual([422, act]);
    expect(answer.body).toContain(fault);
    if (fields.text?.trim()) expect(answer.body).toContain(`>${fields.text}</textarea>`);
  }
  const later = `${list.education}/o/${await occurrenceId('组织')}?act=request-extension`;
  const early = await pages.post(later, { form: id, text: '雨季', until: '2024-11-30' });
  expect(early.body).toContain('须在现时限2024年11月30日（周六）之后');
  expect((await pages.post(`${path}?act=report`, { text: '有' })).statusCode).toBe(422);
  expect(await connection.db.$count(event)).toBe(0);
  expect(await connection.db.$count(note)).toBe(0);
});

it('refuses files that are too large, empty or too many, and keeps the text', async () => {
  const path = `${list.education}/o/${await occurrenceId('拨付')}?act=report`;
  const fields = { form: crypto.randomUUID(), text: '已完成三成' };
  const cases: [File[], string][] = [
    [[new File([new Uint8Array(20 * 1024 * 1024 + 1)], '照片.jpg')], '“照片.jpg”超过 20 MB'],
    [[new File([], '空.pdf')], '“空.pdf”是空文件'],
    [
      Array.from({ length: 10 }, (_, i) => new File(['字'], `${i}.txt`)),
      '一次最多附 9 个文件，“9.txt”',
    ],
  ];
  for (const [files, fault] of cases) {
    const answer = await pages.post(path, fields, files);
    expect([answer.statusCode, fault]).toEqual([413, fault]);
    expect(answer.body).toContain(fault);
    expect(answer.body).toContain('>已完成三成</textarea>');
    expect(answer.body).toContain('刚才选的文件需要重新选择');
  }
  expect(await connection.db.$count(event)).toBe(0);
});

it('answers broken and oversized requests with pages too', async () => {
  const path = `${list.education}/o/${await occurrenceId('拨付')}?act=report`;
  const send = (type: string, payload: string) =>
    pages.app.inject({ method: 'POST', url: path, headers: { 'content-type': type }, payload });
  const answers = [
    await send('application/json', '{'),
    await send('text/xml', '<a/>'),
    await send('application/x-www-form-urlencoded', `text=${'a'.repeat(1_100_000)}`),
    await send('multipart/form-data; boundary=x', '--x\r\nContent-Disp'),
    await send('multipart/form-data', 'x'),
  ];
  for (const { statusCode, headers, body } of answers) {
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect(headers['content-type']).toContain('text/html');
    expect(body).not.toMatch(/FST_|at .*\.ts/);
  }
});

it('says nothing of what went wrong inside', async () => {
  await connection.db.execute(sql`alter table party rename to party_away`);
  const answer = await pages.get(list.education);
  await connection.db.execute(sql`alter table party_away rename to party`);
  expect(answer.statusCode).toBe(500);
  expect(answer.body).toContain('请稍后再试');
  expect(answer.body).not.toContain('party');
});

it('keeps with the link when it was last acted on', async () => {
  const { db } = connection;
  now = START + 3_600_000;
  await pages.post(`${list.education}/p/999`, { form: crypto.randomUUID() });
  now = START;
  const id = list.education.split('/').at(-1)?.split('.')[0] ?? '';
  const [row] = await db.select().from(link).where(eq(link.id, id));
  expect(row?.openedAt).toBe(START + 3_600_000);
});
