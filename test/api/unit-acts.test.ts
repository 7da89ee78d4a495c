import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkSigner } from '../../channels/links.ts';
import { currentLink } from '../../db/links.ts';
import {
  device,
  event,
  eventFile,
  file,
  note,
  occurrence,
  planUnit,
  post,
  task,
} from '../../db/schema.ts';
import { seedPlan } from '../harness/seed.ts';
import { CLERK, formIn, hiddenIn, openPages, type Pages } from '../harness/unit-pages.ts';
import { PHOTO, photoFile } from '../harness/photo.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

const SECRET = 'a secret for tests only';

let year: TestYear;
let pages: Pages;
let list: string;
let partner: string;
let stranger: string;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  pages = await openPages(year.commander);
  const { planId, unitIds } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '县审计局'],
    tasks: [
      { due: ['2024-06-30'], title: '互访', lead: ['县教育局'], support: ['县财政局'] },
      { due: ['2024-07-31'], title: '培训', lead: ['县教育局'] },
      { due: ['2024-08-31'], title: '审计', lead: ['县审计局'] },
      { due: ['2024-09-30'], title: '备案', lead: ['县审计局'] },
    ],
  });
  await year.db.update(task).set({ verification: 'auto' }).where(eq(task.title, '备案'));
  await year.launch(planId);
  const listOf = async (name: string) => {
    const unitId = unitIds.get(name) ?? 0;
    const [holder] = await year.db.select().from(post).where(eq(post.unitId, unitId));
    return pages.pathOf(await currentLink(year.db, holder?.personId ?? 0, unitId, year.now()));
  };
  list = await listOf('县教育局');
  partner = await listOf('县财政局');
  stranger = await listOf('县审计局');
});

afterAll(async () => {
  await pages.close();
  await year.close();
});

async function idOf(due: string): Promise<string> {
  const [row] = await year.db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(eq(occurrence.originalDueOn, due));
  return row?.id ?? '';
}

async function fill(path: string, act: string, fields: Record<string, string>, files?: File[]) {
  const { action, form } = formIn((await pages.get(path)).body, `?act=${act}`);
  const send = () => pages.post(action, { form, ...fields }, files);
  return { send, answer: await send() };
}

async function lastEvent(id: string) {
  const [row] = await year.db
    .select()
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(desc(event.seq))
    .limit(1);
  return row;
}

it('acknowledges everything with one tap, and a second tap changes nothing', async () => {
  const { action, form } = formIn((await pages.get(list)).body, '/p/1');
  const answers = await Promise.all([1, 2].map(() => pages.post(action, { form })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(answers[0]?.headers.location).toBe(`${list}?done=acknowledge-all`);
  const acts = await year.db.select().from(event).where(eq(event.kind, 'acknowledge'));
  expect(acts).toHaveLength(2);
  expect(acts.every(({ door, personId }) => door === 'link' && personId !== null)).toBe(true);
  const rows = await year.db.select().from(planUnit);
  expect(rows.filter(({ acknowledgedAt }) => acknowledgedAt !== null)).toHaveLength(1);
  const { body } = await pages.get(`${list}?done=acknowledge-all`);
  expect(body).toContain('已签收全部事项');
  expect(body).not.toContain('签收全部 ');
});

it('takes a report with files once, though it comes in three times', async () => {
  const path = `${list}/o/${await idOf('2024-06-30')}`;
  const name = '互访“照片”<img src=x>.jpg';
  const files = [photoFile(name), new File(['<b>'], '页.html')];
  const { send, answer } = await fill(path, 'report', { text: '已到校\r\n<i>两人</i>' }, files);
  expect(answer.headers.location).toBe(`${path}?done=report`);
  const again = await Promise.all([send(), send()]);
  expect(again.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await year.db.$count(event, eq(event.kind, 'report'))).toBe(1);
  expect(await year.db.$count(file)).toBe(2);
  expect(await year.db.$count(eventFile)).toBe(2);
  const { body } = await pages.get(`${path}?done=report`);
  expect(body).toContain('进展已报送');
  expect(body).toContain('已到校\n&lt;i&gt;两人&lt;/i&gt;');
  expect(body).toContain('附件：互访“照片”&lt;img src=x&gt;.jpg（1 KB）');
  expect(body).not.toContain('<img src=x');
  expect(body).toMatch(
    /<img src="[^"]+\/f\/[\w-]+\?size=thumbnail" alt="" loading="lazy">附件：互访/,
  );
});

it('takes a form that was mended and sent again as another report', async () => {
  const path = `${list}/o/${await idOf('2024-07-31')}`;
  const { action, form } = formIn((await pages.get(path)).body, '?act=report');
  await pages.post(action, { form, text: '报名二十人' }, []);
  await pages.post(action, { form, text: '报名三十人' }, []);
  const texts = (await year.db.select().from(note)).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['报名二十人', '报名三十人']));
});

it('takes a report with its photograph through the pages in between, from a second device', async () => {
  const path = `${list}/o/${await idOf('2024-07-31')}`;
  const browser = pages.browser();
  const { action, form } = formIn((await browser.get(path)).body, '?act=report');
  const photo = photoFile('开班.jpg');
  const who = await browser.post(action, { form, text: '已开班\r\n三十人' }, [photo]);
  const code = await browser.post(
    action,
    { ...hiddenIn(who.body), ...CLERK, 'who-name': '赵敏' },
    [],
  );
  expect(code.body).toContain('请确认这台设备');
  const [waiting] = await year.db.select().from(device).orderBy(desc(device.id)).limit(1);
  const digits = linkSigner('https://duban.example.cn', SECRET).code(waiting?.id ?? 0, 1);
  const given = { ...hiddenIn(code.body), 'who-do': 'code', 'who-code': digits };
  expect((await browser.post(action, given, [])).headers.location).toBe(`${path}?done=report`);
  const { body } = await browser.get(path);
  expect(body).toMatch(/县教育局 赵敏<\/small>[^]*已开班\n三十人[^]*附件：开班.jpg（1 KB）/);
  expect((await lastEvent(await idOf('2024-07-31')))?.data).toMatchObject({
    deviceId: waiting?.id,
  });
});

