import { wallClock } from '../../clock.ts';

// The file of an import stays in this browser until the server has read it: the server keeps nothing of
// a document before it is known that it may be kept, and its process may end meanwhile.

/** A file that was sent to be imported, and what was said of it. */
export type SentFile = { id: string; file: File; officeId: number | null; internal: boolean };

const STORE = 'sent';
const KEPT = 24 * 3_600_000;
const clock = wallClock();

/** The one that was sent last, also where the browser's storage is closed to us. */
let last: SentFile | null = null;

/** Keeps a file until it is read; what lies here for a day goes. */
export async function keepSent(sent: SentFile): Promise<void> {
  last = sent;
  await inStore('readwrite', (store) => {
    const old = IDBKeyRange.upperBound(clock.now() - KEPT);
    store.index('at').openKeyCursor(old).onsuccess = ({ target }) => {
      const cursor = target instanceof IDBRequest ? target.result : null;
      if (!(cursor instanceof IDBCursor)) return;
      store.delete(cursor.primaryKey);
      cursor.continue();
    };
    return store.put({ ...sent, at: clock.now() });
  });
}

/** The file of an import, while this browser has it. */
export async function sentFile(id: string): Promise<SentFile | null> {
  if (last?.id === id) return last;
  return (await inStore<SentFile | undefined>('readonly', (store) => store.get(id))) ?? null;
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
  const request = indexedDB.open('duban-imports', 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('at', 'at');
  });
  return await answerOf(request);
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('storage')));
  });
}
