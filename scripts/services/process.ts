import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The command line of a running process; null when there is none (or it is a zombie). */
export function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return process.platform === 'linux' ? null : ps(pid, 'args=');
  }
}

/** When a process began, as an opaque text: with its id it names one process for good. */
export function birth(pid: number): string | null {
  try {
    // Field 22; the name in brackets before it may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? null;
  } catch {
    return process.platform === 'linux' ? null : ps(pid, 'lstart=');
  }
}

/** Ends a process: `first` signal, then SIGKILL for one that is still there after `patience` ms. */
export async function endProcess(
  pid: number,
  first: NodeJS.Signals,
  patience = 10_000,
): Promise<void> {
  send(pid, first);
  if (await until(() => commandLine(pid) === null, patience)) return;
  send(pid, 'SIGKILL');
  await until(() => commandLine(pid) === null, 5000);
}

/** Waits until a check holds; false when it did not within `patience` ms. */
export async function until(
  check: () => boolean | Promise<boolean>,
  patience: number,
): Promise<boolean> {
  const end = Date.now() + patience;
  while (!(await check())) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** Whether an error is one of the system's with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

function ps(pid: number, column: string): string | null {
  const { status, stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() || null : null;
}
