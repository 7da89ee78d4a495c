import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { composeGroupPost, groupPost } from '../../channels/chat/group-post.ts';
import {
  activeGroups,
  addGroup,
  endGroup,
  refuseGroup,
  setGroupFault,
} from '../../db/chat-groups.ts';
import { prepareGroupPosts } from '../../db/group-posts.ts';
import { message, plan, unit } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();

const GROUP = {
  system: 'wecom' as const,
  name: '青禾工作群',
  url: 'https://qyapi.weixin.qq.com/x?key=1',
  secret: null,
  planId: null,
  unitNames: [],
};

// due on Friday 2024-06-28
let duties: Duties;
let groupId: number;
beforeEach(async () => {
  duties = await openDuties(database());
  await database().update(plan).set({ state: 'running' });
  await duties.begin(duties.ids[0] ?? '', beijingInstant('2024-06-03', 9));
  groupId = await addGroup(database(), GROUP);
  await setGroupFault(database(), groupId, null);
});

const prepare = (day: string, hour = 9) =>
  prepareGroupPosts(database(), duties.calendar, DEFAULT_POLICY, beijingInstant(day, hour));

const words = async (day: string) => {
  const setting = { calendar: duties.calendar, now: beijingInstant(day, 9) };
  return await composeGroupPost(database(), { groupId }, setting);
};

describe('a group', () => {
  it('gets one post on each working morning on which something is near or late', async () => {
    expect(await prepare('2024-06-20')).toBe(0);
    expect(await prepare('2024-06-25', 7)).toBe(0);
    expect(await prepare('2024-06-25')).toBe(1);
    expect(await prepare('2024-06-25', 15)).toBe(0);
    expect(await prepare('2024-06-29')).toBe(0);
    expect(await prepare('2024-07-01')).toBe(1);
    const rows = await database().select().from(message).orderBy(message.id);
    expect(rows).toMatchObject([
      {
        groupId,
        channel: 'chat',
        kind: 'group',
        window: '2024-06-25',
        address: `wecom:${groupId}`,
      },
      { groupId, window: '2024-07-01' },
    ]);
    const past = (rows[0]?.nextAt ?? 0) - beijingInstant('2024-06-25', 8, 30);
    expect(past).toBeGreaterThan(60_000);
    expect(past).toBeLessThanOrEqual(30 * 60_000);
  });

  it('is told units, numbers and dates, and nothing any more once the duty is done', async () => {
    expect(await words('2024-06-25')).toContain('@县教育局 1项：1（6月28日）');
    expect(await words('2024-07-02')).toContain('@县教育局 1项：1（逾期2个工作日）');
    expect(await words('2024-07-02')).not.toMatch(/联系人|http/);
    await duties.command(duties.ids[0] ?? '', beijingInstant('2024-06-26', 9), {
      kind: 'complete',
    });
    expect(await words('2024-06-26')).toBeNull();
    expect(await prepare('2024-06-26')).toBe(0);
  });

  it('is told nothing of a plan that is paused, ended or confidential', async () => {
    for (const state of ['paused', 'ended'] as const) {
      await database().update(plan).set({ state });
      expect(await prepare('2024-06-25')).toBe(0);
    }
    await database().update(plan).set({ state: 'running', sourceText: '内部资料\n方案' });
    expect(await prepare('2024-06-25')).toBe(0);
    expect(await words('2024-06-25')).toBeNull();
  });

  it('is not told in front of others what a leading body is late with', async () => {
    await database().update(unit).set({ kind: 'leading-body' }).where(eq(unit.name, '县教育局'));
    expect(await words('2024-06-25')).toContain('@县教育局');
    expect(await words('2024-07-02')).toBeNull();
  });

  it('may be for other units, be refused, or end', async () => {
    await setGroupFault(database(), groupId, '93000 invalid webhook url');
    expect(await prepare('2024-06-25')).toBe(0);
    await endGroup(database(), groupId, 0);
    const other = { ...GROUP, name: '财政群', unitNames: ['县财政局'] };
    await setGroupFault(database(), await addGroup(database(), other), null);
    expect(await prepare('2024-06-25')).toBe(0);
    expect(await activeGroups(database())).toMatchObject([{ name: '财政群' }]);
    const again = await addGroup(database(), GROUP);
    expect(await prepare('2024-06-25')).toBe(0); // not before it has been tried
    await setGroupFault(database(), again, null);
    expect(await prepare('2024-06-25')).toBe(1);
    await expect(addGroup(database(), GROUP)).rejects.toThrow('同名');
    await expect(addGroup(database(), { ...other, unitNames: ['无此局'] })).rejects.toThrow(
      '无此局',
    );
  });

  it('stops when it refuses, and its office hears of it once', async () => {
    const morning = beijingInstant('2024-06-26', 8, 30);
    for (let times = 0; times < 2; times += 1) {
      await refuseGroup(database(), groupId, '93000 invalid webhook url', morning);
    }
    expect(await activeGroups(database())).toMatchObject([{ fault: '93000 invalid webhook url' }]);
    const news = (await duties.notices()).filter(({ kind }) => kind === 'mend-contact');
    expect(news).toMatchObject([{ audience: 'coordinator', facts: { fault: 'group' } }]);
    expect(await prepare('2024-06-25')).toBe(0);
  });

  it('has its address looked up when the post leaves', async () => {
    await prepare('2024-06-25');
    const [row] = await database().select().from(message);
    if (row === undefined) throw new Error('no post');
    const leaving = { ...row, text: 'x' };
    expect(await groupPost(database(), leaving)).toMatchObject({ url: GROUP.url, text: 'x' });
    await endGroup(database(), groupId, 0);
    expect(await groupPost(database(), leaving)).toBeNull();
  });
});
