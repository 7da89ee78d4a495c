import type { Database } from '../../db/connect.ts';
import { fileOfInbound, inboundLine } from '../../db/inbound.ts';
import type { FileStore } from '../../db/files.ts';
import type { Ready } from '../../db/claiming.ts';
import { tidyName } from '../../plan/evidence-files.ts';
import type { Attachment } from '../channel.ts';

/** What a mail carries that has to do with mails that came in. */
export type MailExtras = {
  /** The mail that it answers. */
  inReplyTo: string | null;
  /** Received mails that its reader is asked to look at, as they came. */
  attachments: Attachment[];
};

const MOST_BYTES = 5 * 1024 * 1024; // of all together: the rest is shown by `duban inbox`
const MOST_FILES = 10;

const nothing = (): MailExtras => ({ inReplyTo: null, attachments: [] });

/** What a message answers, and the received mails that its notices speak of. */
export async function mailExtras(
  db: Database,
  files: FileStore | undefined,
  { row, notices }: Pick<Ready, 'row' | 'notices'>,
): Promise<MailExtras> {
  if (row.channel !== 'mail') return nothing();
  if (row.kind === 'answer') {
    const { key, channel } = await inboundLine(db, row.facts?.inboundId ?? 0);
    const isMessageId = channel === 'mail' && key.startsWith('<');
    return { ...nothing(), inReplyTo: isMessageId ? key : null };
  }
  const ids = notices.flatMap(({ inboundId }) => inboundId ?? []);
  if (ids.length === 0 || files === undefined) return nothing();
  return { ...nothing(), attachments: await receivedMails(db, files, ids) };
}

async function receivedMails(db: Database, files: FileStore, ids: number[]): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  let bytes = 0;
  for (const id of new Set(ids)) {
    const file = await fileOfInbound(db, id);
    if (file === null || attachments.length === MOST_FILES) continue;
    if (bytes + file.size > MOST_BYTES || !(await files.has(file.sha256))) continue;
    bytes += file.size;
    const content = Buffer.concat(await (await files.get(file.sha256)).toArray());
    const name = tidyName(`来信${id} ${file.subject.replace(/[\\/:*?"<>|]/g, '')}`.trim());
    attachments.push({ name: `${name}.eml`, mediaType: 'message/rfc822', content });
  }
  return attachments;
}
