import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { letter, occurrence } from '../../db/schema.ts';
import { readDocument } from '../../documents/read.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Duties, openDuties } from '../harness/duty.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';

let database: FreshDatabase;
let connection: Connection;
let duties: Duties;
let folder: string;
const START = beijingInstant('2024-04-08', 10);

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url);
  folder = mkdtempSync(join(tmpdir(), 'duban-letter-'));
  duties = await openDuties(connection.db, {
    units: ['县教育局', '云岭县教育局', '云岭县财政局'],
    tasks: [
      { due: ['2024-06-28'], title: '选派教师', lead: ['云岭县教育局'] },
      {
        due: ['2024-06-28'],
        title: '互访交流',
        lead: ['县教育局', '云岭县财政局'],
        count: { op: '>=', value: 4, unit: '次', per: 'year' },
      },
    ],
  });
  for (const id of duties.ids) await duties.begin(id, START);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function duban(...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const output = {
    out: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
  };
  const shift = beijingInstant('2024-05-06', 10) - Date.now();
  const env = { DATABASE_URL: database.url, DATA_DIR: folder, DUBAN_SHIFT: String(shift) };
  return { code: await run(args, env, output), out: lines.join('\n') };
}

it('gathers what lies with the other side into one letter a month, as a Word document', async () => {
  const path = join(folder, 'letter.docx');
  const first = await duban('letter', '1', '--out', path);
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain('已汇集 1 项');
  const { text } = await readDocument(new Uint8Array(readFileSync(path)), 'letter.docx');
  expect(text).toContain('云岭县有关工作办公室：');
  expect(text).toContain('选派教师');
  expect(text).not.toContain('互访交流');

  const mine = duties.ids.find((id) => id.includes('/2/')) ?? '';
  await duties.command(mine, START, { kind: 'complete', amount: 4 });
  const kept = await duban('letter', '1', '--out', path, '--force');
  expect(kept.out).toContain('本月已有一份');
  const again = await duban('letter', '1', '--out', path, '--force', '--again');
  expect(again.out).toContain('已汇集 2 项');
  const second = await readDocument(new Uint8Array(readFileSync(path)), 'letter.docx');
  expect(second.text).toContain('我方统计为 4 次');
  expect(await connection.db.$count(letter)).toBe(1);
  await connection.db
    .update(occurrence)
    .set({ confirmedOn: '2024-05-05' })
    .where(eq(occurrence.id, mine));
  const { out } = await duban('letter', '1', '--json');
  expect(JSON.parse(out)).toMatchObject({ items: [{ title: '选派教师', asks: 'act' }] });
});

it('does not write over a file by itself', async () => {
  const path = join(folder, 'letter.docx');
  const { code, out } = await duban('letter', '1', '--out', path);
  expect(code).toBe(1);
  expect(out).toContain('文件已经存在');
});
