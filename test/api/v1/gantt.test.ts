import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence, task } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  const milestones = [{ text: '10月底前完成摸底', date: '2024-10-31', force: 'firm' as const }];
  await db.update(task).set({ milestones }).where(eq(task.title, '修缮村小学'));
  const late = { redFrom: '2024-10-30' };
  await db.update(occurrence).set(late).where(eq(occurrence.dueOn, '2024-11-30'));
  api = await openDeskApi(idleCommander(db, () => DESK_START));
});

afterEach(async () => api.close());

async function gantt(name: string) {
  const as = await loggedIn(database(), name, DESK_START);
  return { as, ...(await api.call('GET', '/plans/1/gantt', { as })) };
}

it('lays out each task from opening to due date, with its lights and milestones', async () => {
  const { body } = await gantt('周协调');
  expect(body).toMatchObject({ today: '2024-11-01', from: '2024-09-02', to: '2024-12-20' });
  expect(body.tasks).toEqual([
    expect.objectContaining({
      title: '组织支教教师互访',
      lead: ['县教育局'],
      bars: [{ opensOn: '2024-09-02', dueOn: '2024-11-30', lights: { red: 1 } }],
      milestones: [],
    }),
    expect.objectContaining({
      title: '修缮村小学',
      bars: [{ opensOn: '2024-09-02', dueOn: '2024-12-20', lights: { green: 1 } }],
      milestones: [{ date: '2024-10-31', text: '10月底前完成摸底' }],
    }),
  ]);
});

it.each([
  ['县教育局联系人', 200, 2],
  ['县财政局联系人', 200, 1],
  ['核验员', 200, 2],
  ['吴协调', 404, undefined],
  ['没有岗位', 404, undefined],
])('shows %s what they see: %i, %s tasks', async (name, status, tasks) => {
  const answer = await gantt(name);
  expect([answer.status, answer.body.tasks?.length]).toEqual([status, tasks]);
});

it('opens the ledger for one task', async () => {
  const { as, body } = await gantt('周协调');
  const ledger = await api.call('GET', `/ledger?task=${body.tasks[1].id}`, { as });
  expect(ledger.body.rows.map(({ title }: { title: string }) => title)).toEqual(['修缮村小学']);
});
