import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { recipientOf, openDirectory } from '../../db/audience.ts';
import { brokenChains } from '../../db/chain.ts';
import { withdrawPastReminders } from '../../db/notices.ts';
import {
  entry,
  handler,
  leave,
  notice,
  occurrence,
  party,
  person,
  plan,
  post,
  receipt,
  unit,
} from '../../db/schema.ts';
import { historyOf } from '../../db/status.ts';
import { hasBeenTold, proofOf } from '../../db/told.ts';
import { urgingFault } from '../../db/urging.ts';
import { whyFacts } from '../../db/why.ts';
import { beijingInstant } from '../../plan/date.ts';
import { eventWords } from '../../plan/desk.ts';
import { type Command } from '../../plan/occurrence.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import type { Seed } from '../harness/seed.ts';
import { written } from '../plan/terms-of.ts';

const database = sharedDatabase();
const at = (day: string, hour = 10) => beijingInstant(day, hour);

let duties: Duties;
let id: string;

/** A duty of 县教育局 due on Friday 28 June, begun on 8 April. */
async function begun(seed: Partial<Seed> = {}): Promise<void> {
  duties = await openDuties(database(), seed);
  id = duties.ids[0] ?? '';
  await duties.begin(id, at('2024-04-08'));
}

const unitId = (name: string) => duties.unitIds.get(name) ?? 0;
const open = async () =>
  (await duties.notices(id))
    .filter(({ state }) => state === 'open')
    .map(({ kind, audience }) => `${kind} ${audience}`);
const give = (day: string, command: Partial<Command> & Pick<Command, 'kind'>) =>
  duties.command(id, at(day), command);

describe('a pause', () => {
  it('stops every reminder and moves the due date by the working days it lasts', async () => {
    await begun();
    await duties.liveUntil(id, '2024-06-14');
    expect(await open()).toEqual(['remind answering']);
    const { agenda } = await give('2024-06-17', { kind: 'pause' });
    expect(written(agenda ?? [])[0]).toBe('2024-07-01 waiting 0');
    expect(await open()).toEqual(['paused answering']);
    await duties.liveUntil(id, '2024-07-01');
    expect(await open()).toEqual(['paused answering', 'waiting coordinator']);
    await give('2024-07-15', { kind: 'resume' });
    expect(await duties.row(id)).toMatchObject({
      pausedOn: null,
      dueOn: '2024-07-26', // twenty working days later
      originalDueOn: '2024-06-28',
      redFrom: '2024-07-29',
    });
    const row = (await duties.notices(id)).find(({ kind }) => kind === 'resumed');
    expect(row?.facts).toMatchObject({ until: '2024-07-26' });
  });
});

describe('a duty that goes over to another unit', () => {
  it('has new parties, tells both, and what the old unit knew proves nothing', async () => {
    await begun();
    await give('2024-05-06', { kind: 'report', door: 'link', unitId: unitId('县教育局') });
    expect(await hasBeenTold(database(), duties.calendar, id, at('2024-07-03'))).toBe(true);
    await give('2024-05-07', { kind: 'decline', door: 'link' });
    expect(await open()).toEqual(['declined coordinator']);
    const to = unitId('县财政局');
    await give('2024-05-08', { kind: 'reassign', toUnitId: to });
    expect(await duties.row(id)).toMatchObject({
      answeringUnitId: to,
      state: 'assigned',
      declinedOn: null,
      dueOn: '2024-06-28',
    });
    const old = unitId('县教育局');
    expect((await open()).toSorted()).toEqual([
      `given-over contact:${old}`,
      'taken-over answering',
    ]);
    const parties = await database().select().from(party).where(eq(party.occurrenceId, id));
    expect(parties.map((each) => `${each.unitId} ${each.role}`).toSorted()).toEqual(
      [`${to} answering`, `${unitId('云岭县教育局')} counterpart`].toSorted(),
    );
    expect(await hasBeenTold(database(), duties.calendar, id, at('2024-07-03'))).toBe(false);
  });
});

it('a duty that went over is explained by what the unit at first was sent, and names the new one', async () => {
  await begun();
  const [old, to] = [unitId('县教育局'), unitId('县财政局')];
  const assigned = [old, to].map((each) => ({
    key: `plan/${duties.planId}/assign/${each}`,
    planId: duties.planId,
    occurrenceId: null,
    audience: `contact:${each}` as const,
    kind: 'assign' as const,
    facts: {},
    notBefore: at('2024-04-09'),
    state: 'open' as const,
    createdAt: at('2024-04-08'),
  }));
  await database().insert(notice).values(assigned);
  await give('2024-05-08', { kind: 'reassign', toUnitId: to });
  const { facts } = await whyFacts(database(), id, duties.calendar, at('2024-05-09'));
  const keys = facts.notices.flatMap(({ kind, audience }) => (kind === 'assign' ? audience : []));
  expect(keys).toEqual([`contact:${old}`]);
  const last = (await historyOf(database(), id)).at(-1);
  expect(eventWords('reassign', last?.data ?? {})).toBe('改交县财政局办理');
});

