import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { channelOverview } from '../../../channels/overview.ts';
import { tryChannel } from '../../../channels/trying.ts';
import { registerGroup } from '../../../channels/chat/registering.ts';
import { readConfig } from '../../../config.ts';
import { officePolicy } from '../../../db/office-policy.ts';
import { account, calendarYear, change, message, occurrence, plan } from '../../../db/schema.ts';
import { DEFAULT_POLICY, policyOf } from '../../../plan/policy.ts';
import { DESK_START as NOW, idleCommander } from '../../harness/desk.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const WHO = {
  admin: '管理员',
  coordinator: '周协调',
  supervisor: '林县长',
  foreign: '吴协调',
  unit: '县教育局联系人',
  stranger: '没有岗位',
} as const;

type Who = keyof typeof WHO;

const database = sharedDatabase();
let api: DeskApi;
const cookies = new Map<string, string>();

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  cookies.clear();
  for (const [who, name] of Object.entries(WHO)) {
    cookies.set(who, await loggedIn(db, name, NOW, { admin: who === 'admin' }));
  }
  const config = readConfig({ SMTP_URL: 'smtp://127.0.0.1:1' }, () => null);
  api = await openDeskApi(
    idleCommander(db, () => NOW),
    undefined,
    {
      overview: (at) => channelOverview(db, config, at),
      tryChannel: (channel, to, now) =>
        tryChannel({ db, domain: 'example.cn', sms: false, now }, channel, to),
      addGroup: async (group) => {
        await registerGroup(db, group, [], { url: 'Webhook 地址', choose: '请选择是哪个系统' });
      },
    },
  );
  return () => api.close();
});

const as = (who: Who) => ({ as: cookies.get(who) ?? '' });

async function begin(): Promise<void> {
  await database().update(occurrence).set({ run: 1 }).where(eq(occurrence.planId, 1));
}

// rules

it.each([
  ['admin', 200, false],
  ['coordinator', 200, true],
  ['supervisor', 200, true],
  ['foreign', 404, false],
  ['stranger', 404, false],
] as const)('%s asks for the rules of a plan: %i, may set them: %s', async (who, status, may) => {
  const { status: got, body } = await api.call('GET', '/policy/plans/1', as(who));
  expect(got).toBe(status);
  if (status === 200) expect(body.mayEdit).toBe(may);
  const policy = { ...DEFAULT_POLICY, repeatDays: 6 };
  const set = await api.call('PUT', '/policy/plans/1', { ...as(who), body: { policy } });
  expect(set.status).toBe(may ? 200 : status === 200 ? 403 : 404);
  const [row] = await database().select().from(plan).where(eq(plan.id, 1));
  expect(policyOf(row?.policy ?? {}).repeatDays).toBe(may ? 6 : 5);
  if (!may) return;
  const again = await api.call('PUT', '/policy/plans/1', { ...as(who), body: { policy } });
  expect(again.body.changed).toEqual([]);
  expect(await database().$count(change)).toBe(1); // pressed twice it is one act
});

it.each([
  ['admin', 200],
  ['coordinator', 200],
  ['unit', 403],
  ['stranger', 403],
] as const)('%s sets the rules over all plans: %i', async (who, status) => {
  const body = { ...DEFAULT_POLICY, mailsPerMonth: 3, repeatDays: 9 };
  expect((await api.call('PUT', '/policy/office', { ...as(who), body })).status).toBe(status);
  const { mailsPerMonth, repeatDays } = await officePolicy(database());
  expect(mailsPerMonth).toBe(status === 200 ? 3 : 4);
  expect(repeatDays).toBe(5); // a plan's own
});

it.each([
  ['a number out of its bounds', { mailsPerMonth: 500 }, 'mailsPerMonth'],
  ['nothing where a number stands', { repeatDays: null }, 'repeatDays'],
  ['words among days', { remind: { ...DEFAULT_POLICY.remind, long: [30, '三'] } }, 'remind.long.1'],
  ['a ladder that goes down', { ladder: DEFAULT_POLICY.ladder.toReversed() }, 'ladder'],
])('names the field of %s, and shows no agenda', async (_, wrong, at) => {
  const policy = { ...DEFAULT_POLICY, ...wrong };
  const body = { planId: null, policy, sample: 'monthly' };
  const seen = await api.call('POST', '/policy/preview', { ...as('coordinator'), body });
  expect(seen.body.sample).toBeNull();
  expect(seen.body.faults.map((fault: { at: string }) => fault.at)).toEqual([at]);
});

