import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { registerDevice } from '../../../db/devices.ts';
import { device, link, message, person, plan, post, side, unit } from '../../../db/schema.ts';
import { DESK_START as NOW, idleCommander } from '../../harness/desk.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const WHO = {
  admin: '管理员',
  coordinator: '周协调',
  supervisor: '林县长',
  unit: '县教育局联系人',
  stranger: '没有岗位',
} as const;

type Who = keyof typeof WHO;

const database = sharedDatabase();
let api: DeskApi;
let cookies: Record<Who, string>;

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  // nothing is open: the engine is not asked
  await db.update(plan).set({ state: 'draft' });
  await db.insert(unit).values([
    { name: '云岭县农业局', kind: 'unit', side: '云岭县', aliases: [] },
    { name: '远山县农业局', kind: 'unit', side: '远山县', aliases: [] },
    { name: '柳溪村', kind: 'village', side: '青禾县', aliases: [] },
  ]);
  const found: Partial<Record<Who, string>> = {};
  for (const who of ['admin', 'coordinator', 'supervisor', 'unit', 'stranger'] as const) {
    found[who] = await loggedIn(db, WHO[who], NOW, { admin: who === 'admin' });
  }
  cookies = {
    admin: '',
    coordinator: '',
    supervisor: '',
    unit: '',
    stranger: '',
    ...found,
  };
  api = await openDeskApi(idleCommander(db, () => NOW));
  return () => api.close();
});

const as = (who: Who) => ({ as: cookies[who] });

async function idOf(name: string): Promise<number> {
  const [row] = await database().select().from(unit).where(eq(unit.name, name));
  return row?.id ?? 0;
}

async function personId(name: string): Promise<number> {
  const [row] = await database().select().from(person).where(eq(person.name, name));
  return row?.id ?? 0;
}

const FIELDS = {
  kind: 'unit',
  side: '青禾县',
  aliases: [],
  through: null,
  phone: null,
  mailbox: null,
};
const NEW_PERSON = {
  name: '新来的',
  phone: '13900000001',
  email: 'new@example.cn',
  room: '办公室',
};

it.each([
  ['admin', 200, true, true],
  ['coordinator', 200, true, false],
  ['supervisor', 200, false, false],
  ['unit', 403, false, false],
  ['stranger', 403, false, false],
] as const)(
  '%s asks for the address book: %i, keeps it: %s, all sides: %s',
  async (who, status, keeps, all) => {
    const answer = await api.call('GET', '/book', as(who));
    expect(answer.status).toBe(status);
    const foreign = await api.call('GET', `/book/units/${await idOf('远山县农业局')}`, as(who));
    expect(foreign.status).toBe(status === 403 ? 403 : all ? 200 : 404);
    if (status === 403) return;
    expect(answer.body.keeps).toBe(keeps);
    const names: string[] = answer.body.units.map(({ name }: { name: string }) => name);
    expect(names).toContain('云岭县农业局'); // in liaison: nobody else's here
    expect(names.includes('远山县农业局')).toBe(all);
  },
);

it('leaves the other side to its own office once there is one', async () => {
  const db = database();
  const office = await idOf('云岭县农业局');
  await db
    .update(side)
    .set({ mode: 'supervised', coordinatorUnitId: office })
    .where(eq(side.name, '云岭县'));
  const { body } = await api.call('GET', '/book', as('coordinator'));
  expect(JSON.stringify(body)).not.toContain('云岭县农业局');
  const status = async (who: Who) =>
    (
      await api.call('PUT', `/book/units/${office}`, {
        ...as(who),
        body: { ...FIELDS, name: '改名' },
      })
    ).status;
  expect(await status('coordinator')).toBe(404);
  expect(await status('admin')).toBe(200);
});

it('lists who cannot be reached first, with why, whom it was and what to do', async () => {
  const db = database();
  const id = await idOf('县财政局');
  const [held] = await db
    .select()
    .from(post)
    .where(and(eq(post.unitId, id), eq(post.role, 'contact'), isNull(post.to)));
  expect((await api.call('DELETE', `/book/posts/${held?.id}`, as('coordinator'))).status).toBe(200);
  await db
    .update(person)
    .set({ emailFault: '550 no such user' })
    .where(eq(person.name, '县教育局联系人'));
  const { body } = await api.call('GET', '/book', as('coordinator'));
  const silent = body.units.filter(
    (each: { unreachable: string | null }) => each.unreachable !== null,
  );
  expect(body.units.slice(0, silent.length)).toEqual(silent);
  const named = (name: string) => silent.find((each: { name: string }) => each.name === name);
  expect(named('县财政局')).toMatchObject({
    unreachable: expect.stringContaining('没有联系人'),
    departed: { name: '县财政局联系人', to: '2024-11-01' },
    hint: expect.stringContaining('登记一位联系人'),
  });
  expect(named('县教育局')).toMatchObject({ unreachable: expect.stringContaining('550') });
  const details = await api.call('GET', `/book/units/${id}`, as('coordinator'));
  expect(details.body.past).toMatchObject([{ name: '县财政局联系人', to: '2024-11-01' }]);
});

