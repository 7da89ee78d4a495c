import { and, eq, isNull } from 'drizzle-orm';
import type { KnownBook } from '../plan/address-book.ts';
import type { Lack } from '../plan/book-keeping.ts';
import type { PlainDate } from '../plan/date.ts';
import { answeringChain } from '../plan/reach.ts';
import type { Database } from './connect.ts';
import type { PostRole, UnitKind } from '../plan/address-book-heads.ts';
import { person, post, side, unit } from './schema.ts';

export type Holder = {
  unitId: number;
  role: PostRole;
  personId: number;
  name: string;
  email: string | null;
  phone: string | null;
  emailFault: string | null;
  phoneFault: string | null;
  room: string | null;
  postId: number;
  from: PlainDate;
};

export type UnitEntry = {
  id: number;
  name: string;
  kind: UnitKind;
  side: string | null;
  aliases: string[];
  /** The office's own telephone and mailbox. */
  phone: string | null;
  mailbox: string | null;
  answersThrough: string | null;
  posts: Holder[];
  /** The unit that is written to: itself or one it answers through; null when nobody can be. */
  reachedAt: string | null;
  /** Why nobody can be written to, in words and as a kind; null when somebody can. */
  unreachable: string | null;
  lack: Lack | null;
};

/** Where a person can be reached now; an address that proved wrong is none. */
export async function addressOfPerson(
  db: Database,
  personId: number,
): Promise<{ phone: string | null; email: string | null }> {
  const [row] = await db.select().from(person).where(eq(person.id, personId));
  return {
    phone: row?.phoneFault === null ? row.phone : null,
    email: row?.emailFault === null ? row.email : null,
  };
}

const REACHED: readonly PostRole[] = ['contact', 'office', 'coordinator'];

type Listed = Omit<UnitEntry, 'answersThrough' | 'reachedAt' | 'unreachable' | 'lack'> & {
  answersThroughId: number | null;
};

/** All units by name, each with its present posts and whether somebody can be written to. */
export async function listUnits(db: Database): Promise<UnitEntry[]> {
  const units = await db.select().from(unit).orderBy(unit.name);
  const holders = await presentHolders(db);
  const listed = units.map((each) => ({ ...each, posts: holders.get(each.id) ?? [] }));
  const byId = new Map(listed.map((each) => [each.id, each]));
  return listed.map((each) => entryOf(each, byId));
}

/** The address book as a new one is compared with it: all units, and the sides that plans name. */
export async function knownBook(db: Database): Promise<KnownBook> {
  const units = await listUnits(db);
  const names = { name: side.name, short: side.short };
  return {
    units: units.map(({ answersThrough, ...rest }) => ({ ...rest, through: answersThrough })),
    sides: await db.selectDistinct(names).from(side).orderBy(side.name),
  };
}

async function presentHolders(db: Database): Promise<Map<number, Holder[]>> {
  const rows = await db
    .select({
      unitId: post.unitId,
      role: post.role,
      personId: person.id,
      name: person.name,
      email: person.email,
      phone: person.phone,
      emailFault: person.emailFault,
      phoneFault: person.phoneFault,
      room: person.room,
      postId: post.id,
      from: post.from,
    })
    .from(post)
    .innerJoin(person, and(eq(person.id, post.personId), isNull(post.to)))
    .orderBy(post.unitId, post.id);
  return Map.groupBy(rows, ({ unitId }) => unitId);
}

function entryOf({ answersThroughId, ...listed }: Listed, byId: Map<number, Listed>): UnitEntry {
  const through = ({ answersThroughId: next }: Pick<Listed, 'answersThroughId'>) =>
    next === null ? undefined : byId.get(next);
  const start = byId.get(listed.id);
  const chain = start ? answeringChain(start, through) : [];
  const reached = chain.find(isWritten);
  const lack = reached === undefined ? lackOf(chain.flatMap(({ posts }) => posts)) : null;
  return {
    ...listed,
    answersThrough: through({ answersThroughId })?.name ?? null,
    reachedAt: reached?.name ?? null,
    unreachable: lack?.words ?? null,
    lack: lack?.kind ?? null,
  };
}

/** Somebody reads what is written to the unit: in a mailbox of his own, or in the office's. */
function isWritten({ posts, mailbox }: Listed): boolean {
  return posts.some(
    ({ role, email, emailFault }) =>
      REACHED.includes(role) && ((email !== null && emailFault === null) || mailbox !== null),
  );
}

function lackOf(posts: Holder[]): { kind: Lack; words: string } {
  const contacts = posts.filter(({ role }) => REACHED.includes(role));
  if (contacts.length === 0) {
    return { kind: 'no-contact', words: '没有联系人，也没有可代为办理的单位' };
  }
  const faulty = contacts.find(({ emailFault }) => emailFault !== null);
  if (faulty) {
    return { kind: 'refused', words: `${faulty.name}的邮箱收不到邮件（${faulty.emailFault}）` };
  }
  return {
    kind: 'no-address',
    words: `${contacts.map(({ name }) => name).join('、')}没有填邮箱`,
  };
}
