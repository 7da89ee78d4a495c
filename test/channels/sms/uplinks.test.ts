import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { receiptsStep, takeArrived } from '../../../channels/sms/arrivals.ts';
import { smsChannel } from '../../../channels/sms/index.ts';
import { assignUnits } from '../../../db/assigning.ts';
import {
  deliveryReport,
  event,
  inbound,
  message,
  notice,
  person,
  plan,
  planUnit,
  post,
} from '../../../db/schema.ts';
import { hasBeenTold } from '../../../db/told.ts';
import { beijingInstant } from '../../../plan/date.ts';
import { DEFAULT_POLICY } from '../../../plan/policy.ts';
import { type Duties, openDuties } from '../../harness/duty.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { startTencent } from '../../harness/sms/tencent.ts';

const database = sharedDatabase();
const START = beijingInstant('2024-04-08', 10);
const NOW = beijingInstant('2024-04-09', 10);

let duties: Duties;
let id: string;
let unitId: number;
let personId: number;
let given: string[];

beforeEach(async () => {
  duties = await openDuties(database());
  await database().update(plan).set({ state: 'running' });
  id = duties.ids[0] ?? '';
  unitId = duties.unitIds.get('县教育局') ?? 0;
  await duties.begin(id, START);
  await assignUnits(database(), duties.planId, START);
  await database().update(person).set({ phone: null });
  const [held] = await database().select().from(post).where(eq(post.unitId, unitId));
  personId = held?.personId ?? 0;
  await enter(personId, '+86 138-0000-0001');
  given = [];
});

const enter = (who: number, phone: string) =>
  database().update(person).set({ phone }).where(eq(person.id, who));

const arrivals = () => ({
  db: database(),
  calendar: async () => duties.calendar,
  policy: async () => DEFAULT_POLICY,
  give: async (occurrenceId: string, command: Parameters<Duties['command']>[2]) => {
    given.push(command.commandId ?? '');
    return await duties.command(occurrenceId, NOW, command);
  },
});

/** A telephone sends us something. */
async function send(text: string, more: { key?: string; phone?: string } = {}): Promise<number> {
  const { key = `k/${text}`, phone = '8613800000001' } = more;
  const uplinks = [{ key, phone, text, at: NOW - 1000 }];
  return (await takeArrived(arrivals(), { receipts: [], uplinks }, NOW)).uplinks;
}

const kept = () => database().select().from(inbound).orderBy(inbound.id);
const acknowledgedAt = async () => {
  const [row] = await database().select().from(planUnit).where(eq(planUnit.unitId, unitId));
  return row?.acknowledgedAt ?? null;
};
const notices = async (kind: string) =>
  (await database().select().from(notice)).filter((each) => each.kind === kind);

async function wrote(to: number, phone: string, window = 'w'): Promise<number> {
  const [row] = await database()
    .insert(message)
    .values({
      personId: to,
      channel: 'sms',
      kind: 'assignment',
      window,
      address: phone,
      messageId: `<${to}${window}@x>`,
      state: 'sent',
      sentAt: START,
      attempts: 1,
      repeats: 0,
      nextAt: START,
      datedAt: START,
      createdAt: START,
    })
    .returning({ id: message.id });
  return row?.id ?? 0;
}

