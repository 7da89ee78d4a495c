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
const LONGEST_GIVEN = 1000;

/** The name of a file as it is kept: its own alone, and not too long. */
export function tidyName(given: string): string {
  const name = opened(given.slice(-LONGEST_GIVEN).replace(/^.*[\\/]/s, '')).trimStart();
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : '';
  return name.length <= 120 ? name : `${name.slice(0, 120 - ending.length)}${ending}`;
}

/**
 * How a name ends, as a computer sees it that is to open the file.
 * @example endingOf('报表.PDF.exe. ') // 'exe'
 */
export function endingOf(name: string): string {
  return /\.([^.\s]{1,20})$/.exec(opened(name.slice(-LONGEST_GIVEN)))?.[1]?.toLowerCase() ?? '';
}

/** A name without the signs that nobody sees, and without the dots and blanks that Windows drops. */
function opened(name: string): string {
  const shown = name.replace(UNWANTED, '');
  let end = shown.length;
  while (end > 0 && /[\s.]/.test(shown.charAt(end - 1))) end -= 1;
  return shown.slice(0, end);
}