describe('a counted duty', () => {
  const counted = {
    tasks: [
      {
        due: ['2024-12-31'],
        lead: ['县教育局'],
        count: { op: '>=', value: 4, unit: '次', per: 'year' } as const,
      },
    ],
  };

  it('adds entries up, and turns yellow when it falls behind', async () => {
    await begun(counted);
    expect(await duties.row(id)).toMatchObject({
      countFrom: '2024-01-01',
      countTarget: 4,
      countSum: 0,
      yellowFrom: '2024-07-01', // not supervised long enough before
    });
    await give('2024-04-09', { kind: 'set-opening', amount: 1 });
    expect(await duties.row(id)).toMatchObject({ countSum: 1, yellowFrom: '2024-07-01' });
    await give('2024-05-06', { kind: 'enter', amount: 2, on: '2024-04-30' });
    await give('2024-05-07', { kind: 'enter', amount: -1 });
    expect(await duties.row(id)).toMatchObject({ countSum: 2, yellowFrom: '2024-10-01' });
    const entries = await database().select().from(entry).where(eq(entry.occurrenceId, id));
    expect(entries.map(({ on, amount }) => [on, amount])).toEqual([
      ['2024-04-30', 2],
      ['2024-05-07', -1],
    ]);
  });

  it('is told once what it lacks at a step', async () => {
    await begun(counted);
    await duties.liveUntil(id, '2024-07-02');
    const asked = (await duties.notices(id)).filter(({ kind }) => kind === 'pace');
    expect(asked.map(({ facts }) => facts)).toMatchObject([
      { expected: 2, sum: 0, target: 4, countUnit: '次' },
    ]);
  });

  it('is a case for the office when the other side counts otherwise', async () => {
    await begun(counted);
    await give('2024-05-06', { kind: 'enter', amount: 4 });
    await give('2024-05-08', { kind: 'confirm', amount: 3 });
    expect(await duties.row(id)).toMatchObject({ confirmedSum: 3, confirmedOn: '2024-05-08' });
    const [found] = (await duties.notices(id)).filter(({ kind }) => kind === 'mismatch');
    expect(found).toMatchObject({ audience: 'coordinator', facts: { sum: 4, expected: 3 } });
    await give('2024-05-09', { kind: 'confirm', amount: 4 });
    expect(await open()).toEqual([]);
  });
});

it('waits for the papers of a completion without an urging, and turns yellow when they are late', async () => {
  const delivery = { forms: ['paper', 'stamped'] as const, recipients: ['甲办', '乙办'] };
  await begun({
    tasks: [
      {
        due: ['2024-06-28'],
        lead: ['县教育局'],
        delivery: {
          forms: [...delivery.forms],
          recipients: delivery.recipients,
          copies: 1,
          mailbox: null,
        },
      },
    ],
  });
  expect((await duties.row(id)).papersDue).toBe(2);
  await give('2024-06-20', { kind: 'complete' });
  expect(await duties.row(id)).toMatchObject({ papersDue: 2, yellowFrom: '2024-07-08' });
  await give('2024-06-24', { kind: 'receive' });
  await give('2024-06-25', { kind: 'receive' });
  expect(await duties.row(id)).toMatchObject({ papersDue: 0, completedOn: '2024-06-20' });
  const receipts = await database().select().from(receipt);
  expect(receipts.map(({ on }) => on)).toEqual(['2024-06-24', '2024-06-25']);
});

it('asks the leader to grant what the office has agreed to, and takes it back with the decision', async () => {
  await begun();
  await give('2024-06-03', { kind: 'request-extension', until: '2024-08-30' });
  await give('2024-06-04', { kind: 'endorse-extension' });
  expect(await open()).toEqual(['asked coordinator', 'endorsed supervising-leader']);
  const endorsed = (await duties.notices(id)).find(({ kind }) => kind === 'endorsed');
  expect(endorsed?.facts.until).toBe('2024-08-30');
  await give('2024-06-05', { kind: 'decide-extension', approve: true });
  expect(await open()).toEqual(['decided answering']);
  expect(await duties.row(id)).toMatchObject({ dueOn: '2024-08-30', extensionUntil: null });
});

