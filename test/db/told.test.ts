import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { acknowledgePlan, assignUnits, callUnits, chaseUnits } from '../../db/assigning.ts';
import { currentLink, markOpened } from '../../db/links.ts';
import { message, notice, person, post } from '../../db/schema.ts';
import { hasBeenTold, proofOf } from '../../db/told.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { MessageState } from '../../plan/message.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { written } from '../plan/terms-of.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-04-08', 10);
const WAKES = beijingInstant('2024-07-03', 2); // Wednesday: the step to the leader

let duties: Duties;
let id: string;
let unitId: number;
let contactId: number;

beforeEach(async () => {
  duties = await openDuties(database());
  id = duties.ids[0] ?? '';
  unitId = duties.unitIds.get('县教育局') ?? 0;
  const [held] = await database().select().from(post).where(eq(post.unitId, unitId));
  contactId = held?.personId ?? 0;
  await duties.begin(id, START);
});

const told = () => hasBeenTold(database(), duties.calendar, id, WAKES);

/** A message to the contact that carries the occurrence's first reminder, or the assignment. */
async function mailed(
  state: MessageState,
  sentAt: number | null,
  carries: 'reminder' | 'assignment' = 'reminder',
): Promise<void> {
  const db = database();
  if (carries === 'reminder') await duties.liveUntil(id, '2024-06-14');
  else await assignUnits(db, duties.planId, START);
  const [made] = await db
    .insert(message)
    .values({
      personId: contactId,
      channel: 'mail',
      kind: 'digest',
      window: '2024-06-14',
      address: 'a@example.cn',
      messageId: '<a@example.cn>',
      state,
      attempts: 1,
      repeats: 0,
      nextAt: START,
      sentAt,
      datedAt: START,
      createdAt: START,
    })
    .returning({ id: message.id });
  const ours =
    carries === 'reminder' ? eq(notice.occurrenceId, id) : eq(notice.audience, `contact:${unitId}`);
  await db
    .update(notice)
    .set({ state: 'tied', messageId: made?.id ?? null, unitId })
    .where(ours);
}

const DAY_BEFORE = beijingInstant('2024-07-02', 17);

describe('a unit was told', () => {
  it('by nothing at first', async () => {
    expect(await told()).toBe(false);
    expect(await proofOf(database(), id)).toBeNull();
  });

  it.each([
    ['sent', DAY_BEFORE, true],
    ['sent', beijingInstant('2024-07-03', 1), false], // the same day is too late
    ['unclear', null, false],
    ['failed', null, false],
    ['ready', null, false],
  ] as [MessageState, number | null, boolean][])(
    'by a reminder that was %s at %s: %s',
    async (state, sentAt, expected) => {
      await mailed(state, sentAt);
      expect(await told()).toBe(expected);
    },
  );

  it('by its assignment', async () => {
    await mailed('sent', DAY_BEFORE, 'assignment');
    expect(await told()).toBe(true);
  });

  it('by no mail that came back since, when somebody else holds the post with it', async () => {
    await mailed('sent', DAY_BEFORE);
    await database().update(person).set({ emailFault: '550' }).where(eq(person.id, contactId));
    const [other] = await database()
      .insert(person)
      .values({ name: '新联系人', email: 'new@example.cn' })
      .returning({ id: person.id });
    await database()
      .insert(post)
      .values({ unitId, personId: other?.id ?? 0, role: 'office', from: '2024-04-08' });
    expect(await told()).toBe(false);
  });

  it('by acknowledging its list, or by another unit doing so not', async () => {
    await assignUnits(database(), duties.planId, START);
    const finance = duties.unitIds.get('县财政局') ?? 0;
    await acknowledgePlan(database(), duties.planId, [finance], null, START);
    expect(await told()).toBe(false);
    await acknowledgePlan(database(), duties.planId, [unitId], contactId, START);
    expect(await told()).toBe(true);
    expect(await proofOf(database(), id)).toBe('告知凭据：2024-04-08 签收交办通知');
  });

  it.each([
    ['after the duty began', START + 1, true],
    ['before it', START - 1, false],
  ])('by a link opened %s', async (_when, openedAt, expected) => {
    const link = await currentLink(database(), contactId, unitId, START);
    await markOpened(database(), link, START - 50_000);
    await markOpened(database(), link, openedAt);
    expect(await told()).toBe(expected);
  });

  it('by the link of the unit that answers for it, over several hops', async () => {
    await database().execute(sql`update unit set answers_through_id =
      (select id from unit where name = '县财政局') where name = '县教育局'`);
    await database().execute(sql`update unit set answers_through_id =
      (select id from unit where name = '县协作办') where name = '县财政局'`);
    const office = duties.unitIds.get('县协作办') ?? 0;
    const link = await currentLink(database(), contactId, office, START);
    await markOpened(database(), link, START + 1);
    expect(await told()).toBe(true);
  });

  it.each([
    ['link', true],
    ['behalf', true],
    ['cli', false], // the office's own act
  ] as const)('by an act through the door %s: %s', async (door, expected) => {
    await duties.command(id, START + 1, { kind: 'report', door });
    expect(await told()).toBe(expected);
  });

  it('or its contact is dead, and the step goes up all the same', async () => {
    await database().update(person).set({ emailFault: '550' }).where(eq(person.id, contactId));
    expect(await told()).toBe(true);
  });
});

const escalations = async () =>
  (await duties.notices(id)).filter(({ kind }) => kind === 'escalate');

describe('a step towards a leader', () => {
  it('waits three working days for proof, then goes up and says so', async () => {
    await duties.liveUntil(id, '2024-07-01');
    const mornings: (string | undefined)[] = [];
    for (let round = 0; round < 3; round += 1) {
      mornings.push(written((await duties.row(id)).agenda)[0]);
      await duties.catchUp(id, (await duties.row(id)).agenda[0]?.wake ?? 0);
      expect(await escalations()).toEqual([]);
    }
    expect(mornings).toEqual([
      '2024-07-03 escalate 3',
      '2024-07-04 escalate 3',
      '2024-07-05 escalate 3',
    ]);
    await duties.liveUntil(id, '2024-07-08');
    expect((await escalations()).map(({ notBefore, facts }) => [notBefore, facts.untold])).toEqual([
      [beijingInstant('2024-07-08', 8, 30), true],
    ]);
    expect(written((await duties.row(id)).agenda)[0]).toBe('2024-07-09 list 7');
  });

  it('goes up at once when the unit was told', async () => {
    await duties.command(id, START + 1, { kind: 'report', door: 'link' });
    await duties.liveUntil(id, '2024-07-03');
    expect((await escalations()).map(({ facts }) => facts.untold)).toEqual([undefined]);
  });
});

it('chases nobody who acknowledged meanwhile', async () => {
  const db = database();
  await assignUnits(db, duties.planId, START);
  await chaseUnits(db, duties.planId, START + 1);
  await callUnits(db, duties.planId, START + 2);
  await acknowledgePlan(db, duties.planId, [unitId], contactId, START + 3);
  const rows = (await duties.notices()).filter(({ facts }) => facts.unitId === unitId);
  expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'assign open',
    'chase withdrawn',
    'call withdrawn',
  ]);
});
