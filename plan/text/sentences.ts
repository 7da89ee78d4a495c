/** A piece of a longer text and where it begins there. */
export type Piece = { text: string; start: number };

const OPENING = '（(《“‘〔【';
const CLOSING = '）)》”’〕】';

/**
 * The sentences of a text, each with its final mark; marks inside brackets and quotes do not end one.
 * @example splitSentences('召开会议（不少于2次。）。报送总结。') // two pieces
 */
export function splitSentences(text: string): Piece[] {
  return splitOutside(text, '。！？!?');
}

/**
 * The clauses of a sentence, each with the comma or semicolon that ends it.
 * @example splitClauses('促进就业，举办1期招聘会；做好台账') // three pieces
 */
export function splitClauses(sentence: string): Piece[] {
  return splitOutside(sentence, '，,；;：:');
}

/** No office writes so long a sentence; what is longer lost its marks, and is read in parts. */
const LONGEST = 1000;

/** A sentence in parts that can be read in bearable time, cut at the last comma that fits. */
export function bounded(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > LONGEST) {
    const head = rest.slice(0, LONGEST);
    const cut = Math.max(...['，', ',', '；', '、'].map((mark) => head.lastIndexOf(mark))) + 1;
    const end = cut > LONGEST / 2 ? cut : LONGEST;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

/** The pieces of a text between marks, empty ones left out; a piece keeps the mark that ends it. */
export function splitOutside(text: string, marks: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const [index, depth] of depths(text)) {
    // a decimal point or a thousands comma stands between digits and divides nothing
    const inNumber = /\d[,.]\d/.test(text.slice(index - 1, index + 2));
    if (depth === 0 && !inNumber && marks.includes(text.charAt(index))) {
      pieces.push({ text: text.slice(start, index + 1), start });
      start = index + 1;
    }
  }
  pieces.push({ text: text.slice(start), start });
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
}

/** Each position with the number of brackets and quotes open there; one never closed counts as none. */
function* depths(text: string): Generator<[number, number]> {
  const open: number[] = [];
  const closedAt = new Map<number, number>();
  [...text.matchAll(/[（(《“‘〔【）)》”’〕】]/g)].forEach(({ 0: mark, index }) => {
    if (OPENING.includes(mark)) open.push(index);
    else if (CLOSING.includes(mark)) {
      const begun = open.pop();
      if (begun !== undefined) closedAt.set(begun, index);
    }
  });
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (ends.at(-1) === index) ends.pop();
    const end = closedAt.get(index);
    if (end !== undefined) ends.push(end);
    yield [index, ends.length];
  }
}
