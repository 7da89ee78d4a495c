import { and, eq, isNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkSigner } from '../../channels/links.ts';
import { composeDirect } from '../../channels/direct/index.ts';
import { applyAddressBook } from '../../db/address-book.ts';
import { contactChecksStep } from '../../db/contact-checks.ts';
import { digestLines } from '../../db/digest-lines.ts';
import { device, link, message, notice, person, post } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type DigestSection, sectionsOf } from '../../plan/digest.ts';
import type { DirectKind } from '../../plan/message.ts';
import { DESK_START, openDeskPages, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { formIn, hiddenIn, type Pages } from '../harness/unit-pages.ts';

const SECRET = 'a secret for tests only';
const DAY = 86_400_000;
const domain = 'duban.example.cn';
const calendar = calendarOf();
const signer = linkSigner('https://duban.example.cn', SECRET);

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

async function sent(kind: DirectKind) {
  return await database().select().from(message).where(eq(message.kind, kind)).orderBy(message.id);
}

async function composed(kind: DirectKind) {
  const row = (await sent(kind)).at(-1);
  if (row === undefined) throw new Error(`no message of kind ${kind}`);
  const { digest } = await composeDirect(database(), row, kind, { calendar, now });
  return { row, digest };
}

function wordsIn(sections: DigestSection[]): string {
  return JSON.stringify(sections);
}

async function tellings(kind: 'moved-away' | 'mend-contact'): Promise<string[]> {
  const rows = await database().select().from(notice).where(eq(notice.kind, kind));
  const lines = await digestLines(database(), rows, calendar, '2024-11-01');
  return sectionsOf([...lines.values()]).flatMap(({ items }) =>
    items.map(({ head, details }) => [head, ...details].join(' ')),
  );
}

async function holder(): Promise<typeof person.$inferSelect | undefined> {
  return (await database().select().from(person).where(eq(person.id, desk.personId)))[0];
}

function check(): ReturnType<typeof contactChecksStep> {
  return contactChecksStep({
    db: database(),
    calendar: () => Promise.resolve(calendar),
    now,
    domain,
  });
}

async function change(typed: Record<string, string>) {
  const form = crypto.randomUUID();
  return await pages.post(`${list}/channel`, { form, ...typed });
}

describe('an expired link', () => {
  beforeEach(() => {
    now += 31 * DAY;
  });

  it('offers a new one, which goes to the registered post and nowhere else', async () => {
    const { statusCode, body } = await pages.get(list);
    expect(statusCode).toBe(410);
    expect(body).toMatch(
      /已过有效期[\s\S]*发送新链接[\s\S]*县协作办联系：<a href="tel:0771-2345678">/,
    );
    const action = /action="([^"]+)"/.exec(body)?.[1] ?? '';
    const answer = await pages.browser().post(action, { to: 'thief@example.com' });
    expect(answer.body).toContain('登记的联系人会在几分钟内收到新链接');
    const { row, digest } = await composed('link');
    expect(row.address).toBe(`u${desk.unitId}@example.cn`);
    const fresh = digest.links[0]?.linkId ?? '';
    expect(fresh).not.toBe(desk.linkId);
    expect((await pages.get(pages.pathOf(fresh))).statusCode).toBe(200);
    expect((await pages.get(list)).body).toContain('发送新链接');
  });

  it('answers alike whether or not anything was sent, and sends three a day at most', async () => {
    const answers = new Set<string>();
    for (let tap = 0; tap < 8; tap += 1) {
      answers.add((await pages.browser().post(`${list}/again`, {})).body);
      now += 6 * 60_000;
    }
    await database().update(person).set({ email: null }).where(eq(person.id, desk.personId));
    now += DAY;
    answers.add((await pages.browser().post(`${list}/again`, {})).body);
    expect(answers.size).toBe(1);
    expect(await sent('link')).toHaveLength(3);
  });
});

it('sends nothing by a link that is good, revoked or no link at all', async () => {
  await pages.browser().post(`${list}/again`, {});
  await database().update(link).set({ revokedAt: now });
  await pages.browser().post(`${list}/again`, {});
  expect((await pages.get(list)).body).toContain('请联系县协作办');
  expect((await pages.browser().post(`${list}x/again`, {})).statusCode).toBe(404);
  expect(await sent('link')).toEqual([]);
});

