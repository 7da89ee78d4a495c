import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { event, eventFile, occurrence, task } from '../../db/schema.ts';
import { readDocument } from '../../documents/read.ts';
import { dubanIn } from '../harness/command-line.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let folder: string;
let ids: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-close-'));
  year = await openTestYear('2024-03-05');
  const titles = ['选派教师', '举办培训', '支付补助', '开展互访'];
  const { planId, taskIds } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: titles.map((title) => ({ title, due: ['2024-06-28'], lead: ['县教育局'] })),
  });
  await year.db
    .update(task)
    .set({ verification: 'leader' })
    .where(eq(task.id, taskIds[3] ?? 0));
  await year.launch(planId);
  const rows = await year.db.select().from(occurrence).orderBy(asc(occurrence.taskId));
  ids = rows.map(({ id }) => id);
  for (const id of ids)
    await giveCommand(year.commander, id, commandOf({ kind: 'complete' as const }), '均已完成');
});

afterAll(async () => {
  await year.close();
  rmSync(folder, { recursive: true });
});

const duban = (...args: string[]) => dubanIn(year, folder, args);

const states = async () => {
  const rows = await year.db.select().from(occurrence).orderBy(asc(occurrence.taskId));
  return rows.map(({ state }) => state);
};

it('lists the claims, and names those that are to be looked at before they are closed', async () => {
  const listed = await duban('close', '1');
  expect(listed.out).toContain('等待销号 4 项');
  expect(listed.out).toContain('抽查');
  const refused = await duban('close', '1', '--all', '--as', '周协调');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.out).toContain('抽查 1 项');
  expect(await states()).toEqual(['completed', 'completed', 'completed', 'completed']);
});

it('leaves to the leader what the leader verifies', async () => {
  const refused = await duban('close', '1', '--all', '--checked', '--as', '周协调');
  expect(refused.out).toContain('4 须由督办领导销号');
});

it('closes the rest in one change, and marks in the ledger what was looked at', async () => {
  const closed = await duban(
    'close',
    '1',
    '--all',
    '--checked',
    '--except',
    '3,4',
    '--as',
    '周协调',
  );
  expect(closed.out).toContain('涉及 2 项');
  expect(await states()).toEqual(['closed', 'closed', 'completed', 'completed']);
  const events = await year.db.select().from(event).where(eq(event.kind, 'close'));
  expect(events.map(({ personId, data }) => [personId !== null, data['changeId']])).toEqual([
    [true, 1],
    [true, 1],
  ]);
});

it('closes what the leader signed on paper, with the list as its proof', async () => {
  const path = join(folder, 'list.docx');
  expect((await duban('close', '1', '--list', path)).out).toContain('销号清单（2 项）');
  const { text } = await readDocument(new Uint8Array(readFileSync(path)), 'list.docx');
  expect(text).toContain('开展互访');
  const scan = join(folder, 'signed.pdf');
  writeFileSync(scan, '%PDF-1.4 signed');
  const closed = await duban('close', '1', '--all', '--signed', scan, '--as', '周协调');
  expect(closed).toMatchObject({ code: 0 });
  expect(await states()).toEqual(['closed', 'closed', 'closed', 'closed']);
  const files = await year.db.select().from(eventFile);
  expect(files.map(({ occurrenceId }) => occurrenceId).toSorted()).toEqual(ids.slice(2).toSorted());
});

it('names what it does not know', async () => {
  expect((await duban('close', '1', '--only', '9.9')).out).toContain('没有 9.9');
  expect((await duban('close', '1', '--all', '--as', '周协调')).out).toContain(
    '没有等待销号的事项',
  );
  expect((await duban('close', '1', '--all', '--as', '县教育局联系人')).code).toBe(1);
});
