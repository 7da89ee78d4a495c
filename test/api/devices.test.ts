import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkSigner } from '../../channels/links.ts';
import { confirmDevice, revokeDevice } from '../../db/devices.ts';
import { currentLink } from '../../db/links.ts';
import { device, link, message, notice, person, planUnit } from '../../db/schema.ts';
import { DESK_START, openDeskPages, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { formIn, hiddenIn, type Pages } from '../harness/unit-pages.ts';
import { photoFile } from '../harness/photo.ts';

const SECRET = 'a secret for tests only';
const MINUTE = 60_000;
const WHO = { who: '1', 'who-name': '李强', 'who-room': '办公室', 'who-phone': '0771-7654321' };

const database = sharedDatabase();
let pages: Pages;
let desk: TestDesk;
let list: string;
let now: number;

beforeEach(async () => {
  now = DESK_START;
  ({ desk, pages, list } = await openDeskPages(database(), () => now, SECRET));
});

afterEach(() => pages.close());

async function acknowledgement(): Promise<{ action: string; form: string }> {
  return formIn((await pages.get(list)).body, '/p/1');
}

async function acknowledged(): Promise<boolean> {
  const [row] = await database().select().from(planUnit).where(eq(planUnit.unitId, desk.unitId));
  return row?.acknowledgedAt !== null;
}

/** Goes on from a page in between, as its button does. */
function goOn(browser: ReturnType<Pages['browser']>, action: string, page: string, said: object) {
  return browser.post(action, { ...hiddenIn(page), ...said }, []);
}

/** A browser that has acted already, and another that has given its name. */
async function secondDevice() {
  const { action, form } = await acknowledgement();
  const first = pages.browser();
  await goOn(first, action, (await first.post(action, { form })).body, WHO);
  await database().update(planUnit).set({ acknowledgedAt: null });
  const second = pages.browser();
  const asked = await second.post(action, { form: crypto.randomUUID() });
  const answer = await goOn(second, action, asked.body, { ...WHO, 'who-name': '赵敏' });
  return { action, second, body: answer.body };
}

async function codes() {
  return await database().select().from(message).where(eq(message.kind, 'code'));
}

async function codeOf(number: number): Promise<string> {
  const rows = await database().select().from(device).orderBy(device.id);
  return linkSigner('https://duban.example.cn', SECRET).code(rows.at(-1)?.id ?? 0, number);
}

it('asks the first browser who sits before it, and goes on with what was sent', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const asked = await browser.post(action, { form });
  expect(asked.statusCode).toBe(200);
  expect(asked.body).toMatch(/请先告知您是谁[\s\S]*县教育局联系人 <small>登记的联系人/);
  expect(asked.body).not.toContain('checked');
  const cookie = new RegExp(
    `^duban=[\\w-]{32}; Path=${list.replaceAll('.', '\\.')}; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$`,
  );
  expect(asked.headers['set-cookie']).toMatch(cookie);
  expect(await database().select().from(device)).toEqual([]);
  expect(await acknowledged()).toBe(false);
  expect((await database().select().from(link))[0]?.openedAt).toBeNull();

  const done = await goOn(browser, action, asked.body, WHO);
  expect(done.statusCode).toBe(303);
  expect(done.headers['set-cookie']).toBe(asked.headers['set-cookie']);
  expect(await acknowledged()).toBe(true);
  const [row] = await database().select().from(device);
  expect(row).toMatchObject({ name: '李强', room: '办公室', confirmedBy: 'first' });
  expect(done.headers['set-cookie']).not.toContain(row?.token ?? '');
  expect(row?.token).toMatch(/^[0-9a-f]{64}$/);
  expect((await browser.get(list)).body).toContain('县教育局 李强');
  expect((await pages.get(list)).body).not.toContain('李强');
});

it('knows the people of the post: one is chosen, another is typed', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const { body } = await browser.post(action, { form });
  await goOn(browser, action, body, { who: '1', 'who-known': '县教育局联系人' });
  expect((await database().select().from(device))[0]).toMatchObject({
    name: '县教育局联系人',
    phone: '13800000000',
  });
});

it('offers first the one for whom the link is, then others, and chooses nobody by itself', async () => {
  const { action, form } = await acknowledgement();
  const first = pages.browser();
  const asked = await first.post(action, { form });
  await goOn(first, action, asked.body, WHO);
  const { body } = await pages.browser().post(action, { form });
  const offered = [...body.matchAll(/name="who-known" value="([^"]*)"([^>]*)>/g)];
  expect(offered.map(([, name, rest]) => [name, rest])).toEqual([
    ['县教育局联系人', ''],
    ['李强', ''],
    ['', ''],
  ]);
});

