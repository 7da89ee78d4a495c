// What this browser keeps. Some browsers of chat programs keep nothing: then nothing is kept.

const PREFIX = 'duban/';

/** What is kept under a key. */
export function kept(key: string, place: 'local' | 'session' = 'local'): string | null {
  try {
    return storageOf(place).getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps a text under a key; null: no more. */
export function keep(key: string, text: string | null, place: 'local' | 'session' = 'local'): void {
  try {
    if (text === null) storageOf(place).removeItem(PREFIX + key);
    else storageOf(place).setItem(PREFIX + key, text);
  } catch {
    // full, or forbidden
  }
}

/** The keys of all that is kept. */
export function keptKeys(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

function storageOf(place: 'local' | 'session'): Storage {
  return place === 'local' ? localStorage : sessionStorage;
}
