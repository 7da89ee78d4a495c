import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, link, occurrence } from '../../db/schema.ts';
import { seedPlan } from '../harness/seed.ts';
import { run } from '../../cli/index.ts';
import { formIn, linkIn, openPages, type Pages } from '../harness/unit-pages.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';
import { photoFile } from '../harness/photo.ts';

let year: TestYear;
let pages: Pages;
let contact: string;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  pages = await openPages(year.commander);
  const { planId, unitIds } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局'],
    tasks: [
      { due: ['2024-04-30'], title: '选派支教教师', lead: ['县教育局'], support: ['县财政局'] },
      { due: ['2024-05-31'], title: '举办培训班', lead: ['县教育局'] },
    ],
  });
  contact = `u${unitIds.get('县教育局')}@example.cn`;
  await year.launch(planId);
});

afterAll(async () => {
  await pages.close();
  await year.close();
});

/** Follows the list's entry of an occurrence, fills a form and sends it; the answer is the page after. */
async function act(list: string, title: string, kind: string, text: string, files: File[] = []) {
  const { body } = await pages.get(list);
  const entry = body.split('<li>').find((each) => each.includes(title)) ?? '';
  const path = /href="([^"]+)"/.exec(entry)?.[1] ?? '';
  const { action, form } = formIn((await pages.get(path)).body, `?act=${kind}`);
  const answer = await pages.post(action, { form, text }, files);
  expect(answer.statusCode).toBe(303);
  return await pages.get(String(answer.headers.location));
}

/** What the command line answers, to whom it is given. */
async function duban(...args: string[]): Promise<string> {
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  const env = {
    DATABASE_URL: year.databaseUrl,
    TEMPORAL_ADDRESS: year.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
  };
  await run(args, env, { out: hear, error: hear });
  return said.join('\n');
}

it('lets a clerk do it all from the link of one mail, and then keeps quiet', async () => {
  await year.liveUntil('2024-03-06');
  const [mail] = year.mailbox.to(contact);
  expect(mail?.subject).toContain('交办通知');
  const list = linkIn(mail);

  const { body } = await pages.get(list);
  expect(body).toContain('县教育局，您好');
  expect(body).toContain('签收全部 2 项任务');
  expect((await year.db.select().from(link)).every(({ openedAt }) => openedAt === null)).toBe(true);
  const { action, form } = formIn(body, '/p/1');
  expect((await pages.post(action, { form })).statusCode).toBe(303);
  const opened = (await year.db.select().from(link)).filter(({ openedAt }) => openedAt !== null);
  expect(opened).toHaveLength(1);

  await year.liveUntil('2024-04-26');
  expect(year.mailbox.to(contact).at(-1)?.subject).toContain('即将到期');
  const photo = photoFile('到校.jpg');
  const reported = await act(list, '选派支教教师', 'report', '三名教师已到校', [photo]);
  expect(reported.body).toMatch(/进展已报送[\s\S]*三名教师已到校[\s\S]*附件：到校.jpg/);
  await act(list, '选派支教教师', 'complete', '全部到岗');
  const completed = await act(list, '举办培训班', 'complete', '提前办完');
  expect(completed.body).toContain('已报办结，等待办公室核实销号');

  expect(await duban('task', '1:1', 'close', '--as', '周协调')).toContain('已销号');
  expect(await duban('task', '1:1', 'return', '--as', '周协调', '--reason', '补材料')).toContain(
    '该事项已销号，不能退回',
  );
  expect(await duban('task', '1:2', 'close', '--as', '县教育局联系人')).toContain('联系人不是');

  year.mailbox.clear();
  await year.liveUntil('2024-06-28');
  expect(year.mailbox.to(contact)).toEqual([]);
  const rows = await year.db.select().from(occurrence).orderBy(occurrence.id);
  expect(rows.map(({ state }) => state)).toEqual(['closed', 'completed']);
  const acts = (await year.db.select().from(event)).filter(({ door }) => door === 'link');
  expect(acts.map(({ data }) => data['deviceId'])).toEqual(acts.map(() => 1));
  expect(acts.map(({ kind }) => kind).toSorted()).toEqual([
    'acknowledge',
    'acknowledge',
    'complete',
    'complete',
    'report',
  ]);
});
