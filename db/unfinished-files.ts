import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { takeEvidence } from './evidence-intake.ts';
import type { FileStore, StoredFile } from './files.ts';

/** What is known of a file that is being sent in pieces. */
export type Unfinished = {
  id: string;
  /** Whose it is: a file of one link is not there for another. */
  owner: string;
  name: string;
  /** As its sender says; once it is stored, as its bytes say. */
  mediaType: string;
  size: number;
  at: number;
  /** Where its bytes went once a form brought it. */
  stored: StoredFile | null;
};

/** Files that come in pieces, over lines that drop. They wait for the form that brings them. */
export type UnfinishedFiles = {
  begin: (file: Omit<Unfinished, 'stored'>) => Promise<void>;
  find: (owner: string, id: string) => Promise<(Unfinished & { received: number }) | null>;
  /** Writes on from an offset; what arrived before a line dropped stays. The new offset. */
  write: (owner: string, id: string, offset: number, bytes: Readable) => Promise<number>;
  /**
   * Stores what is whole, once; null when it is not there or not whole.
   *
   * @throws InputError for what is no evidence
   */
  settle: (owner: string, id: string) => Promise<(Unfinished & { stored: StoredFile }) | null>;
  remove: (owner: string, id: string) => Promise<void>;
  /** How much an owner has begun since the last sweep that took it: in files and bytes. */
  heldBy: (owner: string) => Promise<{ files: number; bytes: number }>;
  /** Removes what was begun before an instant; how many there were. */
  sweep: (before: number) => Promise<number>;
};

const NAME = /^[\w-]+$/;

/** Files in pieces under a folder, each beside what is known of it. */
export function unfinishedIn(folder: string, put: FileStore['put']): UnfinishedFiles {
  const place = (owner: string, name = '') => join(folder, owner, name);
  const known = (owner: string, id: string) => place(owner, `${id}.json`);
  const bytesOf = (owner: string, id: string) => place(owner, `${id}.part`);

  async function read(owner: string, id: string): Promise<Unfinished | null> {
    if (!NAME.test(owner) || !NAME.test(id)) return null;
    const text = await orNull(readFile(known(owner, id), 'utf8'));
    return text === null ? null : parsed(text);
  }

  async function write(file: Unfinished): Promise<void> {
    const part = place(file.owner, `${randomUUID()}.new`);
    await writeFile(part, JSON.stringify(file));
    await rename(part, known(file.owner, file.id));
  }

  async function allOf(owner: string): Promise<Unfinished[]> {
    const names = (await orNull(readdir(place(owner)))) ?? [];
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    const found = await Promise.all(ids.map((id) => read(owner, id)));
    return found.filter((file) => file !== null);
  }

  async function remove(owner: string, id: string): Promise<void> {
    await rm(bytesOf(owner, id), { force: true });
    await rm(known(owner, id), { force: true });
  }

  async function sizeOf(owner: string, id: string): Promise<number> {
    return (await orNull(stat(bytesOf(owner, id))))?.size ?? 0;
  }

  type Settled = Unfinished & { stored: StoredFile };
  const settling = new Map<string, Promise<Settled | null>>();

  async function settle(owner: string, id: string): Promise<Settled | null> {
    const file = await read(owner, id);
    if (file === null) return null;
    if (file.stored !== null) return { ...file, stored: file.stored };
    if ((await sizeOf(owner, id)) !== file.size) return null;
    const bytes = createReadStream(bytesOf(owner, id));
    const { mediaType, ...stored } = await takeEvidence({ put }, file.name, bytes);
    const whole = { ...file, mediaType, stored };
    await write(whole);
    await rm(bytesOf(owner, id), { force: true });
    return whole;
  }

  return {
    begin: async (file) => {
      await mkdir(place(file.owner), { recursive: true });
      await writeFile(bytesOf(file.owner, file.id), '');
      await write({ ...file, stored: null });
    },
    find: async (owner, id) => {
      const file = await read(owner, id);
      if (file === null) return null;
      const received = file.stored === null ? await sizeOf(owner, id) : file.size;
      return { ...file, received };
    },
    write: async (owner, id, offset, bytes) => {
      const target = createWriteStream(bytesOf(owner, id), { flags: 'r+', start: offset });
      await pipeline(bytes, target);
      return offset + target.bytesWritten;
    },
    settle: (owner, id) => {
      // a second tap waits for the first: the bytes are there only once
      const running = settling.get(id) ?? settle(owner, id).finally(() => settling.delete(id));
      settling.set(id, running);
      return running;
    },
    remove,
    heldBy: async (owner) => {
      const files = await allOf(owner);
      return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
    },
    sweep: async (before) => {
      let removed = 0;
      for (const owner of (await orNull(readdir(folder))) ?? []) {
        for (const { id, at } of await allOf(owner)) {
          if (at >= before) continue;
          await remove(owner, id);
          removed += 1;
        }
      }
      return removed;
    },
  };
}

function parsed(text: string): Unfinished {
  const file: Unfinished = JSON.parse(text);
  return file;
}

/** Null for what is not there. */
async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
