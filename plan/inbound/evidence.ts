import { LARGEST_FILE, MOST_FILES } from '../evidence-files.ts';
import type { ReceivedFile } from './received-mail.ts';

/** Which attachments of a mail are evidence, and why others cannot be taken. */
export type Evidence = {
  /** Their places among the attachments. */
  taken: number[];
  /** What must be mended before anything is recorded, as on the form. */
  faults: string[];
};

/** A picture in the text that is smaller is a signature's emblem, not a photograph. */
const EMBLEM = 60_000;
const NO_EVIDENCE = /^application\/(?:pkcs7-signature|x-pkcs7-signature|pgp-signature|ics)$/;

/** The attachments of a mail that are evidence. */
export function evidenceIn(files: readonly ReceivedFile[]): Evidence {
  const meant = files.map((file, index) => ({ file, index })).filter(({ file }) => isMeant(file));
  const faults = meant.flatMap(({ file: { name, size, refused } }) => {
    if (isTnef(name)) {
      return [
        `附件“${name}”是 Outlook 特有格式，打不开；请把邮件格式改为“纯文本”或“HTML”，附上原文件重发`,
      ];
    }
    if (refused !== null) return [`附件${refused}`];
    if (size === 0) return [`附件“${name}”是空文件`];
    return size > LARGEST_FILE
      ? [`附件“${name}”超过 ${LARGEST_FILE / 1024 / 1024} MB，请压缩后重发`]
      : [];
  });
  const many =
    meant.length > MOST_FILES ? [`附件有 ${meant.length} 个，一次最多 ${MOST_FILES} 个`] : [];
  return { taken: meant.map(({ index }) => index), faults: [...faults, ...many] };
}

function isMeant({ mediaType, shown, size }: ReceivedFile): boolean {
  return !NO_EVIDENCE.test(mediaType) && !(shown && size < EMBLEM);
}

function isTnef(name: string): boolean {
  return /^winmail\.dat$/i.test(name);
}
