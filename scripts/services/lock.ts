import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusedError } from '../../plan/errors.ts';
import { birth, isCode } from './process.ts';

type Owner = { pid: number; birth: string | null };

export type Lock = {
  /** Whether the process that had it before was killed. */
  takenOver: boolean;
  release: () => void;
};

/**
 * Takes a data folder for this process. The lock of a process that no longer runs is taken over.
 * @throws RefusedError while another process holds it.
 */
export function takeLock(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'start.lock');
  const mine: Owner = { pid: process.pid, birth: birth(process.pid) };
  const takenOver = !write(file, mine);
  if (takenOver) takeOver(file, mine);
  const release = () => {
    if (read(file)?.pid === mine.pid) rmSync(file, { force: true });
  };
  return { takenOver, release };
}

function takeOver(file: string, mine: Owner): void {
  const owner = read(file);
  if (owner !== null && isRunning(owner)) throw refusal(file, owner.pid);
  rmSync(file, { force: true });
  if (!write(file, mine)) throw refusal(file, read(file)?.pid ?? 0);
}

/** A process id alone is not enough: after a restart of the machine it may belong to another one. */
const isRunning = (owner: Owner) => owner.birth !== null && birth(owner.pid) === owner.birth;

function refusal(file: string, pid: number): RefusedError {
  return new RefusedError(
    `已有一个 npm start 在使用这个数据文件夹（进程 ${pid}）：请先停止它，或用 DATA_DIR 另选文件夹（${file}）`,
  );
}

/** Writes the lock whole or not at all; false when there is one. */
function write(file: string, owner: Owner): boolean {
  const part = `${file}.${process.pid}`;
  writeFileSync(part, JSON.stringify(owner));
  try {
    linkSync(part, file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(part);
  }
}

function read(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
