import { DocumentError } from '../plan/errors.ts';
import { isUtf16 } from './sniff.ts';

const ENCODINGS = ['utf-8', 'gb18030', 'big5'] as const;
const CHINESE = /[\u4E00-\u9FFF\u3000-\u303F\uFF00-\uFFEF]/g;

/**
 * The text of a plain text file in whichever of the encodings used in China it is written.
 * Bytes may be valid in several: the decoding with most Chinese characters is the right one, and
 * UTF-8 wins a tie.
 */
export function decodeText(bytes: Uint8Array, source: string): string {
  const marked = markedEncoding(bytes);
  const candidates = (marked ? [marked] : ENCODINGS)
    .map((encoding) => decode(bytes, encoding))
    .filter((text) => text !== null);
  const [best] = candidates.toSorted((one, other) => chineseShare(other) - chineseShare(one));
  if (best === undefined) {
    throw new DocumentError(source, '文字编码无法识别。请用记事本打开后另存为 UTF-8 编码再试');
  }
  return best;
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (!isUtf16(bytes)) return null;
  return bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // not valid in this encoding: the question asked, not a failure
  }
}

function chineseShare(text: string): number {
  return (text.match(CHINESE)?.length ?? 0) / Math.max(1, text.replace(/\s/g, '').length);
}