it.each([
  ['a name that is taken', { name: '县财政局' }, 'name'],
  ['a telephone that is none', { phone: '12' }, 'phone'],
  ['a mailbox that is none', { mailbox: 'nobody' }, 'mailbox'],
  ['an alias of another', { aliases: ['县财政局'] }, 'aliases'],
  ['itself to answer through', { through: '县教育局' }, 'through'],
  ['an unknown unit to answer through', { through: '没有这个单位' }, 'through'],
])('refuses a unit with %s, by field', async (_, wrong, field) => {
  const path = `/book/units/${await idOf('县教育局')}`;
  const body = { ...FIELDS, name: '县教育局', ...wrong };
  const answer = await api.call('PUT', path, { ...as('coordinator'), body });
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ at }: { at: string }) => at)).toEqual([field]);
});

it('writes a unit down as the form states it, and empties what is left empty', async () => {
  const id = await idOf('县教育局');
  const full = { ...FIELDS, name: '县教育体育局', aliases: ['教育局'], phone: '0771-2345678' };
  const path = `/book/units/${id}`;
  const made = await api.call('PUT', path, { ...as('coordinator'), body: full });
  expect(made.body.changes[0].says).toContain('名称 县教育局 → 县教育体育局');
  const emptied = { ...FIELDS, name: '县教育体育局' };
  await api.call('PUT', path, { ...as('coordinator'), body: emptied });
  const { body } = await api.call('GET', path, as('coordinator'));
  expect(body).toMatchObject({ name: '县教育体育局', aliases: [], phone: null });
});

it.each([
  ['coordinator', '县教育局', 'contact', 201],
  ['supervisor', '县教育局', 'contact', 403],
  ['unit', '县教育局', 'contact', 403],
  ['coordinator', '远山县农业局', 'contact', 404],
  ['coordinator', '县协作办', 'verifier', 201],
  // nobody makes himself master of another office
  ['coordinator', '县卫健办', 'coordinator', 403],
  ['admin', '县卫健办', 'coordinator', 201],
  ['coordinator', '柳溪村', 'contact', 409],
] as const)('%s fills a post of %s as %s: %i', async (who, at, role, status) => {
  const body = { role, person: NEW_PERSON, replaces: null };
  const path = `/book/units/${await idOf(at)}/posts`;
  const answer = await api.call('POST', path, { ...as(who), body });
  expect(answer.status).toBe(status);
  const made = await database().$count(person, eq(person.name, '新来的'));
  expect(made).toBe(status === 201 ? 1 : 0);
});

it('draws nobody out of a book that is not one’s own by a number', async () => {
  const db = database();
  const far = await idOf('远山县农业局');
  const [hidden] = await db.insert(person).values({ name: '远方人' }).returning();
  const row = {
    unitId: far,
    personId: hidden?.id ?? 0,
    role: 'contact' as const,
    from: '2024-01-01',
  };
  await db.insert(post).values(row);
  const body = { role: 'handler', personId: hidden?.id, replaces: null };
  const path = `/book/units/${await idOf('县教育局')}/posts`;
  expect((await api.call('POST', path, { ...as('coordinator'), body })).status).toBe(404);
  expect((await api.call('GET', `/book/people/${hidden?.id}`, as('coordinator'))).status).toBe(404);
  const found = await api.call('GET', '/book/people?text=人', as('coordinator'));
  expect(found.text).not.toContain('远方人');
  expect((await api.call('GET', '/book/people?text=人', as('admin'))).text).toContain('远方人');
});

