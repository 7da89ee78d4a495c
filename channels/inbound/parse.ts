import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { judgeFile } from '../../db/evidence-intake.ts';
import { tidyName } from '../../plan/evidence-files.ts';
import type {
  DeliveryReport,
  ReceivedFile,
  ReceivedMail,
} from '../../plan/inbound/received-mail.ts';

/** A mail that was read, with the bytes of its attachments in the same order as their names. */
export type ParsedInbound = { mail: ReceivedMail; bytes: Buffer[] };

const LONGEST_TEXT = 200_000;
const LONGEST_HTML = 2_000_000;

/** Reads a mail as it came in; what is malformed is read as far as it goes. */
export async function parseMail(raw: Buffer): Promise<ParsedInbound> {
  const parsed = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    maxHtmlLengthToParse: LONGEST_HTML,
  });
  const files = parsed.attachments.filter((each) => !isPartOfReport(each));
  const mail: ReceivedMail = {
    messageId: clean(parsed.messageId ?? '') || null,
    from: parsed.from?.value[0]?.address?.toLowerCase() || null,
    subject: clean(parsed.subject ?? '').slice(0, 500),
    headers: headersOf(parsed),
    answers: answersOf(parsed),
    text: clean(parsed.text ?? '').slice(0, LONGEST_TEXT),
    files: await Promise.all(files.map(fileOf(typeof parsed.html === 'string' ? parsed.html : ''))),
    report: reportIn(parsed.attachments),
    returned: returnedIn(parsed.attachments),
  };
  return { mail, bytes: files.map(({ content }) => content) };
}

/** Text that PostgreSQL takes: without NULs and without halves of signs. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().trim();
}

function headersOf({ headerLines }: ParsedMail): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const { key, line } of headerLines) {
    const value = clean(line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' '));
    if (Object.hasOwn(headers, key)) headers[key]?.push(value);
    else headers[key] = [value];
  }
  return headers;
}

/** What it answers directly comes first, then the thread from its end. */
function answersOf({ inReplyTo, references }: ParsedMail): string[] {
  const thread = [references ?? []].flat().toReversed();
  const ids = [...(inReplyTo ?? '').split(/\s+/), ...thread];
  return [...new Set(ids.map((id) => clean(id)).filter((id) => /^<[^<>]+>$/.test(id)))].slice(
    0,
    50,
  );
}

function fileOf(html: string): (attachment: Attachment) => Promise<ReceivedFile> {
  return async ({ filename, contentType, size, cid, related, content }) => {
    const name = tidyName(clean(filename ?? '')) || nameless(contentType);
    const isPicture = contentType.startsWith('image/');
    return {
      name,
      mediaType: clean(contentType).slice(0, 200),
      size,
      shown: isPicture && (related || (cid !== undefined && html.includes(cid))),
      refused: (await judgeFile(name, content)).refused,
    };
  };
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/pdf': '.pdf',
  'message/rfc822': '.eml',
};

function nameless(contentType: string): string {
  return `附件${ENDINGS[contentType] ?? ''}`;
}

const REPORTS = [
  'message/delivery-status',
  'message/global-delivery-status',
  'text/rfc822-headers',
];

function isPartOfReport({ contentType }: Attachment): boolean {
  return REPORTS.includes(contentType);
}

/** The machine's part of a report: groups of fields, the first of which is about the whole mail. */
function reportIn(attachments: Attachment[]): DeliveryReport | null {
  const part = attachments.find(({ contentType }) =>
    /^message\/(?:global-)?delivery-status$/.test(contentType),
  );
  if (part === undefined) return null;
  const groups = part.content
    .toString('utf8')
    .slice(0, LONGEST_TEXT)
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf);
  return {
    recipients: groups.filter((fields) => 'action' in fields || 'final-recipient' in fields),
  };
}

function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n');
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^([A-Za-z-]{1,80}):(.*)$/s.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), clean(value ?? '')] as const];
  });
  return Object.fromEntries(pairs);
}

/** The Message-IDs of mails that are brought back, whole or as headers. */
function returnedIn(attachments: Attachment[]): string[] {
  return attachments
    .filter(({ contentType }) =>
      /^message\/(?:rfc822|global)|^text\/rfc822-headers/.test(contentType),
    )
    .flatMap(({ content }) => {
      const head =
        content
          .subarray(0, 100_000)
          .toString('latin1')
          .split(/\r?\n\r?\n/)[0] ?? '';
      const id = /^message-id:\s*(<[^<>\s]+>)/im.exec(head.replace(/\r?\n[ \t]+/g, ' '))?.[1];
      return id === undefined ? [] : [id];
    });
}
