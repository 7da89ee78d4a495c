import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';
import { type ReadingLimits, readInThread } from './thread.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST = 50;
/** The limits of reading. */
export const LIMITS: ReadingLimits = { seconds: 60, megabytes: 512 };

/**
 * The document that a file's bytes hold, in blocks; `source` names the file in messages. Its kind is
 * told by its bytes: text, Markdown, .docx, .doc, .wps, .pdf, .xlsx or .ofd.
 */
export async function readDocument(
  bytes: Uint8Array,
  source: string,
  limits: ReadingLimits = LIMITS,
): Promise<SourceDocument> {
  assertReadable(bytes, source);
  const { document } = await readInThread(bytes, source, limits);
  return document;
}

/** @throws DocumentError when a file is too large to be a plan */
export function assertReadable(bytes: Uint8Array, source: string): void {
  if (bytes.length <= LARGEST * MEGABYTE) return;
  const size = `文件超过 ${LARGEST} MB。请去掉图片，只保留方案正文和附件清单的文字，另存后再试`;
  throw new DocumentError(source, size);
}
