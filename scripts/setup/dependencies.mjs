import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, SetupError } from './faults.mjs';
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
    await step('安装依赖', () => install(folder));
    writeFileSync(stamp, wanted);
  }
  linkCommand(modules);
}

/** Makes `npx duban` find the command: npm links the commands of dependencies, not a project's own. */
function linkCommand(modules) {
  const link = join(modules, '.bin/duban');
  if (!existsSync(link)) symlinkSync('../../bin/duban.mjs', link);
}

// Node itself and PostgreSQL's libraries come by install scripts; tests need the development packages.
const flags = ['--ignore-scripts=false', '--include=dev', '--no-audit', '--no-fund'];

async function install(folder) {
  let result = await npm(folder, 'ci');
  // A lock file that some registry made incomplete: npm ci refuses it, npm install fills the gaps.
  if (/\bEUSAGE\b/.test(result.output)) result = await npm(folder, 'install', '--no-save');
  const { code, output, missing } = result;
  if (code === 0) return;
  if (missing) {
    throw new SetupError('找不到 npm：请重新安装 Node.js（npm was not found: reinstall Node.js）');
  }
  const errors = output.split('\n').filter((line) => /err/i.test(line));
  throw new SetupError(`${explain(output) ?? 'npm 失败（npm failed）'}\n${head(errors)}`);
}

function npm(folder, ...command) {
  const [program, ...before] = npmCommand();
  return quietly(program, [...before, ...command, ...flags], { cwd: folder });
}

const head = (lines) => lines.slice(0, 8).join('\n');

function npmCommand() {
  const running = process.env.npm_execpath ?? '';
  return running.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
