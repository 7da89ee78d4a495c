import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DocumentError } from '../plan/errors.ts';
import { refuseIllegible } from './layout/legibility.ts';
import type { PlacedPage } from './layout/page.ts';
import { partsOf } from './layout/parts.ts';
import type { PagedPart } from './parts.ts';
import { readPage } from './pdf/pages.ts';
import { withoutStrayRejections } from './pdf/stray-rejections.ts';

const MOST_PAGES = 500;

/** The paragraphs and tables of a PDF with a text layer; pages of pictures among them are gaps. */
export function readPdf(bytes: Uint8Array, source: string): Promise<PagedPart[]> {
  return withoutStrayRejections(() => read(bytes, source));
}

async function read(bytes: Uint8Array, source: string): Promise<PagedPart[]> {
  const task = getDocument({ ...OPTIONS, data: bytes.slice() }); // pdf.js takes the bytes for itself
  try {
    const pages = await pagesOf(await task.promise, source);
    refuseIllegible(pages, source);
    return partsOf(pages);
  } catch (error) {
    throw asDocumentError(error, source);
  } finally {
    await task.destroy();
  }
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const OPTIONS = {
  // fonts that a PDF does not carry are read by these: paths, with the slash at their end; an address fails silently
  cMapUrl: join(packageFolder, 'cmaps/'),
  standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
  wasmUrl: join(packageFolder, 'wasm/'),
  cMapPacked: true,
  isEvalSupported: false,
  disableFontFace: false, // else every character's outline is worked out, which nobody looks at
  maxImageSize: 0, // pictures are not unpacked
  verbosity: 0,
};

async function pagesOf(pdf: PDFDocumentProxy, source: string): Promise<PlacedPage[]> {
  if (pdf.numPages > MOST_PAGES) {
    throw new DocumentError(source, `超过 ${MOST_PAGES} 页，请只保留方案正文和附件后再试`);
  }
  const pages: PlacedPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    pages.push(await readPage(pdf, number));
  }
  return pages;
}

function asDocumentError(error: unknown, source: string): DocumentError {
  if (error instanceof DocumentError) return error;
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  return new DocumentError(
    source,
    isLocked
      ? 'PDF 设有打开密码，请用原软件打开后去掉密码，另存后再试'
      : 'PDF 文件已损坏，请重新导出或另存为 PDF 后再试',
    { cause: error },
  );
}
