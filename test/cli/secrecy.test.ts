import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContext } from '../../cli/context.ts';
import { importCommand } from '../../cli/import.ts';
import { connect } from '../../db/connect.ts';
import { plan } from '../../db/schema.ts';
import { extractedPlan } from '../harness/extracted.ts';
import { freshDatabase } from '../harness/postgres.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-secrecy-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

/** Imports a document of such words; answers how many plans there are then. */
async function importing(sourceText: string, ...options: string[]): Promise<number> {
  const file = join(folder, 'plan.txt');
  await writeFile(file, sourceText);
  const context = openContext({ DATABASE_URL: database.url }, () => {});
  const extract = () => Promise.resolve({ extracted: extractedPlan(), sourceText });
  try {
    const args = [file, '--home', '青禾县', ...options];
    await importCommand(context, extract).parseAsync(args, { from: 'user' });
  } finally {
    await context.close();
  }
  return await plans();
}

async function plans(): Promise<number> {
  const { db, close } = connect(database.url);
  const count = await db.$count(plan);
  await close();
  return count;
}

it('takes a secret document in never, and keeps nothing of it', async () => {
  await expect(importing('机密★1年\n方案')).rejects.toThrow('标有密级“机密”');
  await expect(importing('机密★1年\n方案', '--internal')).rejects.toThrow('标有密级“机密”');
  expect(await plans()).toBe(0);
});

it('takes an internal document in when somebody says that it may be', async () => {
  await expect(importing('内部资料\n方案')).rejects.toThrow('--internal');
  expect(await plans()).toBe(0);
  expect(await importing('内部资料\n方案', '--internal')).toBe(1);
});