it('counts a recorded telling as proof that the unit knows', async () => {
  await begun();
  const told = () => hasBeenTold(database(), duties.calendar, id, at('2024-07-03'));
  expect(await told()).toBe(false);
  await give('2024-05-06', { kind: 'record-telling', source: 'telephone' });
  expect(await told()).toBe(true);
  expect(await proofOf(database(), id)).toBe('告知凭据：2024-05-06 已另行告知并登记');
});

it('tells of the office’s own duty nobody but the leader', async () => {
  await begun({ tasks: [{ due: ['2024-06-28'], lead: ['县协作办'] }] });
  await duties.liveUntil(id, '2024-07-10');
  expect(await open()).toEqual(['list supervising-leader']);
  await give('2024-07-11', { kind: 'complete' });
  await duties.liveUntil(id, '2024-07-16');
  expect(await open()).toEqual(['verify supervising-leader']);
});

it('puts a matter on the list of candidates for the circular, and nowhere else', async () => {
  await begun();
  const [{ policy } = { policy: null }] = await database().select().from(plan);
  if (policy === null) throw new Error('no plan');
  const ladder = [
    { afterDays: 1, to: 'answering' as const },
    { afterDays: 2, to: 'circular' as const },
  ];
  await database()
    .update(plan)
    .set({ policy: { ...policy, ladder } });
  await give('2024-06-26', { kind: 'amend', changeId: 1 });
  await duties.liveUntil(id, '2024-07-02');
  expect((await duties.row(id)).circularOn).toBe('2024-07-02');
  expect((await open()).filter((line) => line.startsWith('circular'))).toEqual([
    'circular coordinator',
  ]);
});

const asked = async (day: string) => {
  const directory = await openDirectory(database(), day);
  const audience = { planId: duties.planId, occurrenceId: id, audience: 'answering' } as const;
  const found = await recipientOf(database(), audience, directory);
  return found === null || found === 'liaison' ? found : found.email;
};
const added = async (email: string) => {
  const [row] = await database().insert(person).values({ name: email, email }).returning();
  return row?.id ?? 0;
};

describe('who is reminded', () => {
  it('is the colleague to whom a task was handed on, else the contact', async () => {
    await begun();
    const own = `u${unitId('县教育局')}@example.cn`;
    expect(await asked('2024-05-06')).toBe(own);
    const colleague = await added('colleague@example.cn');
    const held = { unitId: unitId('县教育局'), personId: colleague, from: '2024-05-06' };
    await database()
      .insert(post)
      .values({ ...held, role: 'handler' });
    await give('2024-05-06', {
      kind: 'hand-on',
      toPersonId: colleague,
      unitId: unitId('县教育局'),
    });
    expect(await asked('2024-05-06')).toBe('colleague@example.cn');
    expect(await database().select().from(handler)).toHaveLength(1);
    await database().update(person).set({ emailFault: '550' }).where(eq(person.id, colleague));
    expect(await asked('2024-05-06')).toBe(own);
  });

  it('is who stands in for one who is away, and who stands in for that one', async () => {
    await begun();
    const [contact] = await database()
      .select()
      .from(person)
      .where(eq(person.email, `u${unitId('县教育局')}@example.cn`));
    const first = await added('first@example.cn');
    const second = await added('second@example.cn');
    const days = { from: '2024-05-01', to: '2024-05-31' };
    await database()
      .insert(leave)
      .values([
        { personId: contact?.id ?? 0, substituteId: first, ...days },
        { personId: first, substituteId: second, from: '2024-05-20', to: '2024-05-31' },
      ]);
    expect(await asked('2024-04-30')).toBe(contact?.email);
    expect(await asked('2024-05-06')).toBe('first@example.cn');
    expect(await asked('2024-05-20')).toBe('second@example.cn');
    expect(await asked('2024-06-01')).toBe(contact?.email);
    // a circle of substitutes ends; the mail is kept for the contact
    await database()
      .insert(leave)
      .values({ personId: second, substituteId: contact?.id ?? 0, ...days });
    expect(await asked('2024-05-20')).toBe(contact?.email);
  });
});

it('keeps the chain of events whole through all of it', async () => {
  await begun();
  const commands: (Partial<Command> & Pick<Command, 'kind'>)[] = [
    { kind: 'report-risk' },
    { kind: 'instruct' },
    { kind: 'summon' },
    { kind: 'rectify', until: '2024-06-20' },
    { kind: 'take-note', until: '2024-06-25' },
    { kind: 'ask-contribution', toUnitId: unitId('县财政局') },
    { kind: 'complete' },
    { kind: 'close' },
    { kind: 'reopen', until: '2024-09-30' },
  ];
  for (const [index, command] of commands.entries()) {
    await give(`2024-05-${String(6 + index).padStart(2, '0')}`, command);
  }
  expect(await brokenChains(database())).toEqual([]);
  expect(await duties.row(id)).toMatchObject({
    state: 'acknowledged',
    dueOn: '2024-09-30',
    rectifyBy: null,
  });
});

