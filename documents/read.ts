import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';
import { normaliseText } from '../plan/text/repair.ts';
import { blocksOf } from './blocks.ts';
import { type FileKind, sniff } from './sniff.ts';
import { decodeText } from './text.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const SAVE_AS = '目前只支持文本（.txt/.md），请用原软件打开后另存为“纯文本（UTF-8）”再试';

// what to say of a file that is no text
const REFUSALS: Record<Exclude<FileKind, 'text'>, string> = {
  empty: '文件是空的，请检查是否选错文件',
  zip: `这是 docx、xlsx、ofd 或压缩文件。${SAVE_AS}`,
  ole: `这是 doc、xls 或 wps 文件。${SAVE_AS}`,
  pdf: `这是 PDF 文件。${SAVE_AS}`,
  rtf: `这是 RTF 文件。${SAVE_AS}`,
  image: '这是图片，没有可读的文字。请提供文字版文件',
  binary: `文件不是文本，也不是可识别的文档。${SAVE_AS}`,
};

/** The document that a file's bytes hold, in blocks; `source` names the file in messages. */
export function readDocument(bytes: Uint8Array, source: string): SourceDocument {
  if (bytes.length > MAX_BYTES) {
    throw new DocumentError(source, '文件超过 20 MB。请只保留方案正文和附件清单的文字，另存后再试');
  }
  const kind = sniff(bytes);
  if (kind !== 'text') throw new DocumentError(source, REFUSALS[kind]);
  const text = normaliseText(decodeText(bytes, source));
  if (text.trim() === '') throw new DocumentError(source, REFUSALS.empty);
  return { source, text, blocks: blocksOf(text) };
}
