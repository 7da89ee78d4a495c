import { normaliseText } from '../../plan/text/repair.ts';
import { ASCENT, boxAround, type Matrix } from '../layout/matrix.ts';
import type { Run } from '../layout/page.ts';
import { childrenOf, type XmlElement } from '../xml.ts';
import { stepsOf } from './numbers.ts';

/** The characters of a text object, each in its place; `matrix` maps the object to the page. */
export function runsOf(object: XmlElement, matrix: Matrix): Run[] {
  const size = Number(object.attributes['Size']) || 0;
  const stretch = Number(object.attributes['HScale'] ?? 1) || 1;
  const runs: Run[] = [];
  let [x, y] = [0, 0];
  for (const code of childrenOf(object, 'TextCode')) {
    // a text code without a place begins where the one before began
    x = Number(code.attributes['X'] ?? x) || 0;
    y = Number(code.attributes['Y'] ?? y) || 0;
    runs.push(...charactersOf(code, { x, y, size, stretch }, matrix));
  }
  return runs;
}

type Start = { x: number; y: number; size: number; stretch: number };

function charactersOf(code: XmlElement, start: Start, matrix: Matrix): Run[] {
  const signs = Array.from(normaliseText(code.text).replace(/[\n\t]/g, ' '));
  const across = stepsOf(code.attributes['DeltaX'], signs.length);
  const down = stepsOf(code.attributes['DeltaY'], signs.length);
  const isSetDownwards = across.length === 0 && down.length > 0;
  let { x, y } = start;
  return signs.map((text, at) => {
    const natural = start.size * start.stretch * (/[\u0020-\u00FF]/.test(text) ? 0.5 : 1);
    const step = isSetDownwards ? 0 : (across[at] ?? natural);
    const width = step > 0 ? Math.min(step, start.size * start.stretch) : natural;
    const top = { x, y: y - ASCENT * start.size };
    const bottom = { x: x + width, y: y + (1 - ASCENT) * start.size };
    x += step;
    y += down[at] ?? 0;
    return { text, ...boxAround(matrix, top, bottom) };
  });
}
