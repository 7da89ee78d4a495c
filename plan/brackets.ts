/** What a bracket after a paragraph says of it: when, and the text that names the units. */
export type Assignment = { time: string | null; units: string | null };

/** Running text with the bracket that stands at its end, if it is one of time and units. */
export type Assigned = { text: string; start: number; assignment: Assignment };

const NOTHING: Assignment = { time: null, units: null };
const TIME = /^(?:完成|工作|实施|办理)?(?:时间|时限|期限)(?:安排|要求|节点)?[：:]/;
const UNITS =
  /^(?:第一)?(?:责任|牵头|主办|承办|主责|实施|配合|协助|协办|参与|落实)(?:责任)?(?:单位|部门|领导|人)|(?:牵头|负责|配合|主办|协办)$/;
const BEGINS =
  /[（(](?=(?:完成|工作|实施|办理)?(?:时间|时限|期限)|(?:第一)?(?:责任|牵头|主办|承办|主责|实施|配合|落实)(?:责任)?(?:单位|部门|人)|[^（()）]{2,60}(?:牵头|负责|配合)[）)])/g;

/**
 * A paragraph cut behind each bracket of time or units, which is taken off the text that it speaks of.
 * @example splitAssignments('两地互访4次。（时间：1-11月；责任单位：两地县委办）')
 */
export function splitAssignments(paragraph: string): Assigned[] {
  const pieces: Assigned[] = [];
  let start = 0;
  for (const { index } of paragraph.matchAll(BEGINS)) {
    const end = closing(paragraph, index);
    if (index < start) continue;
    pieces.push({
      text: paragraph.slice(start, index),
      start,
      assignment: readAssignment(paragraph.slice(index + 1, end)),
    });
    start = end + 1;
  }
  pieces.push({ text: paragraph.slice(start), start, assignment: NOTHING });
  return pieces.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** Where the bracket opened at `open` closes; the end of the text for one left open. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if ('（('.includes(text.charAt(index))) depth++;
    if ('）)'.includes(text.charAt(index)) && --depth === 0) return index;
  }
  return text.length;
}

function readAssignment(text: string): Assignment {
  const parts = text.split(/[；;](?=[^；;]*(?:[：:]|$))|[；;]/).map((part) => part.trim());
  const time = parts.find((part) => TIME.test(part)) ?? null;
  const units = parts.filter((part) => part !== time && part !== '');
  return {
    time: time?.replace(TIME, '') ?? null,
    // names may stand without 责任单位： when a time stands before them
    units:
      units.some((part) => UNITS.test(part)) || time !== null ? units.join('；') || null : null,
  };
}
