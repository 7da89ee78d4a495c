import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endProcess, until } from './process.ts';

/** A process that another one keeps running. */
export type Service = {
  pid: number;
  /** Settles when the process has ended, with how. */
  exited: Promise<string>;
  /** Asks it to end, and ends it hard when it does not. */
  stop: () => Promise<void>;
  /** Ends it at once. */
  kill: () => void;
};

type Named = { name: string; logFile: string };

export type ServiceOptions = SpawnOptions & {
  logFile: string;
  stopSignal?: NodeJS.Signals;
  killSignal?: NodeJS.Signals;
  /** Gives the process a channel whose end tells it that its parent died; see leash.mjs. */
  leash?: boolean;
};

const largestLog = 10_000_000;

/** Starts a program in the background; what it prints is added to `logFile`. */
export function startService(
  program: string,
  args: string[],
  {
    logFile,
    stopSignal = 'SIGTERM',
    killSignal = 'SIGKILL',
    leash = false,
    ...options
  }: ServiceOptions,
): Service {
  const log = openLog(logFile);
  const child = spawn(program, args, {
    // Its own group: Ctrl-C in the terminal reaches start.ts alone, which stops all in order.
    detached: true,
    ...options,
    stdio: leash ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
  });
  closeSync(log);
  const exited = ending(child);
  const pid = child.pid ?? 0;
  const stop = async () => {
    if (pid !== 0) await endProcess(pid, stopSignal);
    await exited;
  };
  return { pid, exited, stop, kill: () => child.kill(killSignal) };
}

/** Starts a file of the project under Node; it ends when this process does, whatever ends it. */
export function startNode(args: string[], options: ServiceOptions): Service {
  const leash = join(import.meta.dirname, 'leash.mjs');
  return startService(process.execPath, ['--import', leash, ...args], { ...options, leash: true });
}

/**
 * Waits until a service answers; else ends it.
 * @throws Error with the last lines of its log when it ends early or is not up within a minute.
 */
export async function whenReady(
  service: Service,
  { name, logFile }: Named,
  check: () => Promise<boolean>,
): Promise<void> {
  let ended: string | null = null;
  void service.exited.then((how) => (ended = how));
  try {
    const up = await until(async () => ended !== null || (await check()), 60_000);
    if (up && ended === null) return;
  } catch (error) {
    await service.stop();
    throw error;
  }
  await service.stop();
  throw new Error(`${name} 没有启动（${ended ?? '超时'}），日志 ${logFile}：\n${logTail(logFile)}`);
}

/** The last lines of a log file, for the person who must know why something ended. */
function logTail(file: string, lines = 5): string {
  const text = readFileSync(file, 'utf8').trim().split('\n').slice(-lines);
  return text.map((line) => `    ${line}`).join('\n');
}

function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `退出码 ${code}` : `信号 ${signal}`),
    );
  });
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}
