import { DocumentError } from '../../plan/errors.ts';
import { openOle } from '../ole.ts';

/** The opened parts of a .doc file; offsets are those of the file format's description, [MS-DOC]. */
export type WordFile = {
  main: DataView;
  table: DataView;
  data: DataView;
  /** The characters of all texts one after the other; `offsets` are their places in `main`. */
  text: string;
  offsets: Uint32Array;
};

const WORD_97 = 0xa5ec;
const OLDER = '这是 Word 97 以前的旧格式。请用 Word 或 WPS 打开后另存为 .docx 再试';
const LOCKED = '文件设有打开密码。请去掉密码后另存一份再试';
const BROKEN = '文件已损坏或没有保存完整。请用 Word 或 WPS 打开后另存为 .docx 再试';
const FLAGS = 0x0a;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
const PIECES = 33;

/** The text and tables of a Word 97–2003 or old WPS file. */
export function openWordFile(bytes: Uint8Array, source: string): WordFile {
  const ole = openOle(bytes);
  const main = viewOf(ole.stream('WordDocument'));
  if (main.byteLength < 0x200) throw new DocumentError(source, BROKEN);
  if (main.getUint16(0, true) !== WORD_97) throw new DocumentError(source, OLDER);
  const flags = main.getUint16(FLAGS, true);
  if ((flags & ENCRYPTED) !== 0) throw new DocumentError(source, LOCKED);
  const table = viewOf(ole.stream((flags & SECOND_TABLE) === 0 ? '0Table' : '1Table'));
  const data = viewOf(ole.stream('Data'));
  return { main, table, data, ...textOf(main, tablePart(main, table, PIECES)) };
}

/** What a .doc file says when it cannot be followed. */
export function brokenFile(source: string, cause: unknown): DocumentError {
  return new DocumentError(source, BROKEN, { cause });
}

/** A part of the table stream by its number in the file's head; of one left out the place says nothing. */
export function tablePart(main: DataView, table: DataView, number: number): DataView {
  const place = 0x9a + 8 * number;
  const [start, size] = [main.getUint32(place, true), main.getUint32(place + 4, true)];
  return size === 0 ? within(table, 0, 0) : within(table, start, size);
}

/** Bytes of a view; what reaches beyond its end is refused as broken. */
export function within(view: DataView, start: number, size: number): DataView {
  return new DataView(
    view.buffer,
    view.byteOffset + start,
    Math.min(size, view.byteLength - start),
  );
}

function viewOf(bytes: Uint8Array | null): DataView {
  const known = bytes ?? new Uint8Array();
  return new DataView(known.buffer, known.byteOffset, known.byteLength);
}

/** A text is written in pieces, each in two bytes a character or in one (Windows 1252). */
function textOf(main: DataView, complex: DataView): Pick<WordFile, 'text' | 'offsets'> {
  const pieces = pieceTable(complex);
  const count = Math.floor((pieces.byteLength - 4) / 12);
  const texts: string[] = [];
  const offsets: number[] = [];
  for (let at = 0; at < count && offsets.length <= main.byteLength; at += 1) {
    const begin = pieces.getUint32(4 * at, true);
    const length = pieces.getUint32(4 * at + 4, true) - begin;
    const place = pieces.getUint32(4 * (count + 1) + 8 * at + 2, true);
    const width = (place & 0x40000000) === 0 ? 2 : 1;
    const start = width === 2 ? place : (place & 0x3fffffff) / 2;
    const piece = within(main, start, length * width);
    texts.push(new TextDecoder(width === 2 ? 'utf-16le' : 'windows-1252').decode(piece));
    for (let each = 0; each < piece.byteLength / width; each += 1) {
      offsets.push(start + each * width);
    }
  }
  return { text: texts.join(''), offsets: Uint32Array.from(offsets) };
}

/** The table of pieces stands after properties that are of no concern here. */
function pieceTable(complex: DataView): DataView {
  let place = 0;
  while (complex.getUint8(place) === 1) place += 3 + complex.getUint16(place + 1, true);
  return within(complex, place + 5, complex.getUint32(place + 1, true));
}
