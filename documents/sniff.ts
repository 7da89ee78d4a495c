import { DocumentError } from '../plan/errors.ts';
import { openOle } from './ole.ts';
import { openArchive } from './zip.ts';

/** The kinds of file that hold a document, each with a reader of its own. */
export type DocumentKind = 'docx' | 'doc' | 'xlsx' | 'pdf' | 'ofd' | 'text';

type Container = 'zip' | 'ole';
type Refused =
  | 'empty'
  | 'archive'
  | 'slides'
  | 'encrypted'
  | 'xls'
  | 'opendocument'
  | 'ole'
  | 'rtf'
  | 'markup'
  | 'image'
  | 'binary';

const SAVE_AS_DOCX = '请用 Word 或 WPS 打开后另存为 .docx 再试';

// what to say of a file that cannot be read
const REFUSALS: Record<Refused, string> = {
  empty: '文件是空的，请检查是否选错文件',
  archive: '这是压缩包。请解压后选择其中的方案文件再试',
  slides: '这是演示文稿（PPT），不是方案。请提供 Word、WPS、PDF 或文本格式的方案',
  encrypted: '文件设有打开密码。请去掉密码后另存一份再试',
  xls: '不能读取这种格式的表格（.xls、.xlsb）。请用 Excel 或 WPS 打开后另存为 .xlsx 再试',
  opendocument: `不能读取 OpenDocument 文件（.odt、.ods）。${SAVE_AS_DOCX}`,
  ole: `这不是 Word 或 WPS 文档，不能读取。${SAVE_AS_DOCX}`,
  rtf: `这是 RTF 文件。${SAVE_AS_DOCX}`,
  markup: `这是网页或 XML 文件，不是文档。${SAVE_AS_DOCX}`,
  image: '这是图片，没有可读的文字。请提供文字版文件',
  binary: '文件不是文本，也不是可识别的文档。请提供 Word、WPS、PDF、Excel 或文本格式的方案',
};

const MAGIC: [kind: Container | 'pdf' | 'rtf' | 'image', bytes: number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]], // docx, xlsx, ofd, new wps
  ['zip', [0x50, 0x4b, 0x05, 0x06]], // without any entry
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]], // doc, xls, old wps
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
];

// what tells the formats apart that are ZIP files
const ENTRIES: [kind: DocumentKind | Refused, name: RegExp][] = [
  ['docx', /^word\/document\d*\.xml$/],
  ['xlsx', /^xl\/workbook\.xml$/],
  ['ofd', /^OFD\.xml$/i],
  ['slides', /^ppt\//],
  ['xls', /^xl\/workbook\.bin$/],
  ['opendocument', /^content\.xml$/],
];

// what tells the formats apart that are OLE files
const STREAMS: [kind: DocumentKind | Refused, name: string][] = [
  ['encrypted', 'EncryptedPackage'],
  ['doc', 'WordDocument'],
  ['xls', 'Workbook'],
  ['xls', 'Book'],
  ['slides', 'PowerPoint Document'],
];

/**
 * The kind of document that these bytes are, never asking the file name's ending; what is none is
 * refused with what to do about it.
 */
export function documentKind(bytes: Uint8Array, source: string): DocumentKind {
  const kind = kindOf(bytes, source);
  if (isRefused(kind)) throw new DocumentError(source, REFUSALS[kind]);
  return kind;
}

function isRefused(kind: DocumentKind | Refused): kind is Refused {
  return kind in REFUSALS;
}

function kindOf(bytes: Uint8Array, source: string): DocumentKind | Refused {
  if (bytes.length === 0) return 'empty';
  const known = MAGIC.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte))?.[0];
  if (known === 'zip') return kindOfArchive(bytes, source);
  if (known === 'ole') return kindOfOle(bytes);
  if (known) return known;
  if (!isUtf16(bytes) && hasControlBytes(bytes)) return 'binary';
  return isMarkup(bytes) ? 'markup' : 'text';
}

function kindOfArchive(bytes: Uint8Array, source: string): DocumentKind | Refused {
  const { names } = openArchive(bytes, source);
  return ENTRIES.find(([, form]) => names.some((name) => form.test(name)))?.[0] ?? 'archive';
}

function kindOfOle(bytes: Uint8Array): DocumentKind | Refused {
  const file = openOle(bytes);
  return STREAMS.find(([, name]) => file.stream(name) !== null)?.[0] ?? 'ole';
}

/** True when a byte order mark announces UTF-16, in which zero bytes are ordinary. */
export function isUtf16(bytes: Uint8Array): boolean {
  const mark = `${bytes[0]},${bytes[1]}`;
  return mark === '255,254' || mark === '254,255';
}

/** Web pages and XML, which some programs save under a document's name. */
function isMarkup(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300)).replaceAll('\0', '');
  return /^[^\w<]*<(?:!doctype|html|\?xml|\?mso)|^MIME-Version:/i.test(head);
}

function hasControlBytes(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  // tab, line feed, vertical tab, form feed, return and escape occur in text
  return head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}