describe('urging by hand', () => {
  it('tells the unit at once in office hours, else in the morning, and leaves the ladder alone', async () => {
    await begun();
    const { agenda } = await duties.row(id);
    await give('2024-06-03', { kind: 'urge', on: '2024-06-03' });
    await duties.command(id, at('2024-06-04', 20), { kind: 'urge', on: '2024-06-04' });
    const urged = (await duties.notices(id)).filter(({ kind }) => kind === 'urged');
    expect(urged.map(({ audience, notBefore }) => [audience, notBefore])).toEqual([
      ['answering', at('2024-06-03')],
      ['answering', beijingInstant('2024-06-05', 8, 30)],
    ]);
    expect(await duties.row(id)).toMatchObject({ agenda, urgedOn: '2024-06-04' });
  });

  it.each(['complete', 'promise', 'request-extension', 'pause'] as const)(
    'is not told any more after %s',
    async (kind) => {
      await begun();
      await give('2024-06-03', { kind: 'urge', on: '2024-06-03' });
      await give('2024-06-03', { kind, until: '2024-08-30' });
      expect(await open()).not.toContain('urged answering');
    },
  );

  it('is refused of leading bodies, of the other side, and twice for one working day', async () => {
    const db = database();
    await begun();
    expect(await urgingFault(db, id, '2024-06-03')).toBeNull();
    await duties.command(id, at('2024-06-01'), { kind: 'urge', on: '2024-06-03' }); // a Saturday
    expect(await urgingFault(db, id, '2024-06-02')).toMatch(/2024年6月1日（周六） 10:00已经催办过/);
    expect(await urgingFault(db, id, '2024-06-03')).toMatch(/一个工作日只催办一次/);
    expect(await urgingFault(db, id, '2024-06-04')).toBeNull();
    await db.update(unit).set({ kind: 'leading-body' }).where(eq(unit.name, '县教育局'));
    expect(await urgingFault(db, id, '2024-06-04')).toMatch(/领导机关/);
    await db.update(occurrence).set({ liaison: true });
    expect(await urgingFault(db, id, '2024-06-04')).toMatch(/由对方办理/);
  });
});

describe('what is withdrawn', () => {
  it('leaves a request for an extension standing through a pause', async () => {
    await begun();
    await give('2024-06-03', { kind: 'request-extension', until: '2024-08-30' });
    await give('2024-06-03', { kind: 'pause' });
    expect(await open()).toEqual(['asked coordinator', 'paused answering']);
  });

  it('is a request that another date has settled', async () => {
    await begun();
    await give('2024-06-03', { kind: 'request-extension', until: '2024-08-30' });
    await give('2024-06-04', { kind: 'set-due', until: '2024-09-30' });
    expect(await open()).toEqual(['moved answering']);
    expect((await duties.row(id)).extensionUntil).toBeNull();
  });

  it('is no reminder of a rectification whose first date is past', async () => {
    await begun();
    await give('2024-07-05', { kind: 'rectify', until: '2024-07-19' });
    await duties.liveUntil(id, '2024-07-16');
    await withdrawPastReminders(database(), '2024-07-16');
    expect(await open()).toEqual(['rectify answering', 'remind answering']);
  });
});

it('escalates nothing that was due before supervision, though it was begun', async () => {
  duties = await openDuties(database(), { tasks: [{ due: ['2024-03-29'], lead: ['县教育局'] }] });
  id = duties.ids[0] ?? '';
  const { agenda } = await duties.begin(id, at('2024-04-08'));
  expect(new Set(agenda?.map(({ kind }) => kind))).toEqual(new Set(['liaison']));
});

it('announces a duty that the office gives away, and not to the office itself', async () => {
  await begun({ tasks: [{ due: ['2024-06-28'], lead: ['县协作办'] }] });
  await give('2024-05-08', { kind: 'reassign', toUnitId: unitId('县财政局') });
  expect(await open()).toEqual(['taken-over answering']);
});

it('asks for a new confirmation when what was confirmed is returned', async () => {
  await begun();
  await give('2024-06-03', { kind: 'complete' });
  await give('2024-06-04', { kind: 'confirm' });
  await give('2024-06-05', { kind: 'return' });
  expect((await duties.row(id)).confirmedOn).toBeNull();
});
