import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../scripts/services/lock.ts';
import { birth } from '../../../scripts/services/process.ts';
import { useDataFolder } from './data-folder.ts';

const state = useDataFolder();

const file = () => join(state.dataDir, 'start.lock');

describe('the lock of a data folder', () => {
  it('is given back', () => {
    takeLock(state.dataDir).release();
    expect(existsSync(file())).toBe(false);
  });

  it('keeps a second start out while the first one runs', () => {
    const owner = { pid: process.ppid, birth: birth(process.ppid) };
    writeFileSync(file(), JSON.stringify(owner));
    expect(() => takeLock(state.dataDir)).toThrow(`进程 ${process.ppid}`);
  });

  it.each([
    ['no longer runs', { pid: 2 ** 30, birth: '1' }],
    ['gave its id to another', { pid: process.ppid, birth: '1' }],
  ])('is taken over from a process that %s', (_, owner) => {
    writeFileSync(file(), JSON.stringify(owner));
    const lock = takeLock(state.dataDir);
    expect(lock.takenOver).toBe(true);
    expect(JSON.parse(readFileSync(file(), 'utf8')).pid).toBe(process.pid);
    lock.release();
  });

  it('is taken over when it was left half written', () => {
    writeFileSync(file(), '{"pid":');
    takeLock(state.dataDir).release();
    expect(existsSync(file())).toBe(false);
  });
});
