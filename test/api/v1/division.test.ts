import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { divisionFile } from '../../../api/division-papers.ts';
import { dispatchDue } from '../../../channels/dispatch.ts';
import { divisionOf } from '../../../db/division.ts';
import { checkLaunch } from '../../../db/launch-check.ts';
import { currentLink } from '../../../db/links.ts';
import { giveEdit } from '../../../db/review-edits.ts';
import { notice, person, post, reviewEdit, task, unit } from '../../../db/schema.ts';
import { readSheets, writeWorkbook } from '../../../documents/sheet.ts';
import { calendarOf } from '../../../plan/calendar.ts';
import type { DivisionTable } from '../../../plan/division-table.ts';
import { type Answer, type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { mailInto, testDispatch } from '../../harness/dispatch.ts';
import { sampleDraft } from '../../harness/draft.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../../harness/smtp.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';
import { openPages, type Pages } from '../../harness/unit-pages.ts';

const database = sharedDatabase();
let now = DESK_START;
let api: DeskApi;
let mine: string;
let plan: number;
let mailbox: CapturedMailbox;
let morning: () => Promise<unknown>;
let closing: (() => unknown)[];

beforeEach(async () => {
  now = DESK_START;
  const db = database();
  await seedTwoOffices(db);
  api = await openDeskApi(idleCommander(db, () => now));
  mine = await loggedIn(db, '周协调', now);
  plan = await sampleDraft(db, now);
  mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  const dispatch = testDispatch(db, { mail, sms: null, chat: null });
  morning = async () => await dispatchDue(dispatch, now);
  closing = [() => api.close(), () => mail.close(), mailbox.close];
});
afterEach(async () => {
  for (const close of closing) await close();
});

const UNTIL = '2024-11-08';
const give = (path: string, body: object, as = mine, key?: string): Promise<Answer> =>
  api.call('POST', `/plans/${plan}/division${path}`, {
    as,
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const division = async (as = mine) =>
  (await api.call('GET', `/plans/${plan}/division`, { as })).body;
const send = (to = 'all', as = mine, key?: string) =>
  give('/rounds', { to, until: UNTIL }, as, key);

/** The mails that ask 县教育局 for comments. */
const asking = () =>
  mailbox.to('u2@example.cn').filter(({ subject }) => subject?.includes('任务分解'));

/** How the units of a row stand to it. */
async function standings(key: string): Promise<Record<string, string>> {
  const { rows } = await division();
  const row = rows.find((each: { key: string }) => each.key === key);
  return Object.fromEntries(
    row.units.map((each: { name: string; standing: string }) => [each.name, each.standing]),
  );
}

async function unitId(name: string): Promise<number> {
  const [row] = await database().select().from(unit).where(eq(unit.name, name));
  return row?.id ?? 0;
}

async function change(key: string, changes: object): Promise<void> {
  const [row] = await database()
    .select()
    .from(task)
    .where(and(eq(task.planId, plan), eq(task.key, key)));
  const command = { kind: 'change' as const, task: key, revision: row?.revision ?? 0, changes };
  await giveEdit(database(), plan, command, { personId: null, now });
}

/** The table as the desk hands it out now. */
async function comesBack(bytes: Uint8Array, ending: string, as = mine): Promise<Answer> {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(bytes)]), `任务分解表.${ending}`);
  return await api.call('POST', `/plans/${plan}/division/returned`, { as, form });
}

async function tableNow(): Promise<DivisionTable> {
  const { plan: row, office, rows } = await divisionOf(database(), plan);
  const { title: planTitle, documentNumber } = row;
  const as = { kind: 'comments' as const, until: null };
  return {
    planId: plan,
    planTitle,
    documentNumber,
    office,
    on: '2024-04-08',
    rows,
    by: 'task',
    as,
  };
}

/** What a launch would be told of the asking for comments. */
async function openAtLaunch(): Promise<string> {
  const { comments } = await checkLaunch(database(), plan, {}, calendarOf(), '2024-11-01');
  return comments.join('\n');
}

/** The pages behind the link of a unit's contact. */
async function pagesOf(name: string): Promise<{ pages: Pages; at: string }> {
  const id = await unitId(name);
  const [held] = await database()
    .select()
    .from(post)
    .where(and(eq(post.unitId, id), eq(post.role, 'contact')));
  const linkId = await currentLink(database(), held?.personId ?? 0, id, now);
  const pages = await openPages(idleCommander(database(), () => now));
  closing.push(() => pages.close());
  return { pages, at: `${pages.pathOf(linkId)}/division/${plan}` };
}

