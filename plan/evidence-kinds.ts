// What files are, told by their bytes, and which of them an office takes as evidence.

import { endingOf } from './evidence-files.ts';
import { isProgram } from './evidence-programs.ts';

/** A kind of file: what it is called in short, its media types, and how names of it end. */
type Kind = { name: string; types: readonly string[]; endings: readonly string[] };

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

const KINDS: readonly Kind[] = [
  { name: 'PDF', types: ['application/pdf'], endings: ['pdf', 'ai'] },
  { name: 'JPG', types: ['image/jpeg'], endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { name: 'PNG', types: ['image/png', 'image/apng'], endings: ['png', 'apng'] },
  { name: 'WEBP', types: ['image/webp'], endings: ['webp'] },
  { name: 'GIF', types: ['image/gif'], endings: ['gif'] },
  { name: 'TIFF', types: ['image/tiff'], endings: ['tif', 'tiff'] },
  { name: 'BMP', types: ['image/bmp'], endings: ['bmp', 'dib'] },
  { name: 'AVIF', types: ['image/avif'], endings: ['avif'] },
  {
    name: 'HEIC',
    types: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    endings: ['heic', 'heif', 'hif', 'heics', 'heifs'],
  },
  { name: 'OFD', types: ['application/ofd'], endings: ['ofd'] },
  {
    name: 'WORD',
    types: [
      'application/msword',
      `${OOXML}.wordprocessingml.document`,
      `${OOXML}.wordprocessingml.template`,
      'application/vnd.ms-word.document.macroenabled.12',
      'application/vnd.ms-word.template.macroenabled.12',
      `${ODF}.text`,
      'application/rtf',
    ],
    endings: ['doc', 'docx', 'docm', 'dot', 'dotx', 'dotm', 'wps', 'wpt', 'odt', 'rtf'],
  },
  {
    name: 'EXCEL',
    types: [
      'application/vnd.ms-excel',
      `${OOXML}.spreadsheetml.sheet`,
      `${OOXML}.spreadsheetml.template`,
      'application/vnd.ms-excel.sheet.macroenabled.12',
      'application/vnd.ms-excel.template.macroenabled.12',
      `${ODF}.spreadsheet`,
    ],
    endings: ['xls', 'xlsx', 'xlsm', 'xlsb', 'xlt', 'xltx', 'xltm', 'et', 'ett', 'ods'],
  },
  {
    name: 'PPT',
    types: [
      'application/vnd.ms-powerpoint',
      `${OOXML}.presentationml.presentation`,
      `${OOXML}.presentationml.slideshow`,
      `${OOXML}.presentationml.template`,
      'application/vnd.ms-powerpoint.presentation.macroenabled.12',
      'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
      `${ODF}.presentation`,
    ],
    endings: ['ppt', 'pptx', 'pptm', 'pps', 'ppsx', 'pot', 'potx', 'dps', 'dpt', 'odp'],
  },
  { name: 'ZIP', types: ['application/zip'], endings: ['zip'] },
  { name: 'RAR', types: ['application/vnd.rar', 'application/x-rar-compressed'], endings: ['rar'] },
  { name: '7Z', types: ['application/x-7z-compressed'], endings: ['7z'] },
  {
    name: 'MP4',
    types: ['video/mp4', 'video/x-m4v', 'video/3gpp', 'video/3gpp2'],
    endings: ['mp4', 'm4v', '3gp', '3g2', 'mov'],
  },
  { name: 'MOV', types: ['video/quicktime'], endings: ['mov', 'qt'] },
  { name: 'AVI', types: ['video/vnd.avi', 'video/x-msvideo'], endings: ['avi'] },
  { name: 'MKV', types: ['video/matroska', 'video/x-matroska'], endings: ['mkv'] },
  { name: 'WEBM', types: ['video/webm'], endings: ['webm'] },
  {
    name: 'MP3',
    types: ['audio/mpeg'],
    endings: ['mp3', 'mp2', 'mpga'],
  },
  { name: 'M4A', types: ['audio/x-m4a', 'audio/mp4'], endings: ['m4a', 'mp4'] },
  { name: 'WAV', types: ['audio/wav', 'audio/vnd.wave'], endings: ['wav'] },
  { name: 'AMR', types: ['audio/amr'], endings: ['amr'] },
  { name: 'TXT', types: ['text/plain'], endings: ['txt', 'csv', 'md', 'log', 'ics', 'vcf'] },
  { name: 'HTML', types: ['text/html'], endings: ['html', 'htm', 'xhtml', 'shtml'] },
  { name: 'MHT', types: ['multipart/related'], endings: ['mht', 'mhtml'] },
  { name: 'SVG', types: ['image/svg+xml'], endings: ['svg'] },
  { name: 'EML', types: ['message/rfc822'], endings: ['eml'] },
];

type Named = { name: string; mediaType: string };

/**
 * What a file is called in short, by what it is and not by what its name says.
 * @example kindName({ name: '照片.pdf', mediaType: 'image/jpeg' }) // 'JPG'
 */
export function kindName({ name, mediaType }: Named): string {
  const known = KINDS.find(({ types }) => types.includes(mediaType))?.name;
  return known ?? (endingOf(name).toUpperCase().slice(0, 5) || '文件');
}

/**
 * True of a file whose name says that it is something else.
 * @example isMisnamed({ name: '照片.pdf', mediaType: 'image/jpeg' }) // true
 */
export function isMisnamed({ name, mediaType }: Named): boolean {
  const kind = KINDS.find(({ types }) => types.includes(mediaType));
  const ending = endingOf(name);
  // many kinds of text bear endings of their own
  const isOther = KINDS.some(({ endings }) => endings.includes(ending));
  if (kind === undefined || ending === '' || kind.endings.includes(ending)) return false;
  return isOther || !mediaType.startsWith('text/');
}

/** How a file can be shown in a page. */
export type View = 'picture' | 'pdf' | 'video' | 'audio';

/**
 * How a file can be shown in a page: as a picture that we make of it, as a PDF, played by the browser,
 * or not at all.
 */
export function viewOf(mediaType: string): View | null {
  if (mediaType === 'application/pdf') return 'pdf';
  if (PICTURES.includes(mediaType)) return 'picture';
  if (VIDEOS.includes(mediaType)) return 'video';
  return AUDIOS.includes(mediaType) ? 'audio' : null;
}

/**
 * Why a page shows nothing of a file of which one might expect it; empty: nobody asks.
 * @example whyUnseen({ name: 'IMG_0001.HEIC', mediaType: 'image/heic' })
 */
export function whyUnseen(file: Named): string {
  return kindName(file) === 'HEIC' ? '苹果手机照片（HEIC），浏览器看不了，请下载后看' : '';
}

// those that can be decoded here; HEIC's codec is under patent and not among them
const PICTURES = [
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
];
// browsers may play them; whether one does depends on what it brings along
const VIDEOS = ['video/mp4', 'video/x-m4v', 'video/webm', 'video/quicktime'];
const AUDIOS = ['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/wav'];

/**
 * Why a file is no evidence: a program, or a page that would run one where it is opened. Null: it is
 * taken.
 * @example whyRefused({ name: '安装.exe', mediaType: 'application/octet-stream' }, false)
 */
export function whyRefused({ name, mediaType }: Named, isActive: boolean): string | null {
  if (isProgram({ name, mediaType })) {
    return `“${name}”是程序，不能作为佐证（快捷方式、磁盘映像等打开就会运行的也算）；请传文档、照片、PDF、音频或视频，软件界面请截图`;
  }
  if (!isActive) return null;
  return `“${name}”是带脚本的网页，打开时会运行程序，不能收；请打印成 PDF 或截图再传`;
}
