import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mailOnly } from '../../channels/channel.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { mergeDue } from '../../channels/merging.ts';
import { message, person, post } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { AT_ONCE, mailInto, testDispatch } from '../harness/dispatch.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { type CapturedMailbox, startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const NOW = beijingInstant('2024-06-25', 8, 30);

let duties: Duties;
let dispatch: Dispatch;
let mailbox: CapturedMailbox;
let close: () => void;

beforeEach(async () => {
  duties = await openDuties(database());
  const [id = ''] = duties.ids;
  await duties.begin(id, beijingInstant('2024-06-03', 9));
  await duties.liveUntil(id, '2024-06-25');
  mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  close = () => mail.close();
  dispatch = testDispatch(database(), mailOnly(mail));
});

afterEach(async () => {
  close();
  await mailbox.close();
});

const merge = () =>
  mergeDue({ ...dispatch, calendar: duties.calendar, policy: AT_ONCE, sms: false }, NOW);

/** Another person holds the unit's post from now on. */
async function replaceContact(): Promise<void> {
  const unitId = duties.unitIds.get('县教育局') ?? 0;
  await database().transaction(async (tx) => {
    const held = and(eq(post.unitId, unitId), eq(post.role, 'contact'));
    await tx.update(post).set({ to: '2024-06-24' }).where(held);
    const [next] = await tx
      .insert(person)
      .values({ name: '刘洋', email: 'next@example.cn' })
      .returning();
    await tx
      .insert(post)
      .values({ unitId, personId: next?.id ?? 0, role: 'contact', from: '2024-06-25' });
  });
}

it('tells a notice to one reader, though the address book changes while two processes merge', async () => {
  await Promise.all([merge(), replaceContact().then(merge), merge()]);
  const rows = await database().select().from(message);
  const listed = rows.flatMap(({ noticeIds }) => noticeIds);
  expect(listed.length).toBeGreaterThan(0);
  expect(new Set(listed).size).toBe(listed.length);
  await dispatchDue(dispatch, NOW);
  expect(mailbox.all()).toHaveLength(1);
});

it('tells one reader when the holder changes between merging and sending', async () => {
  await merge();
  await replaceContact();
  await dispatchDue(dispatch, NOW);
  await dispatchDue(dispatch, NOW);
  expect(mailbox.all()).toHaveLength(1);
});