const hidden = (page: string, name: string) =>
  [...page.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(
    ([, value]) => value ?? '',
  );

describe('a division of work', () => {
  it('shows what is nobody’s with candidates, and many tasks are assigned as one act that is undone as one', async () => {
    const before = await division();
    expect(before.mayEdit).toBe(true);
    const [one, two] = before.rows;
    const changes = { lead: ['青禾县教育局'], support: ['青禾县财政局'] };
    const command = {
      kind: 'change-many',
      tasks: [one, two].map(({ key, revision }) => ({ task: key, revision, changes })),
    };
    const edits = `/plans/${plan}/review/edits`;
    const patch = (await api.call('POST', edits, { as: mine, body: { seen: 0, command } })).body;
    expect(patch.tasks.map(({ lead }: { lead: string[] }) => lead)).toEqual([
      ['青禾县教育局'],
      ['青禾县教育局'],
    ]);
    expect(await standings(two.key)).toEqual({ 县教育局: 'unasked', 县财政局: 'unasked' });
    await api.call('POST', `${edits}/${patch.undo.id}/undo`, { as: mine, body: { seen: 0 } });
    const after = await division();
    expect(after.rows[1].lead).toEqual(two.lead);
  });

  it('refuses many changes whole when one of the tasks was changed by another', async () => {
    const { rows } = await division();
    const [one, two] = rows;
    await change(two.key, { lead: ['县财政局'] });
    const tasks = [one, two].map(({ key, revision }) => ({
      task: key,
      revision,
      changes: { lead: ['甲局'] },
    }));
    const body = { seen: 0, command: { kind: 'change-many', tasks } };
    const answer = await api.call('POST', `/plans/${plan}/review/edits`, { as: mine, body });
    expect(answer.status).toBe(409);
    expect((await division()).rows[0].lead).toEqual(one.lead);
  });

  it('comes back filled in as Word: what differs is told and to be looked at, nothing is written', async () => {
    await change('t03', { lead: ['青禾县财政局'] });
    const { bytes } = await divisionFile(await tableNow(), 'docx');
    await change('t03', { lead: ['青禾县教育局'] });
    const { status, body, text } = await comesBack(bytes, 'docx');
    expect(status, text).toBe(200);
    const { rows } = await division();
    const { revision } = rows.find(({ key }: { key: string }) => key === 't03');
    expect(body).toMatchObject([
      {
        key: 't03',
        revision,
        from: { lead: ['青禾县教育局'] },
        to: { lead: ['青禾县财政局'] },
        doubts: ['unmarked'],
      },
    ]);
    const stranger = await loggedIn(database(), '林县长', now);
    expect((await comesBack(bytes, 'docx', stranger)).status).toBe(403);
  });

  it('comes back filled in as Excel: what others did meanwhile stays', async () => {
    await change('t03', { lead: ['青禾县财政局'] });
    const { bytes } = await divisionFile(await tableNow(), 'xlsx');
    await change('t03', { lead: ['青禾县教育局'] });
    expect((await comesBack(bytes, 'xlsx')).body).toEqual([]);
    const [sheet] = await readSheets(bytes, '任务分解表.xlsx');
    const [heads = [], ...lines] = sheet?.rows ?? [];
    const rows = lines.map((line) => line.map((cell, at) => (at === 2 ? '青禾县审计局' : cell)));
    const columns = heads.map((head) => ({ head, width: 10 }));
    const filled = await writeWorkbook([{ name: '填好的', columns, rows }]);
    const { body } = await comesBack(filled, 'xlsx');
    const [other, ...same] = body.filter(({ key }: { key: string }) => key === 't03');
    expect(same).toEqual([]);
    expect(other).toMatchObject({ to: { lead: ['青禾县审计局'] }, doubts: ['changed'] });
    expect(body.some(({ doubts }: { doubts: string[] }) => doubts.length === 0)).toBe(true);
  });

  it('says of a file that is no such table what is wrong with it', async () => {
    const form = new FormData();
    form.append('files', new Blob(['姓名,电话\n王,1\n']), '通讯录.csv');
    const path = `/plans/${plan}/division/returned`;
    const { status, body } = await api.call('POST', path, { as: mine, form });
    expect([status, body.detail ?? body.errors[0].says]).toEqual([
      422,
      expect.stringContaining('没有找到列名'),
    ]);
  });

  it('goes out to each unit with its own rows only, once per key, by a mail with its own page', async () => {
    const answer = await send('all', mine, 'round-one');
    expect(answer.status, answer.text).toBe(200);
    await send('all', mine, 'round-one');
    expect((await division()).rounds).toHaveLength(1);
    expect(await database().$count(notice, eq(notice.kind, 'division'))).toBe(3);
    const { units } = await division();
    expect(units.find(({ name }: { name: string }) => name === '县教育局')).toMatchObject({
      reach: 'waiting',
      until: UNTIL,
    });
    await morning();
    const [mail] = asking();
    expect(mail?.subject).toContain('1份任务分解表征求意见');
    expect(mail?.text).toMatch(/拟由贵单位负责 \d 项.*11月8日.*前回复/);
    expect(mail?.text).toContain(`/division/${plan}`);
    expect(mail?.text).not.toContain('签收、报进展');
    expect(await standings('t03')).toMatchObject({ 县教育局: 'silent' });
    expect((await division()).units[0].reach).toBe('sent');
  });

  it('says that nothing arrived where a unit cannot be reached: that is not its silence', async () => {
    await database().update(person).set({ email: null });
    await send();
    await morning();
    expect(await standings('t03')).toMatchObject({ 县教育局: 'unreachable' });
  });

  it('takes what a unit said by telephone, with who said it', async () => {
    await send();
    const said = {
      unitId: await unitId('县教育局'),
      source: '电话',
      informant: '教育局王芳',
      answers: [
        { task: 't03', agree: false, words: '', unit: '青禾县财政局', time: '12月10日前' },
        { task: 't04', agree: false, words: '非本单位职责' },
      ],
    };
    const answer = await give('/answers', said);
    expect(answer.status, answer.text).toBe(200);
    expect(await standings('t03')).toMatchObject({ 县教育局: 'proposed' });
    expect(await standings('t04')).toMatchObject({ 县教育局: 'objected' });
    const row = answer.body.rows.find(({ key }: { key: string }) => key === 't03');
    const { answer: kept } = row.units.find(({ name }: { name: string }) => name === '县教育局');
    expect(kept).toMatchObject({
      by: '周协调',
      source: '电话',
      informant: '教育局王芳',
      unit: '青禾县财政局',
    });
    const wrong = await give('/answers', {
      ...said,
      answers: [{ task: 't03', agree: false, time: '尽快' }],
    });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('没有读出时间')]);
    const other = await give('/answers', { ...said, answers: [{ task: 't05', agree: true }] });
    expect(other.status).toBe(404);
  });

  it('is told of where the plan is to be launched, until it is issued', async () => {
    expect(await openAtLaunch()).not.toContain('征求意见');
    await send();
    expect(await openAtLaunch()).toMatch(
      /3 个单位没有全部回复（回复期限到2024年11月8日（周五））：.*县教育局/,
    );
    const asked = await unitId('县教育局');
    const answers = [{ task: 't03', agree: false, words: '非本单位职责' }];
    await give('/answers', { unitId: asked, source: '电话', informant: '王芳', answers });
    expect(await openAtLaunch()).toContain('1 条意见还没有答复：县教育局（第');
    await give('/settled', { until: '2024-12-01' });
    expect(await openAtLaunch()).not.toContain('征求意见');
  });

  it('takes a proposal over with one act of the review, and sends it again only to those whom it touches', async () => {
    await send();
    const answers = [{ task: 't03', agree: false, unit: '青禾县财政局', time: '12月10日前' }];
    const said = { unitId: await unitId('县教育局'), source: '微信', informant: '王芳', answers };
    const { body } = await give('/answers', said);
    const row = body.rows.find(({ key }: { key: string }) => key === 't03');
    const { id } = row.units.find(({ name }: { name: string }) => name === '县教育局').answer;
    const before = await database().$count(reviewEdit);
    const taken = await give(`/answers/${id}/reply`, { outcome: 'taken' });
    expect(taken.status, taken.text).toBe(200);
    expect(await database().$count(reviewEdit)).toBe(before + 1);
    const after = taken.body.rows.find(({ key }: { key: string }) => key === 't03');
    expect(after.lead[0]).toBe('青禾县财政局');
    expect(after.due).toContain('2024年12月10日');
    expect(await standings('t03')).toMatchObject({ 县财政局: 'unasked' });
    expect((await give(`/answers/${id}/reply`, { outcome: 'taken' })).status).toBe(409);
    const touched = (await division()).units.filter(
      ({ touched: what }: { touched: object | null }) => what !== null,
    );
    expect(touched.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      ['县卫健局', '县教育局', '县财政局'].toSorted(),
    );
    expect((await send('changed', mine, 'round-two')).body.rounds[0].units).toBe(3);
    const none = await send('changed', mine, 'round-three');
    expect([none.status, none.body.detail]).toEqual([409, expect.stringContaining('没有改动')]);
  });

  it('keeps its row only with a reason, which the unit reads', async () => {
    await send();
    const answers = [{ task: 't03', agree: false, words: '非本单位职责' }];
    const { body } = await give('/answers', {
      unitId: await unitId('县教育局'),
      source: '纸质',
      informant: '王芳',
      answers,
    });
    const row = body.rows.find(({ key }: { key: string }) => key === 't03');
    const { id } = row.units.find(({ name }: { name: string }) => name === '县教育局').answer;
    expect((await give(`/answers/${id}/reply`, { outcome: 'kept' })).status).toBe(422);
    expect((await give(`/answers/${id}/reply`, { outcome: 'taken' })).status).toBe(409);
    expect(
      (await give(`/answers/${id}/reply`, { outcome: 'kept', words: '三定方案里有' })).status,
    ).toBe(200);
    const { pages, at } = await pagesOf('县教育局');
    expect((await pages.get(at)).body).toContain('办公室未采纳：三定方案里有');
  });

  it('is issued with its papers kept, and asks for a day while tasks have no unit', async () => {
    await change('t05', { lead: [] });
    const refused = await give('/settled', { until: null });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('还有 1 项没有责任单位'),
    ]);
    await send();
    const issued = await give('/settled', { until: '2024-11-29' });
    expect(issued.body.rounds[0]).toMatchObject({
      kind: 'settled',
      until: '2024-11-29',
      by: '周协调',
    });
    const { id, sha256 } = issued.body.rounds[0];
    expect(sha256.docx).toMatch(/^[0-9a-f]{64}$/);
    const path = `/api/v1/plans/${plan}/division/rounds/${id}/file?format=xlsx`;
    const file = await api.app.inject({ url: path, headers: { cookie: `duban-session=${mine}` } });
    const [sheet] = await readSheets(file.rawPayload, 'x');
    expect(sheet?.rows[0]).toEqual(['序号', '任务', '责任单位', '配合单位', '完成时限', '依据']);
    expect(sheet?.rows.some((cells) => cells[2] === '（待定）')).toBe(true);
    const late = {
      unitId: await unitId('县教育局'),
      source: '电话',
      informant: '王芳',
      answers: [{ task: 't03', agree: true }],
    };
    const closed = await give('/answers', late);
    expect([closed.status, closed.body.detail]).toEqual([409, expect.stringContaining('已经印发')]);
    await morning();
    expect(asking()).toEqual([]); // what had not left does not leave
  });

  it('comes as a paper to look at, by task or by unit', async () => {
    for (const query of ['format=docx&by=unit', 'format=xlsx']) {
      const url = `/api/v1/plans/${plan}/division/table?${query}`;
      const { statusCode, rawPayload } = await api.app.inject({
        url,
        headers: { cookie: `duban-session=${mine}` },
      });
      expect([statusCode, rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    }
  });

  it.each([
    ['吴协调', 404, 404],
    ['县教育局联系人', 404, 404],
    ['林县长', 200, 403],
    ['核验员', 200, 403],
  ])('is %s’s to see: %i, to change: %i', async (name, sees, changes) => {
    const as = await loggedIn(database(), name, now);
    expect((await api.call('GET', `/plans/${plan}/division`, { as })).status).toBe(sees);
    expect(
      (await api.call('GET', `/plans/${plan}/division/table?format=docx`, { as })).status,
    ).toBe(sees);
    expect((await send('all', as)).status).toBe(changes);
    expect((await give('/settled', { until: null }, as)).status).toBe(changes);
    const answer = {
      unitId: 1,
      source: '电话',
      informant: '王芳',
      answers: [{ task: 't03', agree: true }],
    };
    expect((await give('/answers', answer, as)).status).toBe(changes);
    expect((await give('/answers/1/reply', { outcome: 'kept', words: '否' }, as)).status).toBe(
      changes,
    );
  });
});

