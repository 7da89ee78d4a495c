import { zipOf } from '../docx-file.ts';

/** An OFD file of one document; `pages` are the objects of its pages, `templates` those behind them. */
export function ofdFile(pages: string[], templates: string[] = []): Uint8Array {
  return ofdOf([{ pages, templates }]);
}

/** An OFD file of several documents. */
export function ofdOf(documents: { pages: string[]; templates?: string[] }[]): Uint8Array {
  const bodies = documents.map(
    (_, at) => `<ofd:DocBody><ofd:DocRoot>Doc_${at}/Document.xml</ofd:DocRoot></ofd:DocBody>`,
  );
  const files = documents.flatMap(({ pages, templates = [] }, at) => [
    [`Doc_${at}/Document.xml`, documentOf(pages.length, templates.length)],
    ...pages.map((page, number) => [
      `Doc_${at}/Pages/Page_${number}/Content.xml`,
      pageOf(page, templates.length),
    ]),
    ...templates.map((page, number) => [`Doc_${at}/Tpls/Tpl_${number}.xml`, pageOf(page, 0)]),
  ]);
  return zipOf({ 'OFD.xml': root('OFD', bodies.join('')), ...Object.fromEntries(files) });
}

/** Words at a place in millimetres, in letters 5 mm high that stand 5 mm apart. */
export function text(words: string, x: number, y: number, more = ''): string {
  const steps = words.length > 1 ? ` DeltaX="g ${words.length - 1} 5"` : '';
  return `<ofd:TextObject Boundary="${x} ${y} ${words.length * 5} 6" Font="1" Size="5" ${more}><ofd:TextCode X="0" Y="4.4"${steps}>${words}</ofd:TextCode></ofd:TextObject>`;
}

/** A rule between two places in millimetres. */
export function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<ofd:PathObject Boundary="${x1} ${y1} ${x2 - x1} ${y2 - y1}" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L ${x2 - x1} ${y2 - y1}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** An element of a file's root with its namespace. */
export function root(name: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><ofd:${name} xmlns:ofd="http://www.ofdspec.org/2016">${inside}</ofd:${name}>`;
}

function documentOf(pages: number, templates: number): string {
  return root(
    'Document',
    `<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>${many(
      templates,
      (at) => `<ofd:TemplatePage ID="t${at}" BaseLoc="Tpls/Tpl_${at}.xml"/>`,
    )}</ofd:CommonData><ofd:Pages>${many(
      pages,
      (at) => `<ofd:Page ID="${at}" BaseLoc="Pages/Page_${at}/Content.xml"/>`,
    )}</ofd:Pages>`,
  );
}

function many(count: number, element: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => element(at)).join('');
}

function pageOf(objects: string, templates: number): string {
  const used = Array.from({ length: templates }, (_, at) => `<ofd:Template TemplateID="t${at}"/>`);
  return root(
    'Page',
    `${used.join('')}<ofd:Content><ofd:Layer Type="Body">${objects}</ofd:Layer></ofd:Content>`,
  );
}
