import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatChannel } from '../../channels/chat/index.ts';
import { type Dispatch, dispatchDue } from '../../channels/dispatch.ts';
import { activeGroups, addGroup, endGroup, setGroupFault } from '../../db/chat-groups.ts';
import { folderStore } from '../../db/files.ts';
import { message, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { mailInto, testDispatch } from '../harness/dispatch.ts';
import { type ChatSimulator, startChat } from '../harness/chat.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { startCapturedMailbox } from '../harness/smtp.ts';

const database = sharedDatabase();
const at = (hour: number, minute: number) => beijingInstant('2024-06-25', hour, minute);

let duties: Duties;
let chat: ChatSimulator;
let dispatch: Dispatch;
let groupId: number;
let closing: (() => unknown)[];

beforeEach(async () => {
  duties = await openDuties(database());
  await database().update(plan).set({ state: 'running' });
  await duties.begin(duties.ids[0] ?? '', beijingInstant('2024-06-03', 9));
  chat = await startChat();
  const group = { system: 'feishu' as const, name: '工作群', planId: null, unitNames: [] };
  groupId = await addGroup(database(), { ...group, url: chat.url('feishu'), secret: chat.secret });
  await setGroupFault(database(), groupId, null); // it was tried
  const mailbox = await startCapturedMailbox();
  const mail = mailInto(mailbox);
  closing = [() => mail.close(), mailbox.close, chat.close];
  dispatch = testDispatch(
    database(),
    { mail, sms: null, chat: chatChannel() },
    { files: folderStore('unused') },
  );
});
afterEach(async () => {
  for (const close of closing) await close();
});

const step = (now: number) => dispatchDue(dispatch, now);
const post = async () => (await database().select().from(message)).find((row) => row.groupId);

describe('a group’s morning', () => {
  it('is one post, a while after half past eight', async () => {
    await step(at(8, 30));
    expect(chat.shown).toEqual([]);
    await step(at(8, 58));
    await step(at(10, 0));
    expect(chat.shown).toMatchObject([{ text: expect.stringContaining('@县教育局 1项：1') }]);
    expect(await post()).toMatchObject({ state: 'sent' });
  });

  it('has nothing to say any more when all was done before it left', async () => {
    await step(at(8, 30));
    await duties.command(duties.ids[0] ?? '', at(8, 40), { kind: 'complete' });
    await step(at(8, 58));
    expect(chat.shown).toEqual([]);
    expect(await post()).toMatchObject({ state: 'dropped' });
  });

  it('comes later when the system is busy', async () => {
    chat.faults.push('fast');
    await step(at(8, 58));
    expect(chat.shown).toEqual([]);
    await step(at(9, 10));
    expect(chat.shown).toHaveLength(1);
  });

  it('ends when the robot is gone: the group is marked, and its office told', async () => {
    chat.faults.push('gone');
    await step(at(8, 58));
    expect(await post()).toMatchObject({ state: 'failed' });
    expect(await activeGroups(database())).toMatchObject([
      { fault: expect.stringContaining('19001') },
    ]);
    const told = (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');
    expect(told).toMatchObject([{ audience: 'coordinator', facts: { fault: 'group' } }]);
  });

  it('does not come to a group that ended meanwhile', async () => {
    await step(at(8, 30));
    await endGroup(database(), groupId, at(8, 40));
    await step(at(8, 58));
    expect(chat.shown).toEqual([]);
  });
});
