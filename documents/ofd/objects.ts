import { type Matrix, multiply } from '../layout/matrix.ts';
import type { Shown } from '../layout/legibility.ts';
import type { Rule, Run } from '../layout/page.ts';
import { filledRules, strokedRules } from '../layout/paths.ts';
import { child, type XmlElement } from '../xml.ts';
import { boxOf, ctmOf, numbersOf } from './numbers.ts';
import { pathOf } from './path.ts';
import { runsOf } from './text.ts';

/** What the objects of a page draw, in points. */
export type Drawn = Shown & { runs: Run[]; rules: Rule[] };

/** Draws the objects in an element and all the blocks in it; `matrix` maps millimetres to the page. */
export function drawObjects(element: XmlElement, matrix: Matrix): Drawn {
  const drawn: Drawn = { runs: [], rules: [], picture: 0, shapes: 0 };
  drawInto(drawn, element, matrix);
  return drawn;
}

const BLOCKS = new Set(['Content', 'Layer', 'PageBlock']);

function drawInto(drawn: Drawn, element: XmlElement, matrix: Matrix): void {
  for (const object of element.children) {
    if (object.attributes['Visible'] === 'false') continue;
    if (BLOCKS.has(object.name)) drawInto(drawn, object, matrix);
    if (object.name === 'TextObject') {
      for (const run of runsOf(object, placeOf(object, matrix))) drawn.runs.push(run);
    }
    if (object.name === 'PathObject') drawPath(drawn, object, placeOf(object, matrix));
    if (object.name === 'ImageObject') {
      const { width, height } = boxOf(object.attributes['Boundary']) ?? { width: 0, height: 0 };
      const scale = matrix[0] * matrix[3];
      drawn.picture = Math.max(drawn.picture, Math.abs(width * height * scale));
    }
  }
}

/** The matrix of an object's own coordinates: its CTM, then its boundary's corner. */
function placeOf({ attributes }: XmlElement, matrix: Matrix): Matrix {
  const { x, y } = boxOf(attributes['Boundary']) ?? { x: 0, y: 0 };
  return multiply(multiply(matrix, [1, 0, 0, 1, x, y]), ctmOf(attributes['CTM']));
}

function drawPath(drawn: Drawn, object: XmlElement, matrix: Matrix): void {
  const path = pathOf(child(object, 'AbbreviatedData')?.text ?? '');
  const isStroked = object.attributes['Stroke'] !== 'false';
  const isFilled = object.attributes['Fill'] === 'true';
  if (isFilled) drawn.shapes += 1;
  if (isStroked && !isWhite(child(object, 'StrokeColor'))) {
    for (const rule of strokedRules(path, matrix)) drawn.rules.push(rule);
  } else if (isFilled && !isWhite(child(object, 'FillColor'))) {
    for (const rule of filledRules(path, matrix)) drawn.rules.push(rule);
  }
}

function isWhite(color: XmlElement | undefined): boolean {
  const values = numbersOf(color?.attributes['Value']);
  return values.length === 3 && values.every((value) => value === 255);
}