it('shows what the rules that are typed make of a sample', async () => {
  const policy = { ...DEFAULT_POLICY, ladder: [{ afterDays: 2, to: 'supervising-leader' }] };
  const body = { planId: 1, policy, sample: 'week' };
  const { body: seen } = await api.call('POST', '/policy/preview', { ...as('supervisor'), body });
  expect(seen.sample).toMatchObject({ dueOn: '2024-11-08', practicalOn: null });
  const late = seen.sample.moments.filter((moment: { late: boolean }) => moment.late);
  expect(late[0]).toMatchObject({ day: '2024-11-12', words: '列入督办领导专报' });
});

it('says beforehand which open duties other rules would move, and changes nothing', async () => {
  await begin();
  const body = { ...DEFAULT_POLICY, remind: { ...DEFAULT_POLICY.remind, long: [5] } };
  const look = (who: Who) => api.call('POST', '/policy/plans/1/shifts', { ...as(who), body });
  const { body: seen } = await look('coordinator');
  expect(seen.shifts.length).toBeGreaterThan(0);
  expect(seen.shifts[0].come.length).toBeGreaterThan(0);
  expect((await look('admin')).status).toBe(403);
  expect((await look('foreign')).status).toBe(404);
  const [row] = await database().select().from(plan).where(eq(plan.id, 1));
  expect(policyOf(row?.policy ?? {})).toEqual(DEFAULT_POLICY);
});

// rest days

const YEAR = {
  source: '国办发明电〔2023〕7号改',
  rest: [
    '2024-01-01',
    '2024-02-10..2024-02-17',
    '2024-05-01',
    '2024-10-01..2024-10-07',
    '2024-11-29',
  ],
  work: ['2024-12-01'],
};

it.each([
  ['admin', 200],
  ['coordinator', 200],
  ['unit', 403],
  ['stranger', 403],
] as const)('%s looks at, and enters, a year of rest days: %i', async (who, status) => {
  await begin();
  const looked = await api.call('POST', '/calendar-years/2024/shifts', { ...as(who), body: YEAR });
  expect(looked.status).toBe(status);
  expect(await database().$count(calendarYear)).toBe(0);
  if (status === 200) {
    // the last working day before Saturday 30 November is no longer the 29th
    const moved = looked.body.shifts.find(({ dueOn }: { dueOn: string }) => dueOn === '2024-11-30');
    expect(moved.practical).toEqual({ before: '2024-11-29', after: '2024-11-28' });
  }
  await database().update(occurrence).set({ run: 0 });
  const entered = await api.call('PUT', '/calendar-years/2024', { ...as(who), body: YEAR });
  expect(entered.status).toBe(status);
  expect(await database().$count(calendarYear)).toBe(status === 200 ? 1 : 0);
  const { body } = await api.call('GET', '/calendar-years', as('unit'));
  const found = body.years.find(({ year }: { year: number }) => year === 2024);
  expect(found.state).toBe(status === 200 ? 'entered' : 'shipped');
});

it('names what is wrong with a year, and reads one from a table', async () => {
  const wrong = { ...YEAR, rest: ['2024-02-30'] };
  const looked = await api.call('POST', '/calendar-years/2024/shifts', {
    ...as('admin'),
    body: wrong,
  });
  expect(looked.status).toBe(422);
  expect(looked.body.detail).toContain('2024-02-30');
  const form = new FormData();
  form.append('files', new File(['日期,类型\n2027-01-01,休\n2027-01-10,班'], '2027.csv'));
  const read = await api.call('POST', '/calendar-years/table', { ...as('admin'), form });
  expect(read.body).toEqual({ rest: ['2027-01-01'], work: ['2027-01-10'] });
});

// channels

it.each([
  ['admin', 200],
  ['coordinator', 200],
  ['supervisor', 403],
  ['unit', 403],
] as const)('%s sees how the channels do: %i', async (who, status) => {
  const answer = await api.call('GET', '/channels', as(who));
  expect(answer.status).toBe(status);
  expect((await api.call('GET', '/channels/groups', as(who))).status).toBe(status);
  if (status !== 200) return;
  expect(answer.body).toMatchObject([
    { channel: 'mail', state: 'healthy' },
    { channel: 'sms', state: 'off', lacks: [expect.stringContaining('SMS_PROVIDER')] },
    { channel: 'chat', state: 'off' },
  ]);
});

it('sends a test to nobody but oneself, and says where none can be sent', async () => {
  const test = (who: Who, channel: string, body = {}) =>
    api.call('POST', `/channels/${channel}/test`, { ...as(who), body });
  const sent = await test('coordinator', 'mail');
  expect(sent.status).toBe(201);
  const [row] = await database().select().from(message).where(eq(message.id, sent.body.id));
  expect(row?.address).toBe('coordinator@example.cn');
  const path = `/channels/tests/${sent.body.id}`;
  expect((await api.call('GET', path, as('coordinator'))).body.tried).toBe(false);
  expect((await api.call('GET', path, as('unit'))).status).toBe(403);
  expect((await test('admin', 'mail')).body.detail).toContain('没有登记可用的邮箱');
  expect((await test('coordinator', 'sms')).body.detail).toContain('短信还没有设置');
  expect((await test('coordinator', 'chat', { group: '没有' })).status).toBe(404);
  expect((await test('supervisor', 'mail')).status).toBe(403);
});

