#!/usr/bin/env node
// `npx duban …`: runs cli/index.ts under the project's own Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureProgram, programs } from '../scripts/setup/binaries.mjs';
import { launch, loadEnvFile } from '../scripts/setup/launch.mjs';
import { projectNode, root } from '../scripts/setup/paths.mjs';
import { fail } from '../scripts/setup/run.mjs';

const args = process.argv.slice(2);
if (projectNode() === null || !existsSync(join(root, 'node_modules'))) {
  console.error(
    '✗ 尚未安装：请先运行一次 npm start 或 npm test（not set up: run npm start or npm test once）',
  );
  process.exit(1);
}
loadEnvFile();
try {
  if (args[0] === 'rehearse') await ensureProgram(programs.testServer);
  launch(join(root, 'cli/index.ts'), args);
} catch (error) {
  fail(error);
}