it('does not choose between a name that was tapped and another that was typed', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const { body } = await browser.post(action, { form });
  const both = await goOn(browser, action, body, { ...WHO, 'who-known': '县教育局联系人' });
  expect(both.body).toContain('上面选了“县教育局联系人”，下面又填了“李强”');
  expect(both.body).toMatch(/value="县教育局联系人" checked>[^]*name="who-name"[^>]* value="李强"/);
  const nobody = await goOn(browser, action, body, { who: '1', 'who-known': '' });
  expect(nobody.body).toContain('请点选您是谁；没有您的，请填写姓名');
  expect(await database().select().from(device)).toEqual([]);
});

it('asks again when the name or the telephone is missing, and loses nothing', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const { body } = await browser.post(action, { form, remark: '第一行\n第二行"<' });
  const again = await goOn(browser, action, body, { ...WHO, 'who-phone': '' });
  expect(again.body).toContain('请填写您的电话');
  expect(hiddenIn(again.body)).toMatchObject({
    form,
    remark: expect.stringMatching(/第一行\s+第二行"</),
  });
  expect(await database().select().from(device)).toEqual([]);
});

it('is one device however often the form is tapped', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const { body } = await browser.post(action, { form });
  const both = await Promise.all([1, 2].map(() => goOn(browser, action, body, WHO)));
  expect(both.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await database().select().from(device)).toHaveLength(1);
});

it('is another browser that sends the same form again: it gets no token that may act', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  const { body } = await browser.post(action, { form });
  const own = await goOn(browser, action, body, WHO);
  const thief = pages.browser();
  const replayed = await goOn(thief, action, body, WHO);
  expect(replayed.body).toContain('请确认这台设备');
  expect(replayed.headers['set-cookie']).not.toBe(own.headers['set-cookie']);
  expect((await thief.post(action, { form: crypto.randomUUID() })).body).toContain(
    '请确认这台设备',
  );
});

it('works in a browser that keeps nothing, which is asked each time', async () => {
  const { action, form } = await acknowledgement();
  const { body } = await pages.browser().post(action, { form });
  expect((await goOn(pages.browser(), action, body, WHO)).statusCode).toBe(303);
  expect((await pages.browser().post(action, { form })).body).toContain('请先告知您是谁');
});

it('takes no token of another link', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  await goOn(browser, action, (await browser.post(action, { form })).body, WHO);
  const cookie = [...browser.cookies.values()][0] ?? '';
  const unitId = desk.unitIds.get('县财政局') ?? 0;
  const [other] = await database()
    .select()
    .from(person)
    .where(eq(person.email, `u${unitId}@example.cn`));
  const elsewhere = pages.pathOf(await currentLink(database(), other?.id ?? 0, unitId, DESK_START));
  const stranger = pages.browser();
  stranger.cookies.set(elsewhere, cookie);
  const typed = { form: crypto.randomUUID(), prefers: 'mail' };
  const asked = await stranger.post(`${elsewhere}/channel`, typed);
  expect(asked.body).toContain('请先告知您是谁');
  expect(asked.headers['set-cookie']).not.toContain(cookie);
});

it('asks a second device for the code that went to the post', async () => {
  const { action, second, body } = await secondDevice();
  expect(body).toContain('验证码已发往手机 138****0000');
  const [sent] = await codes();
  expect(sent).toMatchObject({ channel: 'sms', address: '13800000000', text: null });
  expect(JSON.stringify(sent)).not.toContain(await codeOf(1));
  const wrong = await goOn(second, action, body, { 'who-do': 'code', 'who-code': '000000' });
  expect(wrong.body).toContain('验证码不对');
  expect(await acknowledged()).toBe(false);
  const right = await goOn(second, action, wrong.body, {
    'who-do': 'code',
    'who-code': await codeOf(1),
  });
  expect(right.statusCode).toBe(303);
  expect(await acknowledged()).toBe(true);
});

it('sends codes to the mailbox when asked to, once a minute and five an hour', async () => {
  const { action, second, body } = await secondDevice();
  const early = await goOn(second, action, body, { 'who-do': 'mail' });
  expect(early.body).toContain('请 60 秒后再获取');
  for (let sent = 1; sent < 5; sent += 1) {
    now += MINUTE;
    const answer = await goOn(second, action, body, { 'who-do': 'mail' });
    expect(answer.body).toContain(`验证码已发往邮箱 u***@example.cn`);
  }
  now += MINUTE;
  expect((await goOn(second, action, body, { 'who-do': 'sms' })).body).toContain('分钟后再获取');
  expect(await codes()).toHaveLength(5);
  const old = await goOn(second, action, body, { 'who-do': 'code', 'who-code': await codeOf(1) });
  expect(old.body).toContain('验证码不对');
});