it('registers a chat group and never shows its address again', async () => {
  const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-of-the-group';
  const body = { name: '工作群', url, secret: null, system: null, planId: 1, units: [] };
  const add = (given = {}) =>
    api.call('POST', '/channels/groups', { ...as('coordinator'), body: { ...body, ...given } });
  expect((await add({ url: 'https://elsewhere.example.com/x' })).body.detail).toContain(
    '请选择是哪个系统',
  );
  expect((await add()).status).toBe(204);
  const listed = await api.call('GET', '/channels/groups', as('coordinator'));
  expect(listed.body).toMatchObject([{ name: '工作群', system: 'wecom', state: 'untried' }]);
  expect(listed.text).not.toContain('secret-of-the-group');
  const { id } = listed.body[0];
  await api.call('DELETE', `/channels/groups/${id}`, as('coordinator'));
  expect((await api.call('GET', '/channels/groups', as('admin'))).body).toEqual([]);
});

// accounts

const ADMINISTRATORS_ONLY: ['GET' | 'POST' | 'PUT', string, object?][] = [
  ['GET', '/accounts'],
  ['POST', '/accounts', { personId: 1, login: 'x1' }],
  ['POST', '/accounts/1/link'],
  ['POST', '/accounts/1/reset'],
  ['PUT', '/accounts/1', { admin: true }],
  ['GET', '/access-log'],
];

it.each(ADMINISTRATORS_ONLY)(
  'nobody but administrators asks for %s %s',
  async (method, path, body) => {
    for (const who of ['coordinator', 'supervisor', 'unit', 'stranger'] as const) {
      const sent = body === undefined ? as(who) : { ...as(who), body };
      expect((await api.call(method, path, sent)).status).toBe(403);
    }
  },
);

it('lists accounts with what follows from whose posts, and no secret', async () => {
  const { body, text } = await api.call('GET', '/accounts', as('admin'));
  const of = (login: string) => body.find((each: { login: string }) => each.login === login);
  expect(of('周协调')).toMatchObject({
    roles: ['coordinator', 'unit'],
    posts: [{ unit: '县协作办', roleName: '协调员' }],
    state: 'no-password',
  });
  expect(of('没有岗位').roles).toEqual([]);
  expect(text).not.toContain('argon2');
});

it('adds an account by a link that its owner opens once', async () => {
  const db = database();
  const people = await api.call('GET', '/book/people?text=县财政局联系人', as('admin'));
  const add = (given: object) => {
    const body = { personId: people.body[0].id, login: 'CaiZheng', ...given };
    return api.call('POST', '/accounts', { ...as('admin'), body });
  };
  expect((await add({ login: '.' })).body.errors).toMatchObject([{ at: 'login' }]);
  expect((await add({ personId: 9_999 })).status).toBe(404);
  const made = await add({});
  expect(made.status).toBe(201);
  expect((await add({})).status).toBe(409);
  const token = made.body.link.split('/').at(-1);
  const enter = () => api.call('POST', `/login-links/${token}`, { body: {} });
  expect((await enter()).body).toEqual({ mustChange: true });
  expect((await enter()).status).toBe(409);
  expect(await db.$count(account, eq(account.login, 'caizheng'))).toBe(1);
});

it('never leaves the desk without an administrator', async () => {
  const { body } = await api.call('GET', '/accounts', as('admin'));
  const idOf = (login: string) => body.find((each: { login: string }) => each.login === login).id;
  const alter = (login: string, given: object) =>
    api.call('PUT', `/accounts/${idOf(login)}`, { ...as('admin'), body: given });
  expect((await alter('管理员', { admin: false })).body.detail).toContain('最后一位系统管理员');
  expect((await alter('管理员', { disabled: true })).status).toBe(409);
  expect((await alter('周协调', { admin: true })).status).toBe(204);
  expect((await alter('周协调', { admin: true })).status).toBe(204); // it is so already
  const { body: log } = await api.call('GET', '/access-log', as('admin'));
  const rights = log.filter(({ outcome }: { outcome: string }) => outcome.startsWith('admin'));
  expect(rights).toMatchObject([
    { login: '周协调', outcomeName: '设为系统管理员', by: '管理员', address: '127.0.0.1' },
    { login: '管理员', outcomeName: '设为系统管理员', by: null, address: '' },
  ]);
  expect((await alter('管理员', { admin: false })).status).toBe(204);
  expect((await alter('周协调', { disabled: true })).status).toBe(403); // no administrator any more
});