describe('a unit’s page', () => {
  it('agrees to all in one tap, once however often it is sent', async () => {
    await send();
    const { pages, at } = await pagesOf('县教育局');
    const { body } = await pages.get(at);
    expect(body).toMatch(/全部同意（4 项）/);
    expect(body).not.toContain('专柜'); // another unit's row
    const [form = ''] = hidden(body, 'form');
    for (let tap = 0; tap < 2; tap += 1) {
      const answer = await pages.post(`${at}?do=all`, { form });
      expect([answer.statusCode, answer.headers.location]).toEqual([
        303,
        expect.stringContaining('done=division-all'),
      ]);
    }
    expect(await standings('t03')).toMatchObject({ 县教育局: 'agreed' });
    expect((await pages.get(at)).body).toContain('已全部回复，谢谢');
    const list = at.replace(/\/division.*/, '');
    expect((await pages.get(list)).body).toContain('任务分解表征求意见');
    await morning();
    expect(asking()).toEqual([]); // who has answered is not asked
  });

  it('objects to a row with a reason, or proposes, and shows what was typed when it cannot be taken', async () => {
    await send();
    const { pages, at } = await pagesOf('县教育局');
    const fields = {
      task: 't03',
      'unit-id': String(await unitId('县教育局')),
      words: '',
      unit: '',
      time: '',
    };
    const empty = await pages.post(`${at}?do=say`, { ...fields, form: randomUUID() });
    expect([empty.statusCode, empty.body]).toEqual([
      422,
      expect.stringContaining('请写明为什么有异议'),
    ]);
    const wrong = await pages.post(`${at}?do=say`, {
      ...fields,
      form: randomUUID(),
      words: '时间太紧<',
      time: '尽快',
    });
    expect(wrong.body).toContain('时间太紧&lt;');
    await pages.post(`${at}?do=say`, {
      ...fields,
      form: randomUUID(),
      words: '时间太紧',
      time: '12月底前',
    });
    expect(await standings('t03')).toMatchObject({ 县教育局: 'proposed' });
    const page = (await pages.get(at)).body;
    expect(page).toContain('其余 3 项都同意');
    expect(page).toContain('建议时限：12月底前');
    const others = {
      ...fields,
      'unit-id': String(await unitId('县财政局')),
      form: randomUUID(),
      words: '否',
    };
    expect((await pages.post(`${at}?do=say`, others)).statusCode).toBe(404);
    const elsewhere = { ...fields, task: 't05', form: randomUUID(), words: '否' };
    expect((await pages.post(`${at}?do=say`, elsewhere)).statusCode).toBe(404);
  });

  it('asks again about a row that has changed, and shows what was said before', async () => {
    await send();
    const { pages, at } = await pagesOf('县教育局');
    const [form = ''] = hidden((await pages.get(at)).body, 'form');
    await pages.post(`${at}?do=all`, { form });
    await change('t03', { lead: ['青禾县教育局'] });
    now += 3_600_000;
    await send('changed');
    const { body } = await pages.get(at);
    expect(body).toContain('这一行已经调整，请再看一次');
    expect(body).toContain('以前：同意');
    expect(body).toContain('其余 1 项都同意');
    expect(await standings('t04')).toMatchObject({ 县教育局: 'agreed' });
  });

  it('is nobody’s who was not asked, and closes when the table is issued', async () => {
    const { pages, at } = await pagesOf('县教育局');
    expect((await pages.get(at)).statusCode).toBe(404);
    await send();
    now += 1000;
    await give('/settled', { until: '2024-11-29' });
    const { body } = await pages.get(at);
    expect(body).toContain('任务分解表已经印发');
    expect(body).not.toContain('提交意见');
    const answer = await pages.post(`${at}?do=all`, { form: randomUUID() });
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('已经印发')]);
  });
});