it('hands over to a successor: the old link and device end, what is open goes along', async () => {
  const db = database();
  await db.update(plan).set({ state: 'running' });
  const id = await idOf('县教育局');
  const old = await personId('县教育局联系人');
  const [held] = await db.select().from(post).where(eq(post.personId, old));
  const [opened] = await db.select().from(link).where(eq(link.personId, old));
  const who = { name: '王芳', room: '', phone: '0771-1' };
  await registerDevice(db, { linkId: opened?.id ?? '', token: 'a', who, now: NOW });
  const details = await api.call('GET', `/book/units/${id}`, as('coordinator'));
  expect(details.body.handover[0].items[0]).toContain('组织支教教师互访');
  const body = { role: 'contact', person: NEW_PERSON, replaces: held?.id };
  const done = await api.call('POST', `/book/units/${id}/posts`, { ...as('coordinator'), body });
  const kinds = done.body.changes.map(({ kind }: { kind: string }) => kind);
  expect(kinds.toSorted()).toEqual(['ended', 'handed-over', 'opened']);
  expect(await db.$count(link, and(eq(link.personId, old), isNull(link.revokedAt)))).toBe(0);
  expect(await db.$count(device, isNull(device.revokedAt))).toBe(0);
  expect(await db.$count(message, eq(message.kind, 'handover'))).toBe(1);
});

it('writes into the access log what a change of posts makes of somebody’s account', async () => {
  const path = `/book/units/${await idOf('县教育局')}/posts`;
  const body = { role: 'contact', personId: await personId('没有岗位'), replaces: null };
  const opened = await api.call('POST', path, { ...as('admin'), body });
  const [held] = await database().select().from(post).where(eq(post.personId, body.personId));
  expect(opened.status).toBe(201);
  await api.call('DELETE', `/book/posts/${held?.id}`, as('coordinator'));
  const { body: log } = await api.call('GET', '/access-log', as('admin'));
  const posts = log.filter(({ outcome }: { outcome: string }) => outcome.startsWith('post'));
  expect(posts).toMatchObject([
    { login: '没有岗位', outcome: 'post-off', detail: '县教育局 联系人', by: '周协调' },
    { login: '没有岗位', outcome: 'post', detail: '县教育局 联系人', by: '管理员' },
  ]);
});

it.each([
  ['县教育局联系人', 200],
  ['林县长', 200],
  ['吴协调', 403], // of another office
])('the coordinator mends the telephone of %s: %i', async (name, status) => {
  const path = `/book/people/${await personId(name)}`;
  const body = { name, phone: '13900000002', email: null, room: null };
  expect((await api.call('PUT', path, { ...as('coordinator'), body })).status).toBe(status);
});

it('writes down who is away and who stands in', async () => {
  const [away, other] = [await personId('县教育局联系人'), await personId('县财政局联系人')];
  const body = { personId: away, from: '2024-11-04', to: '2024-11-08', substituteId: other };
  const send = (who: Who, given = {}) =>
    api.call('POST', '/book/leaves', { ...as(who), body: { ...body, ...given } });
  expect((await send('supervisor')).status).toBe(403);
  expect((await send('coordinator', { to: '2024-10-31', from: '2024-10-01' })).status).toBe(422);
  const made = await send('coordinator');
  expect(made.status).toBe(201);
  expect((await send('coordinator')).body.detail).toContain('已登记');
  const listed = await api.call('GET', '/book/leaves', as('supervisor'));
  expect(listed.body).toMatchObject([{ person: '县教育局联系人', substitute: '县财政局联系人' }]);
  await api.call('DELETE', `/book/leaves/${made.body.id}`, as('coordinator'));
  expect((await api.call('GET', '/book/leaves', as('coordinator'))).body).toEqual([]);
});

it('sets how somebody is told, and refuses a way that tells nobody', async () => {
  const path = `/book/people/${await personId('县教育局联系人')}/ways`;
  const set = (body: object) => api.call('PUT', path, { ...as('coordinator'), body });
  const quiet = { quietFrom: '12:00', quietTo: '14:30' };
  expect((await set({ prefers: 'mail', ...quiet })).body).toMatchObject(quiet);
  expect((await set({ prefers: 'sms', ...quiet })).status).toBe(409);
  expect((await set({ prefers: 'mail', quietFrom: '8:00', quietTo: '18:00' })).status).toBe(422);
});

function table(lines: string[]): FormData {
  const form = new FormData();
  const heads = '单位,类别,所属方,岗位,姓名,电话,邮箱';
  form.append('files', new File([[heads, ...lines].join('\n')], '通讯录.csv'));
  return form;
}

const IMPORT = '/book/import';

