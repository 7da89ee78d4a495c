import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { breakOff } from '../../../db/imports.ts';
import { saveDraft } from '../../../db/plans.ts';
import { plan, post, reviewEdit, task as taskTable, unit } from '../../../db/schema.ts';
import { readPlan } from '../../../documents/plan.ts';
import type { FoundPlan } from '../../../plan/import.ts';
import {
  type Answer,
  type DeskApi,
  loggedIn,
  openDeskApi,
  ORIGIN,
} from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices } from '../../harness/two-offices.ts';

const SAMPLE = readFileSync(
  join(import.meta.dirname, '../../../docs/sample/2024-结对帮扶工作方案.txt'),
  'utf8',
);
const database = sharedDatabase();
const NOW = DESK_START;
let api: DeskApi;
let cookies: Record<'mine' | 'colleague' | 'foreign' | 'unit' | 'supervisor' | 'admin', string>;
let sent = 0;
let found: FoundPlan | null = null;

beforeEach(async () => {
  const db = database();
  await seedTwoOffices(db);
  api = await openDeskApi(idleCommander(db, () => NOW));
  cookies = {
    mine: await loggedIn(db, '周协调', NOW),
    colleague: await loggedIn(db, '李协调', NOW),
    foreign: await loggedIn(db, '吴协调', NOW),
    unit: await loggedIn(db, '县教育局联系人', NOW),
    supervisor: await loggedIn(db, '林县长', NOW),
    admin: await loggedIn(db, '管理员', NOW, { admin: true }),
  };
  const [own] = await db.select().from(post).where(eq(post.role, 'coordinator')).orderBy(post.id);
  // a second coordinator of the same office: 李协调, whom loggedIn made as the account's person
  await db.insert(post).values({
    unitId: own?.unitId ?? 0,
    personId: await personOf('李协调'),
    role: 'coordinator',
    from: '2024-01-01',
  });
});
afterEach(async () => api.close());

async function personOf(name: string): Promise<number> {
  const rows = await database().execute<{ id: number }>(
    `select id from person where name = '${name}'`,
  );
  return rows[0]?.id ?? 0;
}

/** Sends a file as the page does. */
async function send(
  text: string,
  as: string,
  { id = `import-of-a-file-${(sent += 1)}`, ...fields }: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ id, ...fields })) form.set(name, value);
  form.set('file', new File([text], '方案.txt'));
  const request = new Request('http://x/', { method: 'POST', body: form });
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: {
      origin: ORIGIN,
      cookie: `duban-session=${as}`,
      'x-duban': '1',
      'content-type': request.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.json(),
    text: answer.body,
  };
}

/** The import as it is when it has come to rest. */
async function rested(id: string, as: string) {
  let answer = await api.call('GET', `/imports/${id}`, { as });
  await vi.waitFor(
    async () => {
      answer = await api.call('GET', `/imports/${id}`, { as });
      expect(['reading', 'finding']).not.toContain(answer.body.stage);
    },
    { timeout: 20_000, interval: 50 },
  );
  return answer.body;
}

/** The sample as a draft of 县协作办. */
async function imported(): Promise<number> {
  found ??= await readPlan(Buffer.from(SAMPLE), '方案.txt', () => {});
  const bytesHash = createHash('sha256').update(SAMPLE).digest('hex');
  const [office] = await database().select().from(unit).where(eq(unit.name, '县协作办'));
  const { planId } = await saveDraft(database(), {
    ...found,
    bytesHash,
    fileName: '方案.txt',
    home: '青禾县',
    coordinatorUnitId: office?.id ?? 0,
    now: NOW,
  });
  return planId;
}

const review = async (id: number, as = cookies.mine) =>
  (await api.call('GET', `/plans/${id}/review`, { as })).body;

const edit = (id: number, as: string, command: object, seen = 0, key?: string) =>
  api.call('POST', `/plans/${id}/review/edits`, {
    as,
    body: { seen, command },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });

