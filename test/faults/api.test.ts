import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkSigner } from '../../channels/links.ts';
import { currentLink } from '../../db/links.ts';
import { event, note, occurrence, post } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { seedPlan } from '../harness/seed.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';
import { CLERK, fieldsOf, formIn } from '../harness/unit-pages.ts';

const SECRET = 'a secret for tests only';
let stack: Stack;
let page: string;

beforeAll(async () => {
  stack = await openStack();
  stack.startAt(beijingInstant('2024-03-05', 10));
  const { planId, unitIds } = await seedPlan(stack.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ due: ['2024-10-31'], lead: ['县教育局'] }],
  });
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => (await stack.db.$count(event)) === 1, 'it is assigned');
  const unitId = unitIds.get('县教育局') ?? 0;
  const [holder] = await stack.db.select().from(post).where(eq(post.unitId, unitId));
  const link = await currentLink(stack.db, holder?.personId ?? 0, unitId, stack.now());
  const origin = await stack.startApi(SECRET);
  const [row] = await stack.db.select().from(occurrence);
  page = `${linkSigner(origin, SECRET).address(link)}/o/${row?.id ?? ''}`;
});

afterAll(() => stack.close());

it('takes a form once that is sent again after the API was killed before its answer', async () => {
  const shown = await (await fetch(page)).text();
  const { action, form } = formIn(shown, '?act=report');
  const typed = { ...fieldsOf(shown, form), text: '已与对口单位联系' };
  const sendForm = (fields: Record<string, string>, cookie = '') =>
    fetch(new URL(action, page), {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers: { cookie },
    });
  const asked = await sendForm(typed);
  const [cookie] = asked.headers.get('set-cookie')?.split(';') ?? [];
  const send = () => sendForm({ ...typed, ...CLERK }, cookie);

  await stack.killWorker(); // so that the answer must wait
  const unanswered = send().then(
    () => 'answered',
    () => 'no answer',
  );
  await eventuallyIn(async () => (await stack.db.$count(note)) === 1, 'it has arrived');
  await stack.killApi();
  expect(await unanswered).toBe('no answer');

  stack.startWorker();
  await stack.startApi(SECRET);
  const answers = [await send(), await send()];
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const reports = await stack.db.select().from(event).where(eq(event.kind, 'report'));
  expect(reports).toHaveLength(1);
});
