import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';
import { normaliseText } from '../plan/text/repair.ts';
import { assemble } from './assemble.ts';
import { blocksOf } from './blocks.ts';
import type { PagedPart } from './parts.ts';
import { type DocumentKind, documentKind } from './sniff.ts';
import { decodeText } from './text.ts';

type Reader = (bytes: Uint8Array, source: string) => PagedPart[] | Promise<PagedPart[]>;

// imported when needed: a text file should not wait for the libraries of the other formats
const READERS: Record<Exclude<DocumentKind, 'text'>, () => Promise<Reader>> = {
  docx: async () => (await import('./docx.ts')).readDocx,
  doc: async () => (await import('./doc.ts')).readDoc,
  xlsx: async () => (await import('./workbook.ts')).readWorkbook,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  ofd: async () => (await import('./ofd.ts')).readOfd,
};

const NOTHING = '文件里没有文字，请检查是否选错文件；如果是扫描件，请提供文字版';

/** The document that a file's bytes hold, read by the reader of its kind. */
export async function documentOf(bytes: Uint8Array, source: string): Promise<SourceDocument> {
  const kind = documentKind(bytes, source);
  const document = kind === 'text' ? textOf(bytes, source) : await partsOf(kind, bytes, source);
  if (document.text.trim() === '') throw new DocumentError(source, NOTHING);
  return document;
}

function textOf(bytes: Uint8Array, source: string): SourceDocument {
  const text = normaliseText(decodeText(bytes, source));
  return { source, text, blocks: blocksOf(text) };
}

async function partsOf(kind: Exclude<DocumentKind, 'text'>, bytes: Uint8Array, source: string) {
  const read = await READERS[kind]();
  return assemble(source, await read(bytes, source));
}