describe('an import', () => {
  it('goes from a file by the question of sides to a draft of the office', async () => {
    const { status, body } = await send(SAMPLE, cookies.mine);
    expect([status, body.stage]).toEqual([202, 'reading']);
    const asking = await rested(body.id, cookies.mine);
    expect(asking).toMatchObject({ stage: 'asking', planId: null });
    expect(asking.found.tasks).toBeGreaterThan(5);
    expect(asking.found.sides).toContain('青禾县');
    expect(asking.found.likely).toBe('青禾县');
    const path = `/imports/${body.id}/home`;
    const wrong = await api.call('POST', path, { as: cookies.mine, body: { home: '邻县' } });
    expect([wrong.status, wrong.body.detail]).toEqual([422, expect.stringContaining('青禾县')]);
    const done = await api.call('POST', path, { as: cookies.mine, body: { home: '青禾县' } });
    expect(done.body).toMatchObject({ stage: 'ready', existed: false });
    const [row] = await database().select().from(plan).where(eq(plan.id, done.body.planId));
    expect(row).toMatchObject({ state: 'draft', home: '青禾县' });
    expect(row?.outline.some(({ kind }) => kind === 'heading')).toBe(true);
  });

  it('opens the draft that is there when the same file comes again, and none of another office', async () => {
    const id = await imported();
    const again = await send(SAMPLE, cookies.colleague);
    expect(again.body).toMatchObject({ stage: 'ready', planId: id, existed: true });
    const foreign = await send(SAMPLE, cookies.foreign);
    await rested(foreign.body.id, cookies.foreign);
    const home = await api.call('POST', `/imports/${foreign.body.id}/home`, {
      as: cookies.foreign,
      body: { home: '青禾县' },
    });
    expect([home.status, home.body.detail]).toEqual([409, expect.stringContaining('县协作办')]);
  });

  it('keeps nothing of a secret file, and asks before it keeps one that is not for everybody', async () => {
    const secret = await send(`机密★1年\n${SAMPLE}`, cookies.mine);
    const refused = await rested(secret.body.id, cookies.mine);
    expect(refused).toMatchObject({ stage: 'refused', found: null });
    expect(refused.why).toContain('机密');
    const internal = `内部资料\n${SAMPLE}`;
    const first = await send(internal, cookies.mine);
    expect(await rested(first.body.id, cookies.mine)).toMatchObject({
      stage: 'internal',
      found: null,
    });
    const second = await send(internal, cookies.mine, { internal: 'true' });
    expect((await rested(second.body.id, cookies.mine)).stage).toBe('asking');
    const rows = await database().execute(
      `select 1 from document_import where found::text like '%机密%'`,
    );
    expect(rows).toEqual([]);
  });

  it('says what is wrong with a file that cannot be read, and that its reader is gone', async () => {
    const { body } = await send('PK\u0003\u0004 broken', cookies.mine);
    expect(await rested(body.id, cookies.mine)).toMatchObject({ stage: 'refused' });
    await database().execute(
      `update document_import set stage = 'reading', seen_at = to_timestamp(0)`,
    );
    expect((await rested(body.id, cookies.mine)).stage).toBe('lost');
  });

  it('is read anew under its id when the same file comes again, and nothing else is', async () => {
    const { body } = await send(SAMPLE, cookies.mine);
    await rested(body.id, cookies.mine);
    const { id } = body;
    expect((await send(SAMPLE, cookies.mine, { id })).body.stage).toBe('asking');
    await database().execute(
      `update document_import set stage = 'finding', found = null, seen_at = to_timestamp(0)`,
    );
    expect((await send(`${SAMPLE} `, cookies.mine, { id })).body.stage).toBe('lost');
    expect((await send(SAMPLE, cookies.colleague, { id })).status).toBe(404);
    expect((await send(SAMPLE, cookies.mine, { id })).body.stage).toBe('reading');
    expect((await rested(id, cookies.mine)).stage).toBe('asking');
  });

  it('says at once that it was broken off when its process is told to end', async () => {
    const { body } = await send(SAMPLE, cookies.mine);
    await rested(body.id, cookies.mine);
    await database().execute(`update document_import set stage = 'reading', seen_at = now()`);
    await breakOff(database(), [body.id]);
    expect((await rested(body.id, cookies.mine)).stage).toBe('lost');
  });

  it.each([
    ['unit', 403],
    ['supervisor', 403],
    ['admin', 403],
  ] as const)('is not for %s', async (who, status) => {
    expect((await send(SAMPLE, cookies[who])).status).toBe(status);
  });

  it('is nobody else’s to see', async () => {
    const { body } = await send(SAMPLE, cookies.mine);
    const other = await api.call('GET', `/imports/${body.id}`, { as: cookies.colleague });
    expect(other.status).toBe(404);
    await rested(body.id, cookies.mine);
  });
});

