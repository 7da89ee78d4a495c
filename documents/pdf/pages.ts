import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { matrixOf } from '../layout/matrix.ts';
import type { PlacedPage, TaggedTable } from '../layout/page.ts';
import { latticesOf } from '../layout/lattice.ts';
import { faultOf } from '../layout/legibility.ts';
import { isPageFoot } from '../layout/margins.ts';
import { draw } from './drawing.ts';
import type { Font } from './state.ts';
import { type Tag, tablesIn } from './tags.ts';

/** Page number `number` of a PDF as it is drawn, turned so that its text stands upright. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<PlacedPage> {
  const page = await pdf.getPage(number);
  try {
    const { drawing, width, height } = await drawUpright(page);
    const { rules, aside } = drawing;
    // the page number of a landscape annex stands as on the other pages
    const isFoot = isPageFoot(aside.map(({ text }) => text).join(''));
    const runs = isFoot ? drawing.runs : [...drawing.runs, ...aside];
    const unread = faultOf({ ...drawing, runs }, width * height);
    const tagged = latticesOf(rules).length === 0 ? await tablesOf(page) : []; // they take long
    const placed = { page: number, width, height, runs, rules, tagged };
    return unread === null ? placed : { ...placed, unread };
  } finally {
    page.cleanup();
  }
}

async function drawUpright(page: PDFPageProxy) {
  const operators = await page.getOperatorList({ annotationMode: NO_ANNOTATIONS });
  const font = (name: string) => fontOf(page, name);
  const view = viewOf(page, 0);
  const drawing = draw(operators, view.matrix, font);
  const turns = drawing.turns.indexOf(Math.max(...drawing.turns));
  if (turns === 0) return { ...view, drawing };
  const turned = viewOf(page, -90 * turns);
  return { ...turned, drawing: draw(operators, turned.matrix, font) };
}

const NO_ANNOTATIONS = 0;

function viewOf(page: PDFPageProxy, turn: number) {
  const rotation = (((page.rotate + turn) % 360) + 360) % 360;
  const { transform, width, height } = page.getViewport({ scale: 1, rotation });
  return { matrix: matrixOf(transform), width, height };
}

function fontOf(page: PDFPageProxy, name: string): Font {
  const font: Font | null = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
  return font ?? {};
}

async function tablesOf(page: PDFPageProxy): Promise<TaggedTable[]> {
  const tree: Tag | null = await page.getStructTree();
  return tree === null ? [] : tablesIn(tree);
}
