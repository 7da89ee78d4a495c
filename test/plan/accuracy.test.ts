import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readDocument } from '../../documents/read.ts';
import { extractPlan } from '../../plan/extract.ts';

// annotated plans may lie beside the repository; they are not part of it
const shared = join(import.meta.dirname, '../../../shared');
const [gold, plans] = [join(shared, 'extraction/gold'), join(shared, 'plans')];
const scorer = join(shared, 'extraction/score.mjs');
const name = '003_79f840fcbaab8b61';

const Scores = z.object({
  documents: z.array(z.object({ document: z.string(), f1: z.number(), right: z.number() })),
});

it.skipIf(!existsSync(scorer))('reads an annotated plan nearly as a reader does', async () => {
  const out = mkdtempSync(join(tmpdir(), 'duban-'));
  const plan = extractPlan(await readDocument(readFileSync(join(plans, `${name}.txt`)), name));
  writeFileSync(join(out, `${name}.json`), JSON.stringify(plan));
  const printed = execFileSync(process.execPath, [scorer, gold, out, plans, '--json'], {
    encoding: 'utf8',
  });
  rmSync(out, { recursive: true });
  const { documents } = Scores.parse(JSON.parse(printed));
  const scores = documents.find(({ document }) => document === name);
  expect(scores?.f1).toBeGreaterThanOrEqual(0.95);
  expect(scores?.right).toBeGreaterThanOrEqual(0.9);
});
