import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type UnfinishedFiles, unfinishedIn } from './unfinished-files.ts';

export type StoredFile = { sha256: string; size: number };

/** Looks at bytes that have arrived whole, before they are kept. */
export type Judge = (whole: Uint8Array) => Promise<void>;

/** Makes something of the bytes of a file; null when that cannot be done. */
export type Make = (whole: Uint8Array) => Promise<Uint8Array | null>;

/** Where evidence lies: bytes by their SHA-256. A store elsewhere keeps the same words. */
export type FileStore = {
  /** Stores bytes. When `judge` throws, nothing of them is kept. */
  put: (bytes: Readable, judge?: Judge) => Promise<StoredFile>;
  /** The bytes of a file, or those from `start` to `end`, both among them. */
  get: (sha256: string, part?: { start: number; end: number }) => Promise<Readable>;
  has: (sha256: string) => Promise<boolean>;
  /**
   * What was made of a file, as a small picture: `make` is asked once, null is remembered too. Of each
   * kind one is made at a time, and no other file is in memory for it.
   */
  derived: (sha256: string, what: string, make: Make) => Promise<Buffer | null>;
  /** What is still on its way. */
  unfinished: UnfinishedFiles;
};

/** A store under a folder: a file is there whole or not at all, also after a power cut. */
export function folderStore(folder: string): FileStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const put = async (bytes: Readable, judge?: Judge): Promise<StoredFile> => {
    const part = join(folder, 'incoming', randomUUID());
    await mkdir(dirname(part), { recursive: true });
    try {
      const stored = await writeHashed(bytes, part);
      await judge?.(await readFile(part));
      await mkdir(dirname(place(stored.sha256)), { recursive: true });
      await rename(part, place(stored.sha256));
      return stored;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };
  const inTurn = turns();
  const derived = async (sha256: string, what: string, make: Make): Promise<Buffer | null> => {
    const at = join(folder, 'derived', sha256.slice(0, 2), `${sha256}.${what}`);
    const known = () => readFile(at).catch(() => null);
    const made = (await known()) ?? (await inTurn(what, async () => (await known()) ?? keep()));
    return made.length === 0 ? null : made;

    async function keep(): Promise<Buffer> {
      const bytes = Buffer.from((await make(await readFile(place(sha256)))) ?? '');
      const part = join(folder, 'incoming', randomUUID());
      for (const path of [part, at]) await mkdir(dirname(path), { recursive: true });
      await writeFile(part, bytes);
      await rename(part, at);
      return bytes;
    }
  };
  return {
    put,
    derived,
    unfinished: unfinishedIn(join(folder, 'unfinished'), put),
    get: async (sha256, part) => {
      await stat(place(sha256));
      return createReadStream(place(sha256), part);
    },
    has: async (sha256) => {
      try {
        return (await stat(place(sha256))).isFile();
      } catch {
        return false;
      }
    },
  };
}

async function writeHashed(bytes: Readable, path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(bytes, count, createWriteStream(path));
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
  return { sha256: hash.digest('hex'), size };
}

/** Does one thing of a kind after the other. */
function turns(): <Value>(kind: string, act: () => Promise<Value>) => Promise<Value> {
  const last = new Map<string, Promise<unknown>>();
  return (kind, act) => {
    const before = last.get(kind) ?? Promise.resolve();
    const mine = before.then(act, act);
    last.set(
      kind,
      mine.then(
        () => null,
        () => null,
      ),
    ); // its answer may go
    return mine;
  };
}
