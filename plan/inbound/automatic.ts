import { headerOf, isSameAddress, type ReceivedMail } from './received-mail.ts';

const BULK = ['bulk', 'junk', 'list', 'auto_reply', 'auto-reply'];
const MARKS = [
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-mail-autoreply',
  'x-autoreply-from',
  'x-qq-autoreply',
];
const LISTS = ['list-id', 'list-post', 'mailing-list', 'x-mailing-list'];
const SUBJECT =
  /^(?:自动(?:回复|答复|应答|回信|转发)|外出(?:自动)?(?:回复|答复)|(?:休假|请假|出差|年假)(?:自动)?(?:回复|答复|通知)|已读|阅读回执|已读回执|阅读确认|未读|auto(?:matic(?:ally)?)?[ -]?(?:repl|response|respon|submitted)|autoreply|out of (?:the )?office|away from (?:the )?office|vacation|(?:not )?read\s*:|read receipt|disposition notification)/i;

/**
 * Why a mail was written by a machine, so that it is no command and gets no answer; null when a
 * person may have written it. `ours`: the addresses from which we write.
 */
export function automaticOf(mail: ReceivedMail, ours: readonly string[]): string | null {
  const submitted = headerOf(mail, 'auto-submitted');
  if (submitted !== null && !/^no\b/.test(submitted)) return '对方系统自动发出';
  if (MARKS.some((name) => isSet(headerOf(mail, name)))) return '自动回复';
  if (SUBJECT.test(bareSubject(mail.subject))) return '自动回复或已读回执';
  const precedence = headerOf(mail, 'precedence');
  if (precedence !== null && BULK.includes(precedence)) return '群发邮件';
  if (LISTS.some((name) => headerOf(mail, name) !== null)) return '邮件列表';
  if (ours.some((address) => isSameAddress(address, mail.from))) return '本系统自己发出';
  if (headerOf(mail, 'x-duban-repeat') !== null) return '本系统自己发出';
  const type = headerOf(mail, 'content-type') ?? '';
  if (/^multipart\/report\b/.test(type)) return '邮件系统的报告';
  return headerOf(mail, 'return-path') === '<>' ? '邮件系统发出' : null;
}

function isSet(value: string | null): boolean {
  return value !== null && value !== 'no' && value !== 'false';
}

/** A subject without blanks in front and without what encloses it. */
function bareSubject(subject: string): string {
  return subject.trim().replace(/^[[【(（]\s*/, '');
}
