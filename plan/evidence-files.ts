/** The largest piece of evidence that is taken at once, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** As many files as one act takes. */
export const MOST_FILES = 9;

/** What one link may have sent in pieces within a day; beyond it files go with their form. */
export const MOST_WAITING = { files: 60, bytes: 300 * 1024 * 1024 };

/** How long files wait for the form that brings them, in milliseconds. */
export const FILES_WAIT = 24 * 3600 * 1000;

// control characters, and marks that turn the direction of writing
const UNWANTED = /[\p{Cc}\p{Cf}]/gu;

/** The name of a file as it is kept: its own alone, and not too long. */
export function tidyName(given: string): string {
  const name = given
    .replace(/^.*[\\/]/s, '')
    .replace(UNWANTED, '')
    .trim();
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  return name.length <= 120 ? name : `${name.slice(0, 120 - ending.length)}${ending}`;
}