describe('a review', () => {
  it('shows the text, every task in it and what became of every clause', async () => {
    const body = await review(await imported());
    const [first] = body.tasks;
    expect(body.text.slice(first.start, first.end).replace(/\s/g, '')).toBe(
      first.quote.replace(/\s/g, ''),
    );
    for (const { start, end, text } of body.clauses.filter(
      ({ as }: { as: string }) => as === 'task',
    )) {
      expect(body.text.slice(start, end).replace(/\s/g, '')).toContain(
        text.replace(/\s/g, '').slice(0, 4),
      );
    }
    const { clauses, tasks, rules, parts, dismissed } = body.coverage;
    expect(tasks + rules + parts + dismissed).toBe(clauses);
    expect(body.coverage.percent).toBeLessThan(100);
    expect(body.tasks.some(({ card }: { card: unknown }) => card !== null)).toBe(true);
  });

  it.each([
    ['mine', 200, 200],
    ['colleague', 200, 200],
    ['supervisor', 200, 403],
    ['admin', 200, 403],
    ['foreign', 404, 404],
    ['unit', 404, 404],
  ] as const)('lets %s read (%i) and work (%i)', async (who, reads, works) => {
    const id = await imported();
    const as = cookies[who];
    expect((await api.call('GET', `/plans/${id}/review`, { as })).status).toBe(reads);
    expect((await api.call('GET', `/plans/${id}/names`, { as })).status).toBe(reads);
    const answer = await edit(id, as, { kind: 'review', task: 't01', revision: 0 });
    expect(answer.status).toBe(works);
    const turned = await api.call('POST', `/plans/${id}/review/edits/1/undo`, {
      as,
      body: { seen: 0 },
    });
    expect(turned.status).toBe(
      works === 200 && who !== 'mine' && who !== 'colleague' ? 404 : works,
    );
    const names = { written: '没有', seen: { units: [], reason: null }, units: [] };
    const named = await api.call('POST', `/plans/${id}/names`, { as, body: names });
    expect(named.status).toBe(works === 200 ? 404 : works);
  });

  it('opens a draft of nobody’s to every coordinator', async () => {
    const id = await imported();
    await database().update(plan).set({ coordinatorUnitId: null }).where(eq(plan.id, id));
    const answer = await edit(id, cookies.foreign, { kind: 'review', task: 't01', revision: 0 });
    expect(answer.status).toBe(200);
    expect((await api.call('GET', `/plans/${id}/review`, { as: cookies.unit })).status).toBe(404);
  });

  it('is over when the plan is launched', async () => {
    const id = await imported();
    await database().update(plan).set({ state: 'running' }).where(eq(plan.id, id));
    const answer = await edit(id, cookies.mine, { kind: 'review', task: 't01', revision: 0 });
    expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('已经启动')]);
  });

  it('reaches 100 % when every task is reviewed and every other clause seen', async () => {
    const id = await imported();
    const body = await review(id);
    let last = body;
    for (const { key, revision } of body.tasks) {
      last = (await edit(id, cookies.mine, { kind: 'review', task: key, revision })).body;
    }
    expect(last.coverage.percent).toBeLessThan(100);
    const clauses = body.clauses.map(({ at }: { at: number }) => at);
    last = (await edit(id, cookies.mine, { kind: 'see-clauses', clauses })).body;
    expect(last.coverage.percent).toBe(100);
  });
});

const change = (changes: object, revision = 0) => ({
  kind: 'change',
  task: 't01',
  revision,
  changes,
});

