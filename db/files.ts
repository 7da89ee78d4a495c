import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type UnfinishedFiles, unfinishedIn } from './unfinished-files.ts';

export type StoredFile = { sha256: string; size: number };

/** Where evidence lies: bytes by their SHA-256. A store elsewhere keeps the same words. */
export type FileStore = {
  put: (bytes: Readable) => Promise<StoredFile>;
  get: (sha256: string) => Promise<Readable>;
  has: (sha256: string) => Promise<boolean>;
  /** What is still on its way. */
  unfinished: UnfinishedFiles;
};

/** A store under a folder: a file is there whole or not at all, also after a power cut. */
export function folderStore(folder: string): FileStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const put = async (bytes: Readable): Promise<StoredFile> => {
    const part = join(folder, 'incoming', randomUUID());
    await mkdir(dirname(part), { recursive: true });
    try {
      const stored = await writeHashed(bytes, part);
      await mkdir(dirname(place(stored.sha256)), { recursive: true });
      await rename(part, place(stored.sha256));
      return stored;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };
  return {
    put,
    unfinished: unfinishedIn(join(folder, 'unfinished'), put),
    get: async (sha256) => {
      await stat(place(sha256));
      return createReadStream(place(sha256));
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
