import { IDENTITY, type Matrix, matrixOf } from '../layout/matrix.ts';

/** The numbers of a list as OFD writes it, parted by blanks. */
export function numbersOf(list: string | undefined): number[] {
  return (list ?? '').split(/[\s,]+/).flatMap((word) => {
    const number = Number.parseFloat(word);
    return Number.isFinite(number) ? [number] : [];
  });
}

/**
 * The steps of a DeltaX or DeltaY: g stands before how often a step comes, and the step.
 * @example stepsOf('g 3 5.5 7') // [5.5, 5.5, 5.5, 7]
 */
export function stepsOf(list: string | undefined, most: number): number[] {
  const steps: number[] = [];
  const words = (list ?? '').split(/\s+/).filter((word) => word !== '');
  for (let at = 0; at < words.length && steps.length < most; at += 1) {
    if (words[at] !== 'g') steps.push(Number(words[at]) || 0);
    else {
      const times = Math.min(most, Number(words[at + 1]) || 0);
      steps.push(...Array.from({ length: times }, () => Number(words[at + 2]) || 0));
      at += 2;
    }
  }
  return steps;
}

/** A place and size in millimetres. */
export type Box = { x: number; y: number; width: number; height: number };

/** The box that four numbers state; null when they are fewer. */
export function boxOf(list: string | undefined): Box | null {
  const [x, y, width, height] = numbersOf(list);
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  return { x, y, width, height };
}

/** The matrix that a CTM states; without one nothing is changed. */
export function ctmOf(list: string | undefined): Matrix {
  return list === undefined ? IDENTITY : matrixOf(numbersOf(list));
}
