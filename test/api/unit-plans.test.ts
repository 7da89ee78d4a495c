import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence, party, plan } from '../../db/schema.ts';
import { DESK_START, type DeskPages, openDeskPages } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
let opened: DeskPages;

beforeEach(async () => {
  opened = await openDeskPages(database(), () => DESK_START, 'a secret for tests only');
});

afterEach(async () => opened.pages.close());

async function page(path = ''): Promise<string> {
  const { body } = await opened.pages.app.inject({ url: `${opened.list}${path}` });
  return body;
}

/** As many rows of the duty as a page shows. */
function rowsIn(text: string): number {
  return text.split('修缮村小学').length - 1;
}

it('names a plan of which nothing is open and whose period is over, and shows it on a page of its own', async () => {
  const db = database();
  await db.update(plan).set({ periodTo: '2024-08-15' });
  expect(await page()).toContain('修缮村小学');
  await db.update(occurrence).set({ state: 'closed' });
  const list = await page();
  expect(list).toContain('以前的方案（1 份，已没有要办的事项）');
  expect(list).not.toContain('修缮村小学');
  const whole = await page(`/p/${opened.desk.planId}`);
  expect(whole).toContain('修缮村小学');
  expect(whole).toContain('返回全部事项');
});

it('keeps a plan on the list for sixty days after its period', async () => {
  const db = database();
  await db.update(occurrence).set({ state: 'closed' });
  await db.update(plan).set({ periodTo: '2024-10-31' });
  expect(await page()).toContain('修缮村小学');
});

it('lists twenty rows of what asks nothing now, and all on the page of the plan', async () => {
  const db = database();
  const [row] = await db.select().from(occurrence).where(eq(occurrence.dueOn, '2024-12-20'));
  if (row === undefined) throw new Error('not seeded');
  for (let n = 0; n < 30; n += 1) {
    const id = `plan/1/9/joint/${n}`;
    await db.insert(occurrence).values({ ...row, id, state: 'scheduled' });
    const { unitId } = opened.desk;
    await db.insert(party).values({ occurrenceId: id, unitId, role: 'answering', written: '' });
  }
  const list = await page();
  expect(list).toContain('以后各期（30 项）');
  expect(list).toContain('看全部 30 项');
  expect(rowsIn(list)).toBe(21);
  expect(rowsIn(await page(`/p/${opened.desk.planId}`))).toBe(31);
});

it.each(['/p/999', '/p/x'])('answers %s as what does not exist', async (path) => {
  const { statusCode } = await opened.pages.app.inject({ url: `${opened.list}${path}` });
  expect(statusCode).toBe(404);
});
