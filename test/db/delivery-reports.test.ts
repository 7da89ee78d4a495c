import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { awaitedReceipts, recordReceipt } from '../../db/delivery-reports.ts';
import { deliveryReport, message, notice, person, post } from '../../db/schema.ts';
import { hasBeenTold, proofOf } from '../../db/told.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Receipt } from '../../plan/sms-arrivals.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const SENT = beijingInstant('2024-06-25', 9);
const NEXT = beijingInstant('2024-06-26', 8, 30);

let duties: Duties;
let personId: number;
let unitId: number;
beforeEach(async () => {
  duties = await openDuties(database());
  await duties.begin(duties.ids[0] ?? '', beijingInstant('2024-06-03', 9));
  await duties.liveUntil(duties.ids[0] ?? '', '2024-06-25');
  unitId = duties.unitIds.get('县教育局') ?? 0;
  const [held] = await database().select().from(post).where(eq(post.unitId, unitId));
  personId = held?.personId ?? 0;
});

async function write(given: Partial<typeof message.$inferInsert>): Promise<number> {
  const [row] = await database()
    .insert(message)
    .values({
      personId,
      channel: 'sms',
      kind: 'digest',
      window: '2024-06-25',
      address: '13800000000',
      messageId: '<sms@x>',
      providerId: 'BIZ^1',
      state: 'sent',
      sentAt: SENT,
      attempts: 1,
      repeats: 0,
      nextAt: SENT,
      datedAt: SENT,
      createdAt: SENT,
      ...given,
    })
    .returning({ id: message.id });
  return row?.id ?? 0;
}

/** Ties the duty's reminder to a message, as the outbox does. */
async function tie(messageId: number): Promise<void> {
  await database()
    .update(notice)
    .set({ state: 'tied', messageId, unitId })
    .where(eq(notice.audience, 'answering'));
}

const receipt = (given: Partial<Receipt> = {}): Receipt => ({
  messageId: '<sms@x>',
  providerIds: [],
  kind: 'delivered',
  fault: null,
  words: 'DELIVRD',
  at: SENT + 5000,
  ...given,
});

const record = (given: Partial<Receipt> = {}) => recordReceipt(database(), receipt(given), NEXT);
const failed = (fault: Receipt['fault'], words = 'MK:0001') =>
  record({ kind: 'undelivered', fault, words });
const mends = async () => (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');
const holder = async () => {
  const [row] = await database().select().from(person).where(eq(person.id, personId));
  return row;
};

describe('a receipt', () => {
  it('is written down once, by our name of the message or the provider’s', async () => {
    const id = await write({});
    expect(await record({ messageId: null, providerIds: ['x', 'BIZ^1'] })).toBe('recorded');
    expect(await record()).toBe('known');
    expect(await record({ messageId: '<other@x>' })).toBe('stranger');
    const rows = await database().select().from(deliveryReport);
    expect(rows).toEqual([{ messageId: id, kind: 'delivered', at: SENT + 5000, words: 'DELIVRD' }]);
  });

  it('proves that the unit was told, also beside a mail', async () => {
    const mail = await write({ channel: 'mail', messageId: '<mail@x>', address: 'a@x.cn' });
    await tie(mail);
    await write({ besideId: mail });
    const id = duties.ids[0] ?? '';
    const told = () => hasBeenTold(database(), duties.calendar, id, SENT + 60_000);
    expect(await told()).toBe(false); // accepted today only
    await record();
    expect(await told()).toBe(true);
    expect(await proofOf(database(), id)).toContain('2024-06-25 短信已送达手机');
  });

  it.each(['unclear', 'failed'] as const)('ends the doubt about one that was %s', async (state) => {
    const id = await write({ state, sentAt: null, providerId: null });
    await record({ providerIds: ['BIZ^9'] });
    const [row] = await database().select().from(message).where(eq(message.id, id));
    expect(row).toMatchObject({ state: 'sent', providerId: 'BIZ^9', sentAt: SENT + 5000 });
  });

  it('marks a number that does not exist, tells the coordinator once, and lets mail carry on', async () => {
    await tie(await write({}));
    expect(await failed('bad-address')).toBe('recorded');
    expect(await failed('bad-address')).toBe('known');
    expect(await holder()).toMatchObject({ phoneFault: 'MK:0001', emailFault: null });
    expect(await mends()).toMatchObject([{ facts: { fault: 'phone', personId, unitId } }]);
    const [reminder] = (await duties.notices()).filter(({ audience }) => audience === 'answering');
    expect(reminder).toMatchObject({ state: 'open', messageId: null });
  });

  it('marks who opted out as well', async () => {
    await tie(await write({}));
    await failed('opted-out', 'TDBLACK');
    expect(await holder()).toMatchObject({ phoneFault: 'TDBLACK' });
    expect(await mends()).toMatchObject([{ facts: { fault: 'opted-out' } }]);
  });

  it('has somebody called about one that did not arrive, unless a mail has said the same', async () => {
    const mail = await write({ channel: 'mail', messageId: '<mail@x>', address: 'a@x.cn' });
    await tie(mail);
    await write({ besideId: mail });
    await failed(null, 'EXPIRED');
    expect(await mends()).toEqual([]);
    expect(await holder()).toMatchObject({ phoneFault: null });
    const own = await write({ messageId: '<own@x>', window: 'x' });
    await tie(own);
    await record({ messageId: '<own@x>', kind: 'undelivered', words: 'EXPIRED' });
    expect(await mends()).toMatchObject([{ facts: { fault: 'unreceived' } }]);
  });

  it('says nothing of a number that was entered since', async () => {
    await tie(await write({}));
    await database().update(person).set({ phone: '13900000009' }).where(eq(person.id, personId));
    await failed('bad-address');
    expect(await holder()).toMatchObject({ phoneFault: null });
  });
});

it('asks about what was taken and has not been heard of', async () => {
  await write({});
  await write({ messageId: '<2@x>', window: '2', sentAt: SENT + 1000 });
  await write({ messageId: '<3@x>', window: '3', state: 'unclear' });
  await write({ messageId: '<4@x>', window: '4', channel: 'mail' });
  await record();
  expect(await awaitedReceipts(database(), SENT - 1, SENT + 2000)).toEqual([
    { messageId: '<2@x>', providerId: 'BIZ^1', address: '13800000000', sentAt: SENT + 1000 },
  ]);
  expect(await awaitedReceipts(database(), SENT + 1000, SENT + 2000)).toEqual([]);
});
