import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { applyAddressBook, isUnchanged } from '../../db/address-book.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { knownBook, listUnits } from '../../db/people.ts';
import { link, person, post, unit } from '../../db/schema.ts';
import { readAddressBook } from '../../plan/address-book.ts';
import { beijingInstant } from '../../plan/date.ts';
import { freshDatabase } from '../harness/postgres.ts';

const HEAD = ['单位', '类别', '所属方', '别名', '通过谁办理', '岗位', '姓名', '电话', '邮箱'];
const DOMAIN = 'duban.example.cn';
const START = beijingInstant('2024-03-04', 9);
const LATER = beijingInstant('2024-06-03', 9);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
});

beforeEach(async () => {
  for (const table of [link, post, person, unit]) await connection.db.delete(table);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

async function take(rows: string[][], now = START) {
  const known = await knownBook(connection.db);
  const book = readAddressBook([{ name: '通讯录', rows: [HEAD, ...rows] }], known);
  expect(book.faults).toEqual([]);
  return applyAddressBook(connection.db, book, { now, domain: DOMAIN });
}

const office = [
  '教育局',
  '单位',
  '青禾县',
  '县教育局',
  '',
  '联系人',
  '林小满',
  '',
  'lin@example.com',
];
const book = [
  office,
  ['教育局', '', '', '', '', '单位分管领导', '周海', '13900000002', ''],
  ['柳溪村', '村', '青禾县', '', '柳溪镇', '', '', '', ''],
  ['柳溪镇', '', '青禾县', '', '', '办公室', '吴桐', '', 'wu@example.com'],
  ['民政局', '', '青禾县', '', '', '联系人', '何平', '13900000003', ''],
  ['妇联', '', '青禾县', '', '', '', '', '', ''],
];

it('takes a book in once; the second time nothing changes', async () => {
  const first = await take(book);
  expect(first.added).toEqual(['教育局', '柳溪村', '柳溪镇', '民政局', '妇联']);
  expect(first.opened).toHaveLength(4);
  const second = await take(book, LATER);
  expect(isUnchanged(second)).toBe(true);
  expect(second.kept).toBe(5);
  expect(await connection.db.select().from(person)).toHaveLength(4);
});

it('says who can be written to, through whom, and why not', async () => {
  await take(book);
  const units = new Map((await listUnits(connection.db)).map((each) => [each.name, each]));
  expect(units.get('教育局')).toMatchObject({ reachedAt: '教育局', unreachable: null });
  expect(units.get('柳溪村')).toMatchObject({ reachedAt: '柳溪镇', answersThrough: '柳溪镇' });
  expect(units.get('民政局')?.unreachable).toBe('何平没有填邮箱');
  expect(units.get('妇联')?.unreachable).toContain('没有联系人');
});

it('does not count an address that was found wrong, until it is mended', async () => {
  await take(book);
  await connection.db
    .update(person)
    .set({ emailFault: '550 no such user' })
    .where(eq(person.name, '林小满'));
  const unreachable = async () =>
    (await listUnits(connection.db)).find(({ name }) => name === '教育局')?.unreachable;
  expect(await unreachable()).toContain('550');
  const mended = await take([office.with(8, 'lin2@example.com')]);
  expect(mended.mended).toEqual(['教育局 林小满']);
  expect(await unreachable()).toBeNull();
});

it('ends the post of a holder who changed and opens one for the new holder', async () => {
  await take(book);
  const old = (await connection.db.select().from(person)).find(({ name }) => name === '林小满');
  const [school] = await connection.db.select().from(unit).where(eq(unit.name, '教育局'));
  const at = { personId: old?.id ?? 0, unitId: school?.id ?? 0, expiresAt: LATER };
  await connection.db.insert(link).values({ id: 'link-1', ...at });
  const report = await take([office.with(6, '陈晨').with(8, 'chen@example.com')], LATER);
  expect(report.ended).toEqual(['教育局 联系人 林小满']);
  expect(report.opened).toEqual(['教育局 联系人 陈晨']);
  const posts = await connection.db.select().from(post).where(eq(post.role, 'contact'));
  expect(posts.map(({ from, to }) => [from, to])).toContainEqual(['2024-03-04', '2024-06-03']);
  expect((await connection.db.select().from(link))[0]?.revokedAt).toBe(LATER);
});

it('knows a unit again that is written with other brackets', async () => {
  await take([['教育局（体育局）', '', '', '', '', '', '', '', '']]);
  const again = await take([['教育局(体育局)', '', '', '', '', '联系人', '林小满', '', '']]);
  expect(again).toMatchObject({ added: [], kept: 1, opened: ['教育局(体育局) 联系人 林小满'] });
});

it('keeps posts and units that the book does not mention', async () => {
  await take(book);
  const report = await take([
    ['妇联', '', '', '县妇联', '', '联系人', '许诺', '', 'xu@example.com'],
  ]);
  expect(report).toMatchObject({ changed: ['妇联'], added: [], ended: [], kept: 0 });
  const school = (await listUnits(connection.db)).find(({ name }) => name === '教育局');
  expect(school?.posts).toHaveLength(2);
});

it('takes one person in two units for one, and namesakes with other addresses for two', async () => {
  const elsewhere = ['民政局', '', '', '', '', '联系人', '林小满', '', 'lin@example.com'];
  await take([office, elsewhere]);
  expect(await connection.db.select().from(person)).toHaveLength(1);
  const parted = [office.with(8, 'new@example.com'), elsewhere];
  await take(parted, LATER);
  expect(await connection.db.select().from(person)).toHaveLength(2);
  expect(isUnchanged(await take(parted, LATER))).toBe(true);
});

it('changes nothing when a row cannot be written', async () => {
  const units = readAddressBook([{ name: '通讯录', rows: [HEAD, ...book] }], {
    units: [],
    sides: [],
  });
  const bad = { ...units, posts: units.posts.map((each) => ({ ...each, person: '\u0000' })) };
  await expect(
    applyAddressBook(connection.db, bad, { now: START, domain: DOMAIN }),
  ).rejects.toThrow();
  expect(await listUnits(connection.db)).toEqual([]);
});
