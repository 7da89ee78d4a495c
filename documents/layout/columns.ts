import type { TextLine } from './text-lines.ts';

/**
 * How running text is set on pages of one width: its edges, the size of its letters, the distance of
 * its lines, and whether paragraphs begin indented.
 */
export type Column = {
  left: number;
  right: number;
  middle: number;
  size: number;
  leading: number;
  isIndented: boolean;
};

/** The column in which the lines of pages of one width stand. */
export function columnOf(lines: readonly TextLine[], pageWidth: number): Column {
  const size = commonest(lines.map((line) => [line.size, line.text.length]));
  const left =
    edge(
      lines.map((line) => line.left),
      size,
    ) ?? 0.14 * pageWidth;
  const last = -(
    edge(
      lines.map((line) => -line.right),
      size,
    ) ?? -0.86 * pageWidth
  );
  // lines that are all short tell nothing of the right edge: the margins are alike then
  const right = last - left > pageWidth / 2 ? last : Math.max(last, pageWidth - left);
  const indented = lines.filter((line) => indentOf(line, left) === 2).length;
  return {
    left,
    right,
    middle: (left + right) / 2,
    size,
    leading: leadingOf(lines, size),
    isIndented: indented > lines.length * 0.1,
  };
}

/** How many characters a line is indented. */
export function indentOf(line: TextLine, left: number): number {
  return Math.round((line.left - left) / line.size);
}

/** The outermost place where several lines begin; one alone may be anything. */
function edge(places: number[], size: number): number | null {
  const needed = Math.max(2, Math.ceil(places.length * 0.03));
  const sorted = places.toSorted((one, other) => one - other);
  return (
    sorted.find((place, at) => {
      const next = sorted[at + needed - 1];
      return next !== undefined && next - place < size * 0.6;
    }) ?? null
  );
}

function leadingOf(lines: readonly TextLine[], size: number): number {
  const steps = lines.slice(1).flatMap((line, at): [number, number][] => {
    const step = line.top - (lines[at]?.top ?? 0);
    return step > size * 0.8 && step < size * 4 ? [[step, 1]] : [];
  });
  return commonest(steps) || size * 1.75;
}

/** The value that weighs most, to half a point. */
function commonest(values: [value: number, weight: number][]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) {
    const rounded = Math.round(value * 2) / 2;
    weights.set(rounded, (weights.get(rounded) ?? 0) + weight);
  }
  return [...weights].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}
