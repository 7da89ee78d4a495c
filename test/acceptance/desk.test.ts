import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, occurrence } from '../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi, ORIGIN } from '../harness/desk-api.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';
import { photoFile } from '../harness/photo.ts';

let year: TestYear;
let api: DeskApi;
let coordinator: string;
let unit: string;
let leader: string;
let id: string;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  api = await openDeskApi(year.commander);
  const { planId } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局'],
    tasks: [
      { due: ['2024-04-30'], title: '选派支教教师', lead: ['县教育局'], support: ['县财政局'] },
    ],
  });
  await year.launch(planId);
  await year.liveUntil('2024-03-06');
  const now = year.commander.now();
  coordinator = await loggedIn(year.db, '周协调', now);
  unit = await loggedIn(year.db, '县教育局联系人', now);
  leader = await loggedIn(year.db, '林县长', now);
  const [row] = await year.db.select({ id: occurrence.id }).from(occurrence);
  id = row?.id ?? '';
});

afterAll(async () => {
  await api.close();
  await year.close();
});

const path = () => `/occurrences/${encodeURIComponent(id)}`;

function give(as: string, body: object, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return api.call('POST', `${path()}/commands`, { as, body, headers });
}

/** Hands a photograph in, as a page of the desk does. */
async function handIn(as: string): Promise<{ id: string }[]> {
  const form = new FormData();
  form.append('files', photoFile('到校.jpg'));
  const body = new Response(form);
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: {
      origin: ORIGIN,
      'x-duban': '1',
      cookie: `duban-session=${as}`,
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  });
  expect(answer.statusCode).toBe(201);
  return answer.json();
}

it('takes the whole of a matter at the desk: report with evidence, extension, claim, return, closing', async () => {
  expect(await give(unit, { kind: 'acknowledge' })).toMatchObject({
    status: 200,
    body: { state: 'acknowledged', stateName: '已签收' },
  });
  const [photo] = await handIn(unit);
  const fileIds = [photo?.id ?? ''];
  const report = { kind: 'report', text: '三名教师已到校', fileIds };
  const first = await give(unit, report, 'report-0001');
  expect(first.status).toBe(200);
  expect((await give(unit, report, 'report-0001')).body).toEqual(first.body);
  expect((await give(unit, { ...report, text: '再报' })).body.detail).toContain('已经用过');
  const asked = { kind: 'request-extension', until: '2024-05-31', text: '教师还在体检' };
  expect((await give(unit, asked)).status).toBe(200);
  expect((await give(coordinator, { kind: 'decide-extension', approve: false })).status).toBe(422);
  const granted = { kind: 'decide-extension', approve: true };
  expect((await give(coordinator, granted)).status).toBe(200);
  expect((await give(leader, { kind: 'instruct', text: '请抓紧' })).status).toBe(200);
  expect((await give(unit, { kind: 'complete', text: '全部到岗' })).body.state).toBe('completed');
  expect((await give(coordinator, { kind: 'return', text: '请补名单' })).body.state).toBe(
    'returned',
  );
  const behalf = {
    kind: 'complete',
    text: '名单已送来',
    source: 'paper',
    behalf: { informant: '王芳' },
  };
  expect((await give(coordinator, behalf)).body.state).toBe('completed');
  expect((await give(coordinator, { kind: 'close' })).body.state).toBe('closed');
  expect(await give(coordinator, { kind: 'close' })).toMatchObject({
    status: 409,
    body: { code: 'refused', detail: '该事项已销号，不能销号' },
  });
  const doors = (await year.db.select().from(event)).map(({ door }) => door);
  expect(doors.filter((door) => door === 'web')).toHaveLength(8);
  expect(doors.filter((door) => door === 'behalf')).toHaveLength(1);
});

it('shows of it the clause, what was told with its receipts, and who did what', async () => {
  const { body } = await api.call('GET', path(), { as: coordinator });
  expect(body.row).toMatchObject({ state: 'closed', light: 'done', dueOn: '2024-05-31' });
  expect(body.parties).toMatchObject([
    { unit: '县教育局', role: 'answering' },
    { unit: '县财政局', role: 'participant' },
  ]);
  const assigned = body.moments.find(({ what }: { what: string }) => what.includes('交办'));
  expect(assigned).toMatchObject({ outcome: 'told', outcomeName: expect.any(String) });
  expect(JSON.stringify(assigned)).toContain('已接收');
  const reported = body.events.find(({ kind }: { kind: string }) => kind === 'report');
  expect(reported).toMatchObject({
    person: '县教育局联系人',
    text: '三名教师已到校',
    files: [{ name: '到校.jpg', mediaType: 'image/jpeg' }],
  });
  const entered = body.events.findLast(({ kind }: { kind: string }) => kind === 'complete');
  expect(entered).toMatchObject({
    words: '报办结（代填，纸质）',
    text: '名单已送来（告知人：王芳）',
  });
  const shown = await api.app.inject({
    url: `/api/v1/files/${reported.files[0].id}?inline=true`,
    headers: { cookie: `duban-session=${leader}` },
  });
  expect(shown.body).toBe('像素');
  expect(shown.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': expect.stringMatching(/^inline/),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
});