describe('two reviewers at once', () => {
  it('merges what they change in different fields', async () => {
    const id = await imported();
    const [one, other] = await Promise.all([
      edit(id, cookies.mine, change({ title: '甲改的标题' })),
      edit(id, cookies.colleague, change({ support: ['县财政局'] })),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
    const { tasks, others } = await review(id);
    expect(tasks[0]).toMatchObject({ title: '甲改的标题', support: ['县财政局'], revision: 2 });
    expect(others).toMatchObject([{ name: '李协调' }]);
  });

  it('refuses the second of two in one field, and tells both versions', async () => {
    const id = await imported();
    await edit(id, cookies.mine, change({ title: '甲改的标题' }));
    const second = await edit(id, cookies.colleague, change({ title: '乙改的标题' }));
    expect(second.status).toBe(409);
    expect(second.body.detail).toContain('标题已由周协调改为“甲改的标题”，您要改为“乙改的标题”');
    const same = await edit(id, cookies.colleague, change({ title: '甲改的标题' }));
    expect(same.status).toBe(200);
    const after = await edit(id, cookies.colleague, change({ title: '乙改的标题' }, 1));
    expect(after.status).toBe(200);
  });

  it('tells who works on a task that somebody has dismissed, why', async () => {
    const id = await imported();
    const reason = '属于号召';
    await edit(id, cookies.mine, { kind: 'dismiss', task: 't01', revision: 0, reason });
    const late = await edit(id, cookies.colleague, change({ title: '乙改的标题' }));
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain('已由周协调标为不作任务（属于号召）');
    const back = await edit(id, cookies.colleague, { kind: 'restore', task: 't01', revision: 1 });
    expect(back.status).toBe(200);
  });

  it('does not take a look at what was there before for a look at what is there now', async () => {
    const id = await imported();
    await edit(id, cookies.mine, change({ title: '甲改的标题' }));
    const blind = await edit(id, cookies.colleague, { kind: 'review', task: 't01', revision: 0 });
    expect([blind.status, blind.body.detail]).toEqual([409, expect.stringContaining('周协调')]);
  });

  it('answers with all that others did since one looked', async () => {
    const id = await imported();
    const { version } = await review(id);
    await edit(id, cookies.mine, change({ title: '甲改的标题' }));
    const answer = await edit(
      id,
      cookies.colleague,
      { kind: 'review', task: 't02', revision: 0 },
      version,
    );
    const keys = answer.body.tasks.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(['t01', 't02']);
  });
});

describe('acts of a review', () => {
  it('can be taken back and done again, one by one, until somebody changed the same', async () => {
    const id = await imported();
    const before = (await review(id)).tasks[0].title;
    const titled = { kind: 'change', task: 't01', revision: 0, changes: { title: '新标题' } };
    const { body } = await edit(id, cookies.mine, titled);
    const turn = (turned: 'undo' | 'redo') =>
      api.call('POST', `/plans/${id}/review/edits/${body.undo.id}/${turned}`, {
        as: cookies.mine,
        body: { seen: 0 },
      });
    expect(body.undo).toMatchObject({ kind: 'change', tasks: ['t01'], clauses: [] });
    const undone = await turn('undo');
    expect([undone.body.tasks[0].title, undone.body.undo]).toEqual([before, null]);
    expect((await turn('redo')).body.tasks[0].title).toBe('新标题');
    const { revision } = (await review(id)).tasks[0];
    await edit(id, cookies.colleague, { ...titled, revision, changes: { title: '别的标题' } });
    const late = await turn('undo');
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('李协调')]);
    const path = `/plans/${id}/review/tasks/t01/edits`;
    const { body: history } = await api.call('GET', path, { as: cookies.mine });
    expect(history.map(({ kind, by }: { kind: string; by: string }) => [kind, by])).toEqual([
      ['change', '李协调'],
      ['redo', '周协调'],
      ['undo', '周协调'],
      ['change', '周协调'],
    ]);
    expect(history[0].fields).toEqual(['标题']);
  });

  it('splits a task, joins it again and takes both back', async () => {
    const id = await imported();
    const body = await review(id);
    const long = body.tasks.find(({ quote }: { quote: string }) => quote.includes('，'));
    const at = long.quote.indexOf('，', 5) + 1;
    const of = { task: long.key, revision: long.revision };
    const split = await edit(id, cookies.mine, { kind: 'split', ...of, at }, body.version);
    expect(split.status).toBe(200);
    const [first, second] = split.body.tasks;
    expect(long.quote.startsWith(first.quote)).toBe(true);
    expect(long.quote.endsWith(second.quote)).toBe(true);
    const merged = await edit(id, cookies.mine, {
      kind: 'merge',
      task: first.key,
      revision: first.revision,
      others: [{ task: second.key, revision: second.revision }],
    });
    const taken = merged.body.tasks.find(({ key }: { key: string }) => key === second.key);
    expect(taken.dismissed).toBe(`并入任务 ${first.key}`);
    for (let turns = 0; turns < 2; turns += 1) {
      const { undo } = await review(id);
      await api.call('POST', `/plans/${id}/review/edits/${undo.id}/undo`, {
        as: cookies.mine,
        body: { seen: 0 },
      });
    }
    const after = await review(id);
    expect(after.tasks.length).toBe(body.tasks.length);
    const again = after.tasks.find(({ key }: { key: string }) => key === long.key);
    expect({ ...again, revision: 0, changedBy: null, changedAt: null }).toEqual(long);
  });

  it('makes a task of a clause that was none, and refuses to make two', async () => {
    const id = await imported();
    const body = await review(id);
    const clause = body.clauses.find(({ as }: { as: string }) => as === 'dismissed');
    const made = await edit(id, cookies.mine, { kind: 'make-task', clause: clause.at });
    const task = made.body.tasks.find(({ quote }: { quote: string }) => quote === clause.text);
    expect(task).toMatchObject({ reviewed: false, revision: 1 });
    const again = await edit(id, cookies.colleague, { kind: 'make-task', clause: clause.at });
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining(task.key)]);
  });

  it('is one act however often it is sent', async () => {
    const id = await imported();
    const body = await review(id);
    const clause = body.clauses.find(({ as }: { as: string }) => as === 'dismissed').at;
    for (let times = 0; times < 2; times += 1) {
      const answer = await edit(id, cookies.mine, { kind: 'make-task', clause }, 0, 'the same key');
      expect(answer.status).toBe(200);
    }
    expect(await database().$count(reviewEdit)).toBe(1);
    expect(await database().$count(taskTable, eq(taskTable.planId, id))).toBe(
      body.tasks.length + 1,
    );
  });

  it('names each fault of what cannot be taken', async () => {
    const id = await imported();
    const changes = { title: ' ', counts: ['很多次'], deadline: { words: '尽快' } };
    const { status, body } = await edit(id, cookies.mine, {
      kind: 'change',
      task: 't01',
      revision: 0,
      changes,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ says }: { says: string }) => says.slice(0, 2))).toEqual([
      '标题',
      '数量',
      '时限',
    ]);
  });

  it('previews how words of time are read, and says what is wrong with them', async () => {
    const id = await imported();
    const read = async (words: string) =>
      (
        await api.call('POST', `/plans/${id}/review/reading`, {
          as: cookies.mine,
          body: { words },
        })
      ).body;
    const { card, fault } = await read('每季度末月25日前');
    expect(fault).toBe(null);
    expect(card.dates).toEqual(['2024-03-25', '2024-06-25', '2024-09-25', '2024-12-25']);
    expect(card.others.length).toBeGreaterThan(0);
    expect((await read('11月31日前')).fault).toContain('不存在');
    expect((await read('抓紧')).fault).toContain('没有读出时间');
  });

  it('settles names, several units for a collective, unless somebody decided otherwise', async () => {
    const id = await imported();
    const { body } = await api.call('GET', `/plans/${id}/names`, { as: cookies.mine });
    const open = body.names.find(({ settled }: { settled: unknown }) => settled === null);
    const decide = (as: string, said: object) =>
      api.call('POST', `/plans/${id}/names`, {
        as,
        body: { written: open.written, seen: { units: [], reason: null }, ...said },
      });
    const settled = await decide(cookies.mine, { units: ['县教育局', '县财政局'] });
    const now = settled.body.names.find(
      ({ written }: { written: string }) => written === open.written,
    );
    expect(now).toMatchObject({ settled: 'person', units: ['县教育局', '县财政局'] });
    const late = await decide(cookies.colleague, { leaveOut: '对方单位' });
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('县教育局')]);
  });
});
