import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureProgram, programs } from './binaries.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { explain, SetupError } from './faults.mjs';
import { launch, loadEnvFile } from './launch.mjs';
import { projectNode, root } from './paths.mjs';

const needs = { start: ['cli'], demo: ['testServer'], check: [] };
const everything = ['cli', 'testServer'];

/** Sets up what a script needs and runs it; a fault is told in words and ends with exit code 1. */
export async function runScript(name, args) {
  const file = join(root, `scripts/${name}.ts`);
  if (!existsSync(file)) return fail(new SetupError(`没有 scripts/${name}.ts（no such script）`));
  if (name !== 'test') loadEnvFile(); // tests never meet the real services
  try {
    await ensureDependencies();
    requireNode();
    for (const program of programsFor(name)) await ensureProgram(programs[program]);
    if (name === 'test') await ensureBrowser();
  } catch (error) {
    return fail(error);
  }
  launch(file, args);
}

/** Which of Temporal's programs a script starts. */
export function programsFor(name, env = process.env) {
  if (name === 'start' && env.TEMPORAL_ADDRESS) return [];
  return needs[name] ?? everything;
}

function requireNode() {
  if (projectNode() !== null) return;
  throw new SetupError(
    '缺少 Node 24：请删除 node_modules 后重试（Node 24 did not install: delete node_modules and try again）',
  );
}

/** Prints a fault: what it is and what to do for known causes, everything for others. */
export function fail(error) {
  const known =
    error instanceof SetupError ? error.message : explain(`${error.code} ${error.message}`);
  console.error(`✗ ${known ?? error.stack}`);
  process.exitCode = 1;
}
