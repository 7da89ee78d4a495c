import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';
import { type ReadingLimits, readInThread } from './thread.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST = 50;
const LIMITS: ReadingLimits = { seconds: 60, megabytes: 512 };

/**
 * The document that a file's bytes hold, in blocks; `source` names the file in messages. Its kind is
 * told by its bytes: text, Markdown, .docx, .doc, .wps, .pdf, .xlsx or .ofd.
 */
export async function readDocument(
  bytes: Uint8Array,
  source: string,
  limits: ReadingLimits = LIMITS,
): Promise<SourceDocument> {
  if (bytes.length > LARGEST * MEGABYTE) {
    const size = `文件超过 ${LARGEST} MB。请去掉图片，只保留方案正文和附件清单的文字，另存后再试`;
    throw new DocumentError(source, size);
  }
  return await readInThread(bytes, source, limits);
}
