import { expect, it } from 'vitest';
import { planActor } from '../../db/authority.ts';
import { person, plan, post, unit } from '../../db/schema.ts';
import { openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();

async function opened() {
  const db = database();
  const { unitIds } = await openDuties(db);
  const [office] = await db.insert(unit).values({ name: '县督查室', kind: 'unit' }).returning();
  const [other] = await db.insert(person).values({ name: '郑协调' }).returning();
  await db.insert(post).values({
    unitId: office?.id ?? 0,
    personId: other?.id ?? 0,
    role: 'coordinator',
    from: '2024-01-01',
  });
  return { db, office: unitIds.get('县协作办') };
}

it.each(['周协调', 'coordinator@example.cn', '林县长'])(
  '%s may change the plan of the office',
  async (who) => {
    const { db, office } = await opened();
    expect(await planActor(db, 1, who, '暂停方案')).toMatchObject({ unitId: office });
  },
);

it.each([
  ['县教育局联系人', '县教育局联系人不是方案 1 的协调员或督办领导，不能暂停方案'],
  ['郑协调', '郑协调不是方案 1 的协调员或督办领导'],
  ['无名', '没有找到人员：无名'],
])('%s may not', async (who, words) => {
  const { db } = await opened();
  await expect(planActor(db, 1, who, '暂停方案')).rejects.toThrow(words);
});

it('what concerns all plans any coordinator may change, and nobody else', async () => {
  const { db } = await opened();
  expect(await planActor(db, null, '郑协调', '录入节假日')).toMatchObject({
    personId: expect.any(Number),
  });
  const contact = planActor(db, null, '县教育局联系人', '录入节假日');
  await expect(contact).rejects.toThrow('不能录入节假日');
});

it('asks for a number where two of one name may', async () => {
  const { db, office } = await opened();
  const [twin] = await db.insert(person).values({ name: '周协调' }).returning();
  await db.insert(post).values({
    unitId: office ?? 0,
    personId: twin?.id ?? 0,
    role: 'coordinator',
    from: '2024-01-01',
  });
  await expect(planActor(db, 1, '周协调', '暂停方案')).rejects.toThrow('请用编号或邮箱指明');
  expect(await planActor(db, 1, String(twin?.id), '暂停方案')).toEqual({
    personId: twin?.id,
    unitId: office,
  });
  expect(await db.$count(plan)).toBe(1);
});