it('hands evidence to the parties only, as a download whatever is in it', async () => {
  const rows = await year.db.select().from(file);
  const photo = rows.find(({ mediaType }) => mediaType === 'image/jpeg');
  const page = rows.find(({ name }) => name === '页.html');
  const answer = await pages.get(`${list}/f/${photo?.id}`);
  expect(answer.rawPayload.equals(PHOTO)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const disposition = String(answer.headers['content-disposition']);
  expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
  expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(photo?.name);
  const html = await pages.get(`${partner}/f/${page?.id}`);
  expect(html.headers['content-type']).toBe('application/octet-stream');
  for (const size of ['', '?size=thumbnail']) {
    expect((await pages.get(`${stranger}/f/${photo?.id}${size}`)).statusCode).toBe(404);
  }
  const small = await pages.get(`${list}/f/${photo?.id}?size=thumbnail`);
  expect(small.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'no-store',
  });
  expect((await pages.get(`${partner}/f/${page?.id}?size=thumbnail`)).statusCode).toBe(404);
});

it('takes what a partner contributes, and names nobody of another unit', async () => {
  const path = `${partner}/o/${await idOf('2024-06-30')}`;
  const { answer } = await fill(path, 'contribute', { text: '经费已安排' }, []);
  expect(answer.statusCode).toBe(303);
  const { body } = await pages.get(path);
  expect(body).toContain('县财政局 王芳');
  expect(body).toMatch(/<small>[^<]* 县教育局<\/small><br><strong>报进展/);
});

it('says what is wrong at the head of the page and beside the field to which it leads', async () => {
  const path = `${list}/o/${await idOf('2024-07-31')}`;
  const { answer } = await fill(path, 'request-extension', { text: '', until: '2024-08-15' });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toMatch(
    /role="alert"><p><a href="#request-extension-text">请写明延期理由<\/a><\/p><\/div>/,
  );
  expect(answer.body).toContain('<p class="wrong" id="request-extension-text-fault">');
  const field = /<textarea id="request-extension-text"[^>]*>/.exec(answer.body)?.[0] ?? '';
  expect(field).toContain('aria-describedby="request-extension-text-fault" aria-invalid="true"');
  expect(answer.body.match(/aria-invalid/g)).toHaveLength(1);
});

it('says after handing on where the reminders really go', async () => {
  const path = `${list}/o/${await idOf('2024-07-31')}`;
  expect((await pages.get(path)).body).toContain('没有邮箱的，提醒仍发给联系人，请自行转告');
  const handOn = async (name: string, address: Record<string, string>) => {
    const { answer } = await fill(path, 'hand-on', { name, phone: '', email: '', ...address });
    const { body } = await pages.get(String(answer.headers.location));
    return /<p class="note done"[^>]*>([^<]*)/.exec(body)?.[1];
  };
  expect(await handOn('韩梅', { phone: '13900001111' })).toBe(
    '已转交给韩梅。韩梅没有能用的邮箱（系统没有用短信提醒），以后的提醒仍发给县教育局联系人，请及时转告韩梅。',
  );
  expect(await handOn('孙洁', { email: 'sunjie@example.cn' })).toBe(
    '已转交，以后的提醒用邮件发给承办人孙洁。',
  );
});

it('asks for an extension once; a second request waits for the answer', async () => {
  const path = `${list}/o/${await idOf('2024-07-31')}`;
  const { action } = formIn((await pages.get(path)).body, '?act=request-extension');
  const { answer } = await fill(path, 'request-extension', { text: '雨季', until: '2024-08-15' });
  expect(answer.statusCode).toBe(303);
  const { body } = await pages.get(path);
  expect(body).toContain('申请延至2024年8月15日（周四），等待答复');
  expect(body).not.toContain('?act=request-extension');
  const fields = { form: crypto.randomUUID(), text: '又下雨了', until: '2024-08-20' };
  const second = await pages.post(action, fields);
  expect(second.statusCode).toBe(409);
  expect(second.body).toMatch(/已有一项延期申请[\s\S]*目前状态：已签收[\s\S]*又下雨了/);
});

it('completes once with a paper, and refuses what comes after with the present state', async () => {
  const id = await idOf('2024-06-30');
  const path = `${list}/o/${id}`;
  const { action } = formIn((await pages.get(path)).body, '?act=report');
  const paper = new File(['%PDF'], '盖章件.pdf', { type: 'application/pdf' });
  const { send, answer } = await fill(path, 'complete', { text: '' }, [paper]);
  expect(answer.statusCode).toBe(303);
  expect((await send()).headers.location).toBe(`${path}?done=complete`);
  expect(await lastEvent(id)).toMatchObject({ kind: 'complete', state: 'completed', door: 'link' });
  const late = await pages.post(action, { form: crypto.randomUUID(), text: '补充' }, []);
  expect(late.statusCode).toBe(409);
  expect(late.body).toMatch(/不能报进展[\s\S]*目前状态：已报办结、待销号[\s\S]*补充/);
});

it('takes a double tap as done though the first one ended the occurrence', async () => {
  const path = `${stranger}/o/${await idOf('2024-09-30')}`;
  const { action, form } = formIn((await pages.get(path)).body, '?act=complete');
  const send = () => pages.post(action, { form, text: '已备案' }, []);
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
  expect((await pages.get(path)).body).toContain('已销号');
});
