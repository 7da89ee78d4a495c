import { DocumentError } from '../plan/errors.ts';
import { readBody } from './docx/body.ts';
import { listOf } from './docx/lists.ts';
import { readStyles } from './docx/styles.ts';
import { numberingOf } from './numbering.ts';
import type { Part } from './parts.ts';
import { child, childrenOf, parseXml, type XmlElement } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

/**
 * The paragraphs and tables of a Word document (.docx, new .wps) as a reader sees its final state:
 * with automatic numbers written out, insertions taken and deletions left out. Notes stand at the end.
 */
export function readDocx(bytes: Uint8Array, source: string): Part[] {
  const archive = openArchive(bytes, source);
  const main = mainPart(archive, source);
  const body = child(partOf(archive, main, source), 'body');
  if (body === undefined) throw new DocumentError(source, NO_BODY);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const file = (name: string) => partOf(archive, folder + name, source);
  const styles = readStyles(file('styles.xml'));
  const lists = file('numbering.xml');
  const numbering = numberingOf((id) => listOf(lists, styles, id));
  const context = { styles, numbering, notes: [] };
  const parts = readBody(body, context);
  const notes = referred(context.notes, file('footnotes.xml'), file('endnotes.xml'));
  return [...parts, ...notes.flatMap((note) => readBody(note, context))];
}

const NO_BODY = '文件里没有正文，可能已损坏。请用 Word 或 WPS 打开后另存一份再试';
const USUAL_MAIN_PART = 'word/document.xml';

/** Some programs name the main part otherwise (word/document2.xml); the relations tell. */
function mainPart(archive: Archive, source: string): string {
  const relations = partOf(archive, '_rels/.rels', source);
  const main = childrenOf(relations, 'Relationship').find(({ attributes }) =>
    attributes['Type']?.endsWith('/officeDocument'),
  );
  const target = main?.attributes['Target']?.replace(/^\//, '') ?? USUAL_MAIN_PART;
  return archive.names.includes(target) ? target : USUAL_MAIN_PART;
}

function partOf(archive: Archive, name: string, source: string): XmlElement | undefined {
  const bytes = archive.read(name);
  return bytes === null ? undefined : parseXml(bytes, source);
}

function referred(
  references: XmlElement[],
  footnotes: XmlElement | undefined,
  endnotes: XmlElement | undefined,
): XmlElement[] {
  return references.flatMap((reference) => {
    const isFootnote = reference.name === 'footnoteReference';
    const notes = childrenOf(
      isFootnote ? footnotes : endnotes,
      isFootnote ? 'footnote' : 'endnote',
    );
    const id = reference.attributes['id'];
    return notes.filter(({ attributes }) => attributes['id'] === id).slice(0, 1);
  });
}