describe('a post with a new holder', () => {
  const book = {
    units: [
      {
        name: '县教育局',
        kind: null,
        side: null,
        aliases: [],
        through: null,
        phone: null,
        mailbox: null,
        at: { sheet: '', row: 2 },
      },
    ],
    posts: [
      {
        unit: '县教育局',
        role: 'contact' as const,
        person: '刘洋',
        phone: '13912345678',
        email: 'liu@example.cn',
      },
    ],
  };

  it('gives the new one the list, and closes links and devices of the old one', async () => {
    const { action, form } = formIn((await pages.get(list)).body, '/p/1');
    expect((await pages.post(action, { form })).statusCode).toBe(303);
    const report = await applyAddressBook(database(), book, { now, domain });
    expect(report.handedOver).toEqual(['县教育局 刘洋']);
    expect((await pages.get(list)).body).toContain('这个链接已停用');
    expect((await database().select().from(device))[0]?.revokedAt).toBe(now);
    const { row, digest } = await composed('handover');
    expect(row.address).toBe('liu@example.cn');
    expect(digest.subject).toContain('县教育局工作交接清单（未办结 2 项）');
    expect(digest.sections.map(({ title }) => title)).toEqual(['未办结的事项', '以前由谁负责']);
    expect(wordsIn(digest.sections)).toMatch(
      /组织支教教师互访[\s\S]*11月30日[\s\S]*还没有报过进展/,
    );
    expect(wordsIn(digest.sections)).toContain('县教育局联系人（2024年9月2日');
    expect((await pages.get(pages.pathOf(digest.links[0]?.linkId ?? ''))).statusCode).toBe(200);
    expect((await applyAddressBook(database(), book, { now, domain })).handedOver).toEqual([]);
    expect(await sent('handover')).toHaveLength(1);
  });
});

it('tells the office that a holder has moved away, in words that stand in no notice', async () => {
  const { action, form } = formIn((await pages.get(`${list}/contact`)).body, '/moved');
  const asked = await pages.browser().post(action, { form, successor: '由刘洋接手' });
  expect(asked.body).toContain('请先告知您是谁');
  expect(await database().select().from(notice).where(eq(notice.kind, 'moved-away'))).toEqual([]);
  const answer = await pages.post(action, { form, successor: '由刘洋接手' });
  expect(answer.body).toMatch(/已告知办公室[\s\S]*交接清单[\s\S]*一件也不会丢/);
  await pages.post(action, { form, successor: '由刘洋接手，13912345678' });
  const [own] = await database().select().from(device);
  const rows = await database().select().from(notice).where(eq(notice.kind, 'moved-away'));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.facts.deviceId).toBe(own?.id);
  expect(JSON.stringify(rows)).not.toContain('刘洋');
  expect(await tellings('moved-away')).toEqual([
    expect.stringMatching(
      /县教育局（县教育局联系人）.*已经调离.*接手的人：由刘洋接手，13912345678/,
    ),
  ]);
  expect((await pages.get(list)).statusCode).toBe(200);
});

