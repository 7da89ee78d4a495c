import { DocumentError } from '../../plan/errors.ts';
import type { Fault, PlacedPage, Run } from './page.ts';

/** What a page shows: `picture` is the area of its largest picture, `shapes` the number of filled paths. */
export type Shown = { runs: readonly Run[]; picture: number; shapes: number };

const FEW = 30;
const MANY_SHAPES = 200;
const READABLE =
  /[\u0020-\u024F\u0370-\u03FF\u2000-\u27BF\u2E80-\u30FF\u3200-\u33FF\u4E00-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]/;

/** What keeps a page of that area from being read, if anything; few words over a picture are a stamp. */
export function faultOf({ runs, picture, shapes }: Shown, area: number): Fault | null {
  const characters = runs.reduce((sum, { text }) => sum + Math.max(1, text.length), 0);
  const readable = runs.reduce((sum, { text }) => sum + (READABLE.test(text) ? text.length : 0), 0);
  if (characters >= FEW && readable < characters / 2) return 'fonts';
  if (readable >= FEW) return null;
  if (picture > area / 2) return 'picture';
  if (runs.some(({ text }) => text.trim() !== '')) return null;
  // letters may be drawn as shapes
  return picture > area / 10 || shapes > MANY_SHAPES ? 'picture' : null;
}

/** Refuses pages of which more than half cannot be read, saying why and what to do. */
export function refuseIllegible(pages: readonly PlacedPage[], source: string): void {
  const filled = pages.filter(({ runs, unread }) => unread !== undefined || runs.length > 0);
  const unread = filled.filter((page) => page.unread !== undefined);
  if (filled.length === 0) throw new DocumentError(source, '文件没有文字，请检查是否选错了文件');
  if (unread.length * 2 <= filled.length) return;
  const count =
    unread.length === filled.length ? '' : `（${filled.length}页中有${unread.length}页）`;
  const nameless = unread.filter((page) => page.unread === 'fonts').length * 2 > unread.length;
  throw new DocumentError(source, (nameless ? NAMELESS : SCANNED) + count);
}

const SCANNED =
  '这是扫描件，只有图片，没有可以读取的文字。请提供文字版，或先用 OCR 软件识别后另存为 Word 再试';
const NAMELESS =
  '文件所用的字体没有文字编码，读出的是乱码。请提供 Word 版，或先用 OCR 软件识别后另存为 Word 再试';
