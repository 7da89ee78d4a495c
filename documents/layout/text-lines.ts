import type { Run } from './page.ts';

/** The text that stands on one line, with its box. */
export type TextLine = {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  size: number;
};

/** The lines that runs make up, from the top down; spaces beside Chinese characters are left out. */
export function textLinesOf(runs: readonly Run[]): TextLine[] {
  return rowsOf(runs)
    .map(lineOf)
    .filter(({ text }) => text !== '');
}

/** The runs by the lines that they stand on, told by their middles. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  let first: Run | undefined;
  for (const run of runs.toSorted((one, other) => middle(one) - middle(other))) {
    const apart = first ? middle(run) - middle(first) : Infinity;
    if (first && apart < Math.min(first.height, run.height) / 2) rows.at(-1)?.push(run);
    else rows.push([(first = run)]);
  }
  return rows;
}

function middle({ y, height }: Run): number {
  return y + height / 2;
}

function lineOf(row: Run[]): TextLine {
  const runs = onceOnly(row.toSorted((one, other) => one.x - other.x));
  const inked = runs.filter(({ text }) => text.trim() !== '');
  const sizes = inked.map(({ height }) => height).toSorted((one, other) => one - other);
  return {
    text: textOf(runs),
    left: Math.min(...inked.map(({ x }) => x)),
    right: Math.max(...inked.map(({ x, width }) => x + width)),
    top: Math.min(...inked.map(({ y }) => y)),
    bottom: Math.max(...inked.map(({ y, height }) => y + height)),
    size: sizes[Math.floor(sizes.length / 2)] ?? 0,
  };
}

/** Office programs print a character twice, a hair apart, to make it bold. */
function onceOnly(runs: Run[]): Run[] {
  return runs.filter((run, at) => {
    const before = runs[at - 1];
    return before?.text !== run.text || run.x - before.x > run.height * 0.15;
  });
}

function textOf(runs: Run[]): string {
  let text = '';
  let end = Infinity;
  let spaced = false;
  for (const run of runs) {
    const words = run.text.trim();
    if (words === '') {
      spaced = true;
      continue;
    }
    const apart = spaced || run.x - end > run.height * 0.2 || /^\s/.test(run.text);
    text += apart && needsSpace(text, words) ? ` ${words}` : words;
    end = run.x + run.width;
    spaced = /\s$/.test(run.text);
  }
  return text;
}

const WIDE = '[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’—…\\uD840-\\uDBFF]';
const ENDS_WIDE = new RegExp(`${WIDE}[\\uDC00-\\uDFFF]?$`);
const BEGINS_WIDE = new RegExp(`^${WIDE}`);

function needsSpace(before: string, after: string): boolean {
  return before !== '' && !ENDS_WIDE.test(before) && !BEGINS_WIDE.test(after);
}
