import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, SetupError, tail } from './faults.mjs';
import { root } from './paths.mjs';
import { quietly, step } from './steps.mjs';

/** Installs the packages of the lock file when they are missing or the lock file has changed. */
export async function ensureDependencies(folder = root) {
  const modules = join(folder, 'node_modules');
  const stamp = join(modules, '.duban-setup');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (isLink(modules)) return; // someone shares one installation between several clones
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    await step('安装依赖（npm ci）', () => install(folder));
    writeFileSync(stamp, wanted);
  }
  linkCommand(modules);
}

/** Makes `npx duban` find the command: npm links the commands of dependencies, not a project's own. */
function linkCommand(modules) {
  const link = join(modules, '.bin/duban');
  if (!existsSync(link)) symlinkSync('../../bin/duban.mjs', link);
}

async function install(folder) {
  const [program, ...before] = npmCommand();
  // Node itself and PostgreSQL's libraries come by install scripts; tests need the development packages.
  const flags = ['ci', '--ignore-scripts=false', '--include=dev', '--no-audit', '--no-fund'];
  const { code, output, missing } = await quietly(program, [...before, ...flags], { cwd: folder });
  if (code === 0) return;
  if (missing)
    throw new SetupError('找不到 npm：请重新安装 Node.js（npm was not found: reinstall Node.js）');
  throw new SetupError(`${explain(output) ?? 'npm ci 失败（npm ci failed）'}\n${tail(output)}`);
}

function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  return running.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
