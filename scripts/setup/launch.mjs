import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram, programs } from './binaries.mjs';
import { projectNode, root } from './paths.mjs';

/** Reads `.env` of the project, where there is one; a variable that is already set wins. */
export function loadEnvFile() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile?.(file);
}

/** Runs a file of the project under its Node until it ends, and then ends this process likewise. */
export function launch(file, args) {
  const child = spawn(projectNode(), [file, ...args], { stdio: 'inherit', env: environment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => pass(child, signal));
  child.on('error', (error) => {
    console.error(`✗ ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => endLike(code, signal));
  if (process.env.npm_lifecycle_event) followParent(child);
}

// A terminal sends Ctrl-C to every process of the group: passing it on would make it two.
function pass(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}

/** npm may be killed without a chance to pass it on: then its parent's end is ours. */
function followParent(child) {
  const parent = process.ppid;
  const timer = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000);
  timer.unref();
}

function endLike(code, signal) {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function environment() {
  return {
    ...process.env,
    TZ: 'Asia/Shanghai',
    PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
    DUBAN_PARENT: String(process.pid),
    ...foundPrograms(),
  };
}

function foundPrograms() {
  const found = Object.values(programs).map((program) => [program.variable, look(program)]);
  return Object.fromEntries(found.filter(([, path]) => path !== null));
}

/** A variable that names no program is a fault only for the scripts that need the program. */
function look(program) {
  try {
    return findProgram(program);
  } catch {
    return null;
  }
}