describe('a “1” from a contact', () => {
  it('acknowledges the list by the door of short messages, once', async () => {
    expect(await send('１')).toBe(1);
    expect(await acknowledgedAt()).toBe(NOW);
    const events = await database().select().from(event).where(eq(event.kind, 'acknowledge'));
    expect(events).toMatchObject([{ door: 'sms', personId, unitId, occurrenceId: id }]);
    expect(await kept()).toMatchObject([
      { outcome: 'command', sender: '13800000001', personId, unitId, occurrenceIds: [id] },
    ]);
    expect(await send('１')).toBe(0);
    expect(given).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
  });

  it('counts as told when there is nothing left to acknowledge', async () => {
    await send('1', { key: 'a' });
    const sent = await wrote(personId, '13800000001');
    expect(await send('收到', { key: 'b' })).toBe(1);
    expect((await kept())[1]).toMatchObject({ outcome: 'command', replyTo: sent });
    const reports = await database().select().from(deliveryReport);
    expect(reports).toMatchObject([{ messageId: sent, kind: 'answered' }]);
    expect(await hasBeenTold(database(), duties.calendar, id, NOW)).toBe(true);
  });

  it('acts for whoever was written to, where an office shares one telephone', async () => {
    const finance = duties.unitIds.get('县财政局') ?? 0;
    const [other] = await database().select().from(post).where(eq(post.unitId, finance));
    await enter(other?.personId ?? 0, '13800000001');
    await send('1', { key: 'a' });
    expect((await kept())[0]).toMatchObject({ outcome: 'inbox', personId: null });
    expect(given).toEqual([]);
    await wrote(personId, '138 0000 0001');
    await send('1', { key: 'b' });
    expect((await kept())[1]).toMatchObject({ outcome: 'command', personId });
    expect(await acknowledgedAt()).toBe(NOW);
  });

  it('does nothing from a leader, or a stranger', async () => {
    await database().update(post).set({ role: 'leader' }).where(eq(post.personId, personId));
    await send('1', { key: 'a' });
    await send('1', { key: 'b', phone: '13911112222' });
    expect((await kept()).map(({ outcome, planId }) => [outcome, planId !== null])).toEqual([
      ['inbox', true],
      ['inbox', false],
    ]);
    expect(given).toEqual([]);
    expect(await notices('inbox')).toHaveLength(1);
  });
});

describe('anything else', () => {
  it('lies before the coordinator with what was written', async () => {
    await send('请问材料交到哪里？');
    const [row] = await kept();
    expect(row).toMatchObject({ outcome: 'inbox', text: '请问材料交到哪里？', unitId });
    expect(await notices('inbox')).toMatchObject([
      { inboundId: row?.id, audience: 'coordinator', planId: duties.planId },
    ]);
  });

  it('is kept whatever characters it has', async () => {
    expect(await send('收\0到了\uD800吗\\u0000', { key: 'k\0' })).toBe(1);
    expect(await kept()).toMatchObject([
      { key: 'k', text: expect.stringMatching(/^收到了.吗\\u0000$/u) },
    ]);
  });

  it('ends short messages to who wants none, and tells the office', async () => {
    await send('TD');
    const [row] = await database().select().from(person).where(eq(person.id, personId));
    expect(row).toMatchObject({ phoneFault: '本人回复短信退订', emailFault: null });
    expect(await notices('mend-contact')).toMatchObject([{ facts: { fault: 'opted-out' } }]);
    expect(await send('退订', { key: 'x', phone: '13911112222' })).toBe(1);
  });
});

describe('the step', () => {
  it('asks about what should have been heard of by now, and not all the time', async () => {
    const tencent = await startTencent();
    const way = smsChannel(tencent.account);
    await enter(personId, '13800000001');
    const outcome = await way.send({
      channel: 'sms',
      messageId: `<${personId}w@x>`,
      address: '13800000001',
      repeat: false,
      template: 'assigned',
      fields: { count: '3' },
      text: '',
    });
    const sentAt = Date.now();
    const row = await wrote(personId, '13800000001');
    await database()
      .update(message)
      .set({ sentAt, providerId: outcome.providerId ?? null })
      .where(eq(message.id, row));
    const step = receiptsStep(arrivals(), way);
    const calls = () => tencent.calls;
    const before = calls();
    expect(await step(sentAt + 60_000)).toEqual({ receipts: 0, uplinks: 0 });
    expect(calls()).toBe(before);
    const [taken] = tencent.taken;
    if (taken) taken.report = { code: 'DELIVRD', delivered: true, at: sentAt };
    expect(await step(sentAt + 3 * 60_000)).toEqual({ receipts: 0, uplinks: 0 });
    expect(await step(sentAt + 11 * 60_000)).toEqual({ receipts: 1, uplinks: 0 });
    const after = calls();
    await step(sentAt + 30 * 60_000);
    await step(sentAt + 3 * 3_600_000);
    expect(calls()).toBe(after);
    way.close();
    await tencent.close();
  });
});
