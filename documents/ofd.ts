import { DocumentError } from '../plan/errors.ts';
import { refuseIllegible } from './layout/legibility.ts';
import { partsOf } from './layout/parts.ts';
import { ofdPages } from './ofd/pages.ts';
import type { PagedPart } from './parts.ts';
import { type Archive, openArchive } from './zip.ts';

/** The paragraphs and tables of an OFD file (GB/T 33190); pages of pictures among them are gaps. */
export function readOfd(bytes: Uint8Array, source: string): PagedPart[] {
  const archive = openArchive(bytes, source);
  refuseLocked(archive, source);
  try {
    const pages = ofdPages(archive, source);
    if (pages.length === 0) throw new DocumentError(source, `OFD 文件里没有页面。${AGAIN}`);
    refuseIllegible(pages, source);
    return partsOf(pages);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError(source, `OFD 文件已损坏或不规范。${AGAIN}`, { cause: error });
  }
}

const AGAIN = '请用 OFD 阅读器打开后重新导出，或转换为 PDF、Word 后再试';

/** Encrypted files name their ciphers beside the entry file (GM/T 0099). */
function refuseLocked({ names }: Archive, source: string): void {
  if (names.some((name) => /^(?:Encryptions|DecryptSeed)\.(?:xml|dat)$/i.test(name))) {
    throw new DocumentError(source, 'OFD 文件已加密。请用 OFD 阅读器去掉密码后另存一份再试');
  }
}
