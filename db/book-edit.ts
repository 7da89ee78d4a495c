import { and, eq, isNull, sql } from 'drizzle-orm';
import { EMAIL_EXPECTED, emailIn, PHONE_EXPECTED, phoneIn } from '../plan/address-book.ts';
import { type PostRole, ROLE_NAMES } from '../plan/address-book-heads.ts';
import { type BookChange, fieldChanges } from '../plan/book-changes.ts';
import { type UnitFields, unitFieldFaults } from '../plan/book-fields.ts';
import type { Keeper } from '../plan/book-keeping.ts';
import { FieldsError, ForbiddenError, NotFoundError, RefusedError } from '../plan/errors.ts';
import { foldName } from '../plan/names.ts';
import {
  type BookReport,
  changeHolders,
  emptyReport,
  type Occasion,
  tellContacts,
  unitFields,
} from './address-book.ts';
import { keepingFaults, personInBook } from './book-keeper.ts';
import type { Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { knownBook } from './people.ts';
import { addPerson } from './persons.ts';
import { person, post, unit } from './schema.ts';

/** What was done to the address book by hand, and the change that tells what is open of it. */
export type Edited = { id: number; changes: BookChange[]; change: Ordered | null };

type By = { keeper: Keeper; at: Occasion };

/** Writes a unit down, or what it is called and told by from now on. @throws FieldsError, ForbiddenError */
export async function keepUnit(
  db: Database,
  id: number | null,
  given: UnitFields,
  by: By,
): Promise<Edited> {
  return await kept(db, by, async (tx, report) => {
    await tx.execute(sql`lock table ${unit} in share row exclusive mode`);
    const rows = await tx.select().from(unit);
    const old = rows.find((row) => row.id === id);
    if (id !== null && old === undefined) throw new NotFoundError('单位', String(id));
    const faults = unitFieldFaults(given, old?.name ?? null, await knownBook(tx));
    if (faults.length > 0) throw new FieldsError('单位', faults);
    const { name, kind, side, aliases, through } = given;
    const target = rows.find((row) => row.name === through);
    const values = {
      name: foldName(name),
      kind,
      side: side === null ? null : foldName(side),
      aliases: [...new Set(aliases.map(foldName))],
      answersThroughId: target?.id ?? null,
      phone: phoneIn(given.phone ?? '') ?? null,
      mailbox: emailIn(given.mailbox ?? '') ?? null,
    };
    const [row] =
      old === undefined
        ? await tx.insert(unit).values(values).returning()
        : await tx.update(unit).set(values).where(eq(unit.id, old.id)).returning();
    if (row === undefined) throw new Error('the unit was not written');
    const names = new Map(rows.map((each) => [each.id, each.name]));
    const fields = unitFields(old, row, names);
    if (fields.length === 0) return row.id;
    const what = old === undefined ? ('unit-added' as const) : ('unit-changed' as const);
    report.changes.push({ ...ofUnit(row), kind: what, fields });
    if (fields.some(({ field }) => ['through', 'mailbox'].includes(field))) {
      report.contacts.push(row.id);
    }
    return row.id;
  });
}

/** Who takes a post: somebody of the address book, or somebody new. */
export type Taker =
  | { personId: number }
  | { name: string; phone: string | null; email: string | null; room: string | null };

/** Gives somebody a post from today on; in place of its holder, what is open is handed over. */
export async function fillPost(
  db: Database,
  unitId: number,
  { role, taker, replaces }: { role: PostRole; taker: Taker; replaces: number | null },
  by: By,
): Promise<Edited & { personId: number }> {
  let personId = 0;
  const edited = await kept(db, by, async (tx, report) => {
    const row = await lockedUnit(tx, unitId);
    if (['role', 'group', 'village'].includes(row.kind) && role === 'contact') {
      throw new RefusedError(
        `${row.name}不单独设联系人，请填“通过谁办理”；确需直接联系的，类别改为“单位”`,
      );
    }
    const taken = await takerOf(tx, taker, by.keeper);
    personId = taken.id;
    const held = await holdersOf(tx, unitId, role);
    if (held.some((each) => each.personId === taken.id)) {
      throw new RefusedError(`${taken.name}已经是${row.name}的${ROLE_NAMES[role]}`);
    }
    if (replaces !== null && !held.some((each) => each.id === replaces)) {
      throw new RefusedError('要接替的人已经离任，请刷新后再看');
    }
    const staying = held.filter((each) => each.id !== replaces);
    const wanted = new Map([
      ...staying.map((each) => [each.personId, { person: each.name }] as const),
      [taken.id, { person: taken.name }] as const,
    ]);
    await changeHolders({ unitId, name: row.name, role }, wanted, { db: tx, ...by.at, report });
    return taken.id;
  });
  return { ...edited, personId };
}

/** Ends a post today; what it was stays written. @throws NotFoundError when it has ended already */
export async function endPost(db: Database, postId: number, by: By): Promise<Edited> {
  return await kept(db, by, async (tx, report) => {
    const open = and(eq(post.id, postId), isNull(post.to));
    const [found] = await tx.select().from(post).where(open);
    if (found === undefined) throw new NotFoundError('在任的岗位', String(postId));
    const row = await lockedUnit(tx, found.unitId);
    const held = await holdersOf(tx, found.unitId, found.role);
    const staying = held.filter(({ id }) => id !== postId);
    const wanted = new Map(staying.map(({ personId, name }) => [personId, { person: name }]));
    const place = { unitId: row.id, name: row.name, role: found.role };
    await changeHolders(place, wanted, { db: tx, ...by.at, report });
    return found.unitId;
  });
}

/** What can be mended of a person. */
export type PersonFields = {
  name: string;
  phone: string | null;
  email: string | null;
  room: string | null;
};

/** Mends what is known of a person; a new address clears what was wrong with the old one. */
export async function keepPerson(
  db: Database,
  id: number,
  given: PersonFields,
  by: By,
): Promise<Edited> {
  const stated = readPerson(given);
  return await kept(db, by, async (tx, report) => {
    const [old] = await tx.select().from(person).where(eq(person.id, id)).for('update');
    if (old === undefined) throw new NotFoundError('人员', String(id));
    const fields = fieldChanges(old, stated);
    if (fields.length === 0) return id;
    const emailFault = stated.email === old.email ? old.emailFault : null;
    const phoneFault = stated.phone === old.phone ? old.phoneFault : null;
    await tx
      .update(person)
      .set({ ...stated, emailFault, phoneFault })
      .where(eq(person.id, id));
    const posts = await tx
      .selectDistinct({ id: unit.id, name: unit.name })
      .from(post)
      .innerJoin(unit, eq(unit.id, post.unitId))
      .where(and(eq(post.personId, id), isNull(post.to)));
    for (const each of posts) {
      const at = { ...ofUnit(each), personId: id, person: stated.name };
      report.changes.push({ ...at, kind: 'mended', fields });
      if (fields.some(({ field }) => field !== 'room')) report.contacts.push(each.id);
    }
    if (posts.length === 0 && !by.keeper.admin) {
      throw new RefusedError(`${old.name}现在没有岗位；请先安排岗位，或请系统管理员修改`);
    }
    return id;
  });
}

/** What was said of a person, as it is kept. @throws FieldsError */
export function readPerson({ name, phone, email, room }: PersonFields): PersonFields {
  const called = foldName(name);
  const read = { phone: phoneIn(phone ?? ''), email: emailIn(email ?? '') };
  const faults = [
    ...(called === '' ? [{ at: 'name', says: '请填姓名' }] : []),
    ...(read.phone === undefined ? [{ at: 'phone', says: `电话应为${PHONE_EXPECTED}` }] : []),
    ...(read.email === undefined ? [{ at: 'email', says: `邮箱应为${EMAIL_EXPECTED}` }] : []),
  ];
  if (faults.length > 0) throw new FieldsError('人员', faults);
  const within = (room ?? '').trim();
  return {
    name: called,
    phone: read.phone ?? null,
    email: read.email ?? null,
    room: within === '' ? null : within,
  };
}

/** Does it, looks whether it was his to do, and tells what is open of it; all or nothing. */
async function kept(
  db: Database,
  { keeper, at }: By,
  act: (tx: Database, report: BookReport) => Promise<number>,
): Promise<Edited> {
  return await db.transaction(async (tx) => {
    const report = emptyReport();
    const id = await act(tx, report);
    const [fault] = await keepingFaults(tx, keeper, report.changes);
    if (fault !== undefined) throw new ForbiddenError(fault);
    const change = await tellContacts(tx, [...new Set(report.contacts)], at);
    return { id, changes: report.changes, change };
  });
}

/** Nobody is drawn out of another side's address book by a number. */
async function takerOf(
  tx: Database,
  taker: Taker,
  keeper: Keeper,
): Promise<{ id: number; name: string }> {
  if ('personId' in taker) return await personInBook(tx, keeper, taker.personId);
  const { name, ...rest } = readPerson(taker);
  return { id: await addPerson(tx, { person: name, ...rest }), name };
}

async function lockedUnit(tx: Database, id: number) {
  const [row] = await tx.select().from(unit).where(eq(unit.id, id)).for('update');
  if (row === undefined) throw new NotFoundError('单位', String(id));
  return row;
}

async function holdersOf(tx: Database, unitId: number, role: PostRole) {
  return await tx
    .select({ id: post.id, personId: post.personId, name: person.name })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), eq(post.role, role), isNull(post.to)));
}

function ofUnit({ id, name }: { id: number; name: string }) {
  return { unitId: id, unit: name, role: null, personId: null, person: null, fields: [] };
}