describe('a contact', () => {
  beforeEach(() => {
    now = beijingInstant('2026-07-01', 8);
    return database()
      .update(link)
      .set({ expiresAt: now + 90 * DAY });
  });

  it('is asked once in January and July, and says that all is right', async () => {
    expect(await check()).toEqual({ asked: 2, silent: 0 });
    expect(await check()).toEqual({ asked: 0, silent: 0 });
    const { digest } = await composed('check');
    expect(wordsIn(digest.sections)).toContain('电话：13800000000');
    const page = (await pages.get(`${list}/contact`)).body;
    expect(page).toContain('138****0000');
    expect(page).not.toContain('13800000000');
    const { action, form } = formIn(page, '?do=right');
    expect((await pages.post(action, { form })).headers.location).toContain('done=contact-right');
    now = beijingInstant('2026-07-20', 9);
    expect(await check()).toEqual({ asked: 0, silent: 1 }); // the other unit's
  });

  it('becomes a line for the coordinator after ten silent working days', async () => {
    await check();
    now = beijingInstant('2026-07-16', 9);
    await check();
    await check();
    expect(await tellings('mend-contact')).toEqual([
      '县教育局（县教育局联系人） 半年一次的联系人确认没有答复，请电话核实是否换人',
      '县财政局（县财政局联系人） 半年一次的联系人确认没有答复，请电话核实是否换人',
    ]);
  });

  it('corrects room and office telephone at once', async () => {
    const { action, form } = formIn((await pages.get(`${list}/contact`)).body, '?do=change');
    const typed = { form, room: '社保股', phone: '0771－7654321' };
    expect((await pages.post(action, typed)).statusCode).toBe(303);
    expect(await holder()).toMatchObject({ room: '社保股', phone: '0771-7654321' });
  });

  it('takes a new mailbox when the code that went there comes back', async () => {
    await database().update(person).set({ emailFault: '550' }).where(eq(person.id, desk.personId));
    const { action, form } = formIn((await pages.get(`${list}/contact`)).body, '?do=change');
    const asked = await pages.post(action, { form, email: 'Wang@Example.cn' });
    expect(asked.body).toMatch(/请确认新的联系方式[\s\S]*验证码发到wang@example.cn/);
    const { row, digest } = await composed('code');
    expect(row.address).toBe('wang@example.cn');
    expect(digest.closing.join()).toContain('{code:1.1}');
    const wrong = await pages.post(action, {
      ...hiddenIn(asked.body),
      'who-do': 'code',
      'who-code': '1',
    });
    expect(wrong.body).toContain('请填写 6 位数字的验证码');
    expect((await holder())?.email).toBe(`u${desk.unitId}@example.cn`);
    const right = { 'who-do': 'code', 'who-code': signer.code(1, 1) };
    expect((await pages.post(action, { ...hiddenIn(wrong.body), ...right })).statusCode).toBe(303);
    expect(await holder()).toMatchObject({ email: 'wang@example.cn', emailFault: null });
  });

  it('does not take another mailbox than the one to which the code went', async () => {
    const { action, form } = formIn((await pages.get(`${list}/contact`)).body, '?do=change');
    await pages.post(action, { form, email: 'one@example.cn' });
    const right = { 'who-do': 'code', 'who-code': signer.code(1, 1) };
    const answer = await pages.post(action, { form, email: 'other@example.cn', ...right });
    expect(answer.body).toContain('秒后再获取');
    expect((await holder())?.email).toBe(`u${desk.unitId}@example.cn`);
  });

  it.each([
    [{ phone: '不知道' }, '电话应为手机号'],
    [{ email: '@' }, '邮箱应为一个邮箱地址'],
    [{ phone: '13800000000' }, '没有要更正的内容'],
  ])('says what is wrong of %j', async (typed, fault) => {
    const { action, form } = formIn((await pages.get(`${list}/contact`)).body, '?do=change');
    expect((await pages.post(action, { form, ...typed })).body).toContain(fault);
  });
});

describe('the way by which a reader is told', () => {
  it('can be moved, not ended', async () => {
    const { body } = await pages.get(`${list}/channel`);
    expect(body).toMatch(/不能退订[\s\S]*现在用邮件提醒[\s\S]*改用短信提醒/);
    expect((await change({ prefers: 'sms' })).statusCode).toBe(303);
    expect((await holder())?.prefers).toBe('sms');
    expect((await pages.get(`${list}/channel`)).body).toContain('改回邮件提醒');
    await change({ prefers: 'mail' });
    expect((await holder())?.prefers).toBe('mail');
  });

  it('stays mail for who has no mobile telephone', async () => {
    await database()
      .update(person)
      .set({ phone: '0771-1234567' })
      .where(eq(person.id, desk.personId));
    expect((await pages.get(`${list}/channel`)).body).toContain('没有登记手机号码');
    expect((await change({ prefers: 'sms' })).statusCode).toBe(422);
    expect((await holder())?.prefers).toBe('mail');
  });

  it('has quiet hours, but not all day', async () => {
    expect((await change({ from: '12:00', to: '14:30' })).statusCode).toBe(303);
    expect(await holder()).toMatchObject({ quietFrom: 720, quietTo: 870 });
    expect((await pages.get(`${list}/channel`)).body).toContain('value="14:30"');
    const refused = await change({ from: '06:00', to: '17:30' });
    expect(refused.body).toMatch(/不能占满工作时间[\s\S]*value="06:00"/);
    await change({ from: '', to: '' });
    expect(await holder()).toMatchObject({ quietFrom: null, quietTo: null });
  });
});

it('gives no page of a post to a stranger', async () => {
  for (const path of ['/contact', '/channel']) {
    expect((await pages.get(`${list}x${path}`)).statusCode).toBe(404);
  }
  const gone = and(eq(post.personId, desk.personId), isNull(post.to));
  await database().update(post).set({ to: '2024-10-31' }).where(gone);
  for (const path of ['', '/contact', '/channel']) {
    const { statusCode, body } = await pages.get(`${list}${path}`);
    expect([statusCode, body.includes('请联系县协作办')]).toEqual([410, true]);
  }
});