it('previews an import without doing anything, and then does exactly that', async () => {
  const db = database();
  const lines = [
    '县水利局,单位,青禾县,联系人,钱水利,13900000003,w@example.cn',
    '县财政局,,,联系人,赵财政,,z@example.cn',
  ];
  const before = await db.$count(person);
  const seen = await api.call('POST', IMPORT, { ...as('coordinator'), form: table(lines) });
  expect(seen.body).toMatchObject({ applied: false, cells: [], faults: [] });
  const says = seen.body.changes.map((each: { says: string }) => each.says).join('\n');
  expect(says).toContain('新增单位：县水利局');
  expect(says).toContain('离任：县财政局 联系人 县财政局联系人');
  expect(await db.$count(person)).toBe(before);
  const { digest } = seen.body;
  const agreed = `${IMPORT}?digest=${digest}`;
  const other = table([...lines, '县民政局,单位,青禾县,,,,']);
  expect((await api.call('POST', agreed, { ...as('coordinator'), form: other })).status).toBe(409);
  const done = await api.call('POST', agreed, { ...as('coordinator'), form: table(lines) });
  expect(done.body.applied).toBe(true);
  expect(await db.$count(person)).toBe(before + 2);
});

it('names each cell that cannot be taken, and takes nothing', async () => {
  const lines = ['县水利局,部门,青禾县,联系人,钱水利,123,w@example.cn', '县民政局,单位,青禾县,,,,'];
  const { body } = await api.call('POST', IMPORT, { ...as('coordinator'), form: table(lines) });
  expect(body.digest).toBeNull();
  expect(body.cells).toMatchObject([
    { row: 2, column: '类别', found: '部门' },
    { row: 2, column: '电话', found: '123' },
  ]);
  expect(await idOf('县民政局')).toBe(0);
});

it.each([
  ['coordinator', '远山县农业局,,,联系人,某某,,a@example.cn', '由远山县的办公室或系统管理员维护'],
  ['coordinator', '县卫健办,,,协调员,周协调,,', '该办公室的协调员或系统管理员调整'],
  ['coordinator', '县教育局,,远山县,,,,', '由远山县的办公室'],
  ['supervisor', '县教育局,,,,,,', null],
] as const)('does not let %s import %s', async (who, line, says) => {
  const answer = await api.call('POST', IMPORT, { ...as(who), form: table([line]) });
  if (says === null) return expect(answer.status).toBe(403);
  expect(answer.body.digest).toBeNull();
  expect(answer.body.faults.join()).toContain(says);
});

it('gives the address book out in the form in which it is taken in', async () => {
  const given = await api.call('GET', '/book/table?form=csv', as('coordinator'));
  expect(given.text).not.toContain('远山县农业局');
  const form = new FormData();
  form.append('files', new File([given.text], '通讯录.csv'));
  const seen = await api.call('POST', IMPORT, { ...as('coordinator'), form });
  expect(seen.body).toMatchObject({ changes: [], cells: [], faults: [] });
  expect((await api.call('GET', '/book/template?form=csv', as('coordinator'))).text).toContain(
    '岗位',
  );
});

it('lets the coordinator, and nobody else, approve and revoke devices', async () => {
  const db = database();
  const [opened] = await db.select().from(link);
  const register = async (name: string) =>
    await registerDevice(db, {
      linkId: opened?.id ?? '',
      token: name,
      who: { name, room: '', phone: '0771-1' },
      now: NOW,
    });
  await register('王芳');
  await register('李强'); // a second one waits
  const { body } = await api.call('GET', '/book/devices', as('supervisor'));
  expect(body).toMatchObject([
    { name: '李强', confirmed: false, unit: '县教育局' },
    { name: '王芳', confirmed: true },
  ]);
  const path = `/book/devices/${body[0].id}`;
  const settle = async (who: Who, allowed: boolean) =>
    (await api.call('PUT', path, { ...as(who), body: { allowed } })).status;
  expect(await settle('supervisor', true)).toBe(403);
  expect(await settle('unit', true)).toBe(403);
  expect(await settle('coordinator', true)).toBe(204);
  expect(await settle('coordinator', true)).toBe(404); // it does not wait any more
  expect(await settle('coordinator', false)).toBe(204);
});

async function lackOf(unitName: string): Promise<string | null> {
  const { body } = await api.call('GET', '/book', as('coordinator'));
  return body.units.find(({ name }: { name: string }) => name === unitName).unreachable;
}

it('reaches a unit by its shared mailbox where its contact has none', async () => {
  const db = database();
  await db.update(person).set({ email: null }).where(eq(person.name, '县财政局联系人'));
  expect(await lackOf('县财政局')).toContain('没有填邮箱');
  await db.update(unit).set({ mailbox: 'cz@example.cn' }).where(eq(unit.name, '县财政局'));
  expect(await lackOf('县财政局')).toBeNull();
});
