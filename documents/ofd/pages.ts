import { faultOf } from '../layout/legibility.ts';
import type { Matrix } from '../layout/matrix.ts';
import type { PlacedPage } from '../layout/page.ts';
import { child, childrenOf, parseXml, type XmlElement } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { type Box, boxOf } from './numbers.ts';
import { type Drawn, drawObjects } from './objects.ts';

/** The pages of all documents in an OFD file, counted through. */
export function ofdPages(archive: Archive, source: string): PlacedPage[] {
  const entry = archive.names.find((name) => /^OFD\.xml$/i.test(name)) ?? 'OFD.xml';
  const root = open(archive, entry, source);
  const drafts = childrenOf(root, 'DocBody').flatMap((body) =>
    pagesOfDocument(archive, pathFrom(entry, textOf(body, 'DocRoot')), source),
  );
  return drafts.map((draft, at) => ({ ...draft, page: at + 1 }));
}

const A4: Box = { x: 0, y: 0, width: 210, height: 297 };
const POINTS = 72 / 25.4;

function pagesOfDocument(archive: Archive, path: string, source: string): PlacedPage[] {
  const document = open(archive, path, source);
  const common = child(document, 'CommonData');
  const usual = areaOf(child(common, 'PageArea')) ?? A4;
  const templates = new Map(
    childrenOf(common, 'TemplatePage').map(({ attributes }) => [
      attributes['ID'] ?? '',
      pathFrom(path, attributes['BaseLoc'] ?? ''),
    ]),
  );
  return childrenOf(child(document, 'Pages'), 'Page').map(({ attributes }) => {
    const page = open(archive, pathFrom(path, attributes['BaseLoc'] ?? ''), source);
    const area = areaOf(child(page, 'Area')) ?? usual;
    return placed(drawPage(page, area, archive, templates, source), area);
  });
}

/** A page's own objects; those of its templates are head and foot, unless it has nothing else. */
function drawPage(
  page: XmlElement,
  area: Box,
  archive: Archive,
  templates: Map<string, string>,
  source: string,
): Drawn {
  const matrix: Matrix = [POINTS, 0, 0, POINTS, -area.x * POINTS, -area.y * POINTS];
  const own = drawObjects(page, matrix);
  if (own.runs.length > 0 || own.picture > 0) return own;
  const [template] = childrenOf(page, 'Template')
    .flatMap(({ attributes }) => templates.get(attributes['TemplateID'] ?? '') ?? [])
    .map((path) => drawObjects(open(archive, path, source), matrix))
    .filter(({ runs }) => runs.length > 0);
  return template ?? own;
}

function placed(drawn: Drawn, { width, height }: Box): PlacedPage {
  const size = { width: width * POINTS, height: height * POINTS };
  const unread = faultOf(drawn, size.width * size.height);
  const { runs, rules } = drawn;
  return { page: 0, ...size, runs, rules, ...(unread === null ? {} : { unread }) };
}

function areaOf(area: XmlElement | undefined): Box | null {
  const box = boxOf(child(area, 'PhysicalBox')?.text);
  return box !== null && box.width > 0 && box.height > 0 ? box : null;
}

function open(archive: Archive, path: string, source: string): XmlElement {
  const bytes = archive.read(path);
  if (bytes === null) throw new Error(`OFD names ${path}, which it does not hold`);
  try {
    return parseXml(bytes, source);
  } catch (cause) {
    throw new Error(`${path} is no XML that can be read`, { cause }); // its own advice is for Word
  }
}

function textOf(element: XmlElement, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

/** A path as a file of the archive names it: from the root, or from its own folder. */
function pathFrom(file: string, path: string): string {
  const start = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  const steps: string[] = [];
  for (const step of [...start, ...path.replaceAll('\\', '/').split('/')]) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
