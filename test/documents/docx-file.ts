import { strToU8, zipSync } from 'fflate';

type DocxDraft = { body: string; numbering?: string; styles?: string; footnotes?: string };

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

/** The bytes of a Word document with the given content of its parts. */
export function docxFile({ body, numbering, styles, footnotes }: DocxDraft): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels':
      '<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr/></w:body>`),
  };
  if (numbering !== undefined) files['word/numbering.xml'] = part('numbering', numbering);
  if (styles !== undefined) files['word/styles.xml'] = part('styles', styles);
  if (footnotes !== undefined) files['word/footnotes.xml'] = part('footnotes', footnotes);
  return zipOf(files);
}

/** The bytes of a ZIP file of these texts. */
export function zipOf(files: Record<string, string>): Uint8Array {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries));
}

/** A paragraph of one run; `properties` are those of the paragraph. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** The properties of a paragraph that counts in a list. */
export function counted(id: number, depth = 0): string {
  return `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id}"/></w:numPr>`;
}

/** A level of a list's definition; `more` goes in front. */
export function level(depth: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/>${more}<w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
}

/** A list's definition, and one instance of the same number that uses it. */
export function list(id: number, ...levels: string[]): { abstract: string; instance: string } {
  return {
    abstract: `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`,
    instance: `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`,
  };
}

/** A table by rows of cells, each a text or a cell of its own making. */
export function table(...rows: string[][]): string {
  return `<w:tbl>${rows.map((row) => `<w:tr>${cellsOf(row)}</w:tr>`).join('')}</w:tbl>`;
}

function cellsOf(row: string[]): string {
  return row.map((each) => (each.startsWith('<') ? each : cell(each))).join('');
}

export function cell(text: string, properties = ''): string {
  const content = text.startsWith('<') ? text : paragraph(text);
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
}

function part(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<w:${name} ${NAMESPACES}>${content}</w:${name}>`;
}