it('takes five tries at a code, within ten minutes', async () => {
  const { action, second, body } = await secondDevice();
  for (let tries = 0; tries < 5; tries += 1) {
    await goOn(second, action, body, { 'who-do': 'code', 'who-code': '000001' });
  }
  const right = { 'who-do': 'code', 'who-code': await codeOf(1) };
  expect((await goOn(second, action, body, right)).body).toContain('已输错 5 次');
  now += MINUTE;
  await goOn(second, action, body, { 'who-do': 'sms' });
  now += 11 * MINUTE;
  const late = { 'who-do': 'code', 'who-code': await codeOf(2) };
  expect((await goOn(second, action, body, late)).body).toContain('已过 10 分钟');
  expect(await acknowledged()).toBe(false);
});

it('waits for the coordinator where no code arrives', async () => {
  await database()
    .update(person)
    .set({ email: null, phone: '0771-1111111' })
    .where(eq(person.id, desk.personId));
  const { action, second, body } = await secondDevice();
  expect(await codes()).toEqual([]);
  const asked = await goOn(second, action, body, { 'who-do': 'office' });
  expect(asked.body).toContain('已请办公室确认');
  const told = await database().select().from(notice).where(eq(notice.kind, 'new-device'));
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain('赵敏');
  expect((await goOn(second, action, body, { 'who-do': 'again' })).body).toContain('还没有确认');
  await confirmDevice(database(), told[0]?.facts.deviceId ?? 0, 'coordinator', now);
  expect((await goOn(second, action, body, { 'who-do': 'again' })).statusCode).toBe(303);
});

it('takes nothing from a device that was revoked', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  await goOn(browser, action, (await browser.post(action, { form })).body, WHO);
  const [row] = await database().select().from(device);
  await revokeDevice(database(), row?.id ?? 0, now);
  await database().update(planUnit).set({ acknowledgedAt: null });
  const refused = await browser.post(action, { form, remark: '留着' });
  expect(refused.statusCode).toBe(403);
  expect(refused.body).toMatch(/这台设备已停用[\s\S]*请先与县协作办联系/);
  // also a page that was open before
  expect((await browser.post(action, { form, ...WHO })).statusCode).toBe(403);
  expect((await browser.get(list)).statusCode).toBe(200);
  const asked = await goOn(browser, action, refused.body, { 'who-do': 'anew' });
  expect(asked.body).toContain('请先告知您是谁');
  expect(hiddenIn(asked.body)).toMatchObject({ form, remark: '留着' });
  const code = await goOn(browser, action, asked.body, WHO);
  expect(code.body).toContain('请确认这台设备');
  expect(await acknowledged()).toBe(false);
});

it('asks for the name alone when another person sits before the same device', async () => {
  const { action, form } = await acknowledgement();
  const browser = pages.browser();
  await goOn(browser, action, (await browser.post(action, { form })).body, WHO);
  await browser.post(`${list}/device`, {});
  expect((await browser.get(list)).body).not.toContain('县教育局 李强');
  const asked = await browser.post(action, { form: crypto.randomUUID() });
  expect(asked.body).toContain('请先告知您是谁');
  const done = await goOn(browser, action, asked.body, { ...WHO, 'who-name': '赵敏' });
  expect(done.statusCode).toBe(303);
  const names = (await database().select().from(device).orderBy(device.id)).map(({ name }) => name);
  expect(names).toEqual(['李强', '赵敏']);
});

it('keeps files and their form through both pages in between', async () => {
  await secondDevice();
  const rows = await database().execute<{ id: string }>(`select id from occurrence limit 1`);
  const action = `${list}/o/${rows[0]?.id}?act=report`;
  const browser = pages.browser();
  const photo = photoFile('到校.jpg');
  const form = crypto.randomUUID();
  const asked = await browser.post(action, { form, text: '三名教师已到校' }, [photo]);
  const code = await goOn(browser, action, asked.body, WHO);
  expect(code.body).toContain('请确认这台设备');
  const kept = hiddenIn(code.body);
  expect(kept).toMatchObject({ form, text: '三名教师已到校' });
  expect(kept['kept-0']).toMatch(/^[\w-]{22}\.\{"file":\{"sha256":"[0-9a-f]{64}","size":\d+,/);
  expect(kept['kept-0']).toContain('到校.jpg');
});
