import { wallClock } from '../../clock.ts';

// The file of an import stays in this browser until the server has read it: the server keeps nothing of
// a document before it is known that it may be kept, and its process may end meanwhile. An office's
// computer has more than one user: a file is there for the person who sent it alone, and for a day.

/** A file that was sent to be imported, by whom (the person's id), and what was said of it. */
export type SentFile = {
  id: string;
  owner: number;
  file: File;
  officeId: number | null;
  internal: boolean;
};

const STORE = 'sent';
const KEPT = 24 * 3_600_000;
const clock = wallClock();

/** The one that was sent last, also where the browser's storage is closed to us. */
let last: SentFile | null = null;

/** Keeps a file until it is read. */
export async function keepSent(sent: SentFile): Promise<void> {
  await tidySent(sent.owner);
  last = sent;
  await inStore('readwrite', (store) => store.put({ ...sent, at: clock.now() }));
}

/** The file of an import, while this browser has it and its owner asks. */
export async function sentFile(id: string, owner: number): Promise<SentFile | null> {
  const found =
    last?.id === id
      ? last
      : await inStore<SentFile | undefined>('readonly', (store) => store.get(id));
  return found?.owner === owner ? found : null;
}

/** Forgets what has lain here for a day; and, once it is known who is here, what is not theirs. */
export async function tidySent(owner?: number): Promise<void> {
  if (owner !== undefined && last?.owner !== owner) last = null;
  const oldest = clock.now() - KEPT;
  await inStore('readwrite', (store) => {
    const asked = store.openCursor();
    asked.addEventListener('success', () => {
      const cursor = asked.result;
      if (cursor === null) return;
      const kept: SentFile & { at: number } = cursor.value;
      const isTheirs = owner === undefined || kept.owner === owner;
      if (kept.at <= oldest || !isTheirs) cursor.delete();
      cursor.continue();
    });
    return store.count(); // a cursor that moved on has no answer of its own
  });
}

/** Forgets the file of an import; without an id all of them. */
export async function forgetSent(id?: string): Promise<void> {
  if (id === undefined || last?.id === id) last = null;
  await inStore('readwrite', (store) => (id === undefined ? store.clear() : store.delete(id)));
}

/** Asks the browser's storage; null where there is none. */
async function inStore<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer | null> {
  try {
    const base = await opened();
    try {
      return await answerOf(ask(base.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      base.close();
    }
  } catch {
    return null;
  }
}

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('duban-imports', 2);
  request.addEventListener('upgradeneeded', () => {
    const base = request.result;
    // files of the first version have no owner
    if (base.objectStoreNames.contains(STORE)) base.deleteObjectStore(STORE);
    base.createObjectStore(STORE, { keyPath: 'id' });
  });
  return await answerOf(request);
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('storage')));
  });
}
