/** A piece of a longer text and where it begins there. */
export type Piece = { text: string; start: number };

const OPENING = '（(《“‘〔【';

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
  const closing = closingPlaces(text);
  const pieces: Piece[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    // what stands in brackets and quotes divides nothing
    index = closing?.get(index) ?? index;
    if (!marks.includes(text.charAt(index)) || isInNumber(text, index)) continue;
    pieces.push({ text: text.slice(start, index + 1), start });
    start = index + 1;
  }
  pieces.push({ text: text.slice(start), start });
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece.text));
}

/** A decimal point or a thousands comma stands between digits and divides nothing. */
function isInNumber(text: string, index: number): boolean {
  return /\d[,.]\d/.test(text.slice(index - 1, index + 2));
}

/** Where each bracket and quote closes that is opened and closed; null for a text without any. */
function closingPlaces(text: string): Map<number, number> | null {
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (const { 0: mark, index } of text.matchAll(/[（(《“‘〔【）)》”’〕】]/g)) {
    if (OPENING.includes(mark)) open.push(index);
    else {
      const begun = open.pop();
      if (begun !== undefined) closing.set(begun, index);
    }
  }
  return closing.size > 0 ? closing : null;
}
