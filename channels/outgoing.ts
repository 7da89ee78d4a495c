import type { Ready } from '../db/claiming.ts';
import { SMS_TEMPLATES, type SmsTemplate } from '../plan/sms.ts';
import { threadsOf } from '../plan/threads.ts';
import type { Mail, Outgoing, Sms } from './channel.ts';
import type { MailExtras } from './inbound/extras.ts';
import { fillLinks, type LinkSigner } from './links.ts';
import { htmlOf } from './render.ts';

/** What a claimed message is handed over as: links are filled in now and kept nowhere. */
export function outgoingOf(
  { row, notices, taskIds }: Ready,
  { signer, domain, extras }: { signer: LinkSigner; domain: string; extras: MailExtras },
): Outgoing {
  const { messageId, address, repeats } = row;
  const common = { messageId, address, repeat: repeats > 0 };
  const text = fillLinks(row.text ?? '', signer);
  if (row.channel === 'sms') {
    return { ...common, channel: 'sms', text, ...templateOf(row.fields, signer) };
  }
  if (row.channel === 'chat') throw new RangeError(`message ${row.id}: no chat group is set up`);
  return {
    ...common,
    channel: 'mail',
    subject: row.subject ?? '',
    text,
    html: row.digest === null ? null : fillLinks(htmlOf(row.digest), signer),
    date: row.datedAt,
    references: threadsOf({ planIds: notices.map(({ planId }) => planId), taskIds }, domain),
    unsubscribe: channelPage(row.text ?? '', signer),
    ...extras,
  } satisfies Mail;
}

/** The page on which its reader chooses another way to be told; null where there is no link. */
function channelPage(text: string, signer: LinkSigner): string | null {
  const [, linkId] = /\{link:([\w-]+)\}/.exec(text) ?? [];
  return linkId === undefined ? null : `${signer.address(linkId)}/channel`;
}

function templateOf(
  stored: Record<string, string> | null,
  signer: LinkSigner,
): Pick<Sms, 'template' | 'fields'> {
  const { template = '', ...fields } = stored ?? {};
  if (!isTemplate(template)) throw new RangeError(`no short message is called ${template}`);
  const filled = Object.entries(fields).map(([name, value]) => [name, fillLinks(value, signer)]);
  return { template, fields: Object.fromEntries(filled) };
}

function isTemplate(name: string): name is SmsTemplate {
  return Object.hasOwn(SMS_TEMPLATES, name);
}
