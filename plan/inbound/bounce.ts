import { headerOf, type ReceivedMail } from './received-mail.ts';

/**
 * What a mail server says of a mail of ours. `address`: nobody can be reached there; `refused`: the
 * mail was not taken (a full mailbox, a filter); `delayed`: it is still tried.
 */
export type Bounce = {
  kind: 'address' | 'refused' | 'delayed';
  /** The server's words, without addresses. */
  words: string;
  /** Mails of which it may speak. */
  messageIds: string[];
  /** The address that it names; null: none. */
  recipient: string | null;
};

/** What a bounce says; null: the mail is none. */
export function bounceOf(mail: ReceivedMail): Bounce | null {
  return reported(mail) ?? byItsWords(mail);
}

function reported({ report, returned, answers }: ReceivedMail): Bounce | null {
  const failed =
    report?.recipients.find((each) => actionOf(each) === 'failed') ??
    report?.recipients.find((each) => actionOf(each) === 'delayed');
  if (failed === undefined) return null;
  const status = failed['status'] ?? '';
  const diagnostic = (failed['diagnostic-code'] ?? '').slice(0, LONGEST);
  const recipient = addressIn(failed['final-recipient'] ?? failed['original-recipient'] ?? '');
  const words = tidy(`${status} ${diagnostic}`);
  const messageIds = [...new Set([...returned, ...answers])];
  const kind =
    actionOf(failed) === 'delayed' || status.startsWith('4.')
      ? 'delayed'
      : kindOf(status, diagnostic);
  return { kind, words, messageIds, recipient };
}

function actionOf(fields: Record<string, string>): string {
  return (fields['action'] ?? '').trim().toLowerCase();
}

// who writes bounces that are no reports, and what stands above them
const DAEMON = /^(?:mailer[-_.]?daemon|post-?master|mail[-_.]?daemon|mdaemon|bounces?)@/i;
const SUBJECT =
  /undeliver|deliver(?:y|ed)[^,]{0,30}(?:fail|problem|status)|returned (?:mail|to sender)|failure notice|mail (?:failure|error)|can'?t be delivered|systems? bounce|delay(?:ed)? (?:mail|delivery)|delivery (?:is )?delayed|(?:系统|邮件|被)退信|退信(?:通知|提醒)?|退回(?:邮件|通知)|邮件(?:被|已)?退回|无法(?:送达|投递|传递|发送)|未(?:能)?(?:送达|投递|传递)|(?:投递|发送|传递|送达)(?:失败|延迟|不成功)|延迟(?:送达|投递)/i;

/** QQ, 163, Exchange and others often tell it in their own words. */
function byItsWords(mail: ReceivedMail): Bounce | null {
  const { from, subject, text, returned, answers } = mail;
  const byDaemon = from === null || DAEMON.test(from) || headerOf(mail, 'return-path') === '<>';
  if (!byDaemon || !SUBJECT.test(subject)) return null;
  const said = text.slice(0, 20_000);
  const messageIds = [...new Set([...returned, ...answers, ...idsIn(said)])];
  return {
    kind: kindOf(statusIn(said), `${subject} ${said}`),
    words: sentenceOf(said),
    messageIds,
    recipient: null,
  };
}

const DELAYED =
  /\bdelayed\b|will (?:keep|continue)|still (?:trying|being)|继续尝试|暂时无法|延迟(?:送达|投递)|稍后(?:再|重)|\b4\.\d{1,3}\.\d{1,3}\b/i;
const NOT_THE_ADDRESS =
  /quota|(?:mailbox|inbox|storage)[^.]{0,20}full|over ?limit|空间(?:不足|已满)|(?:邮箱|信箱|收件箱)[^。]{0,6}满|容量|spam|junk|block|blacklist|reputation|denied|policy|content|virus|dmarc|spf\b|dkim|垃圾|拒收|黑名单|拦截|频率|frequency|too (?:large|big|many)|过大|超过.{0,6}(?:大小|限制)|loop/i;
const NOBODY =
  /(?:user|mailbox|recipient|account|address|addressee)[^.\n]{0,40}(?:not (?:found|exist|known)|unknown|does(?: not|n'?t) exist|invalid|unavailable|disabled|suspended|rejected|no longer)|(?:no such|unknown|invalid|non-?existent) (?:user|mailbox|recipient|account|address|person)|not? (?:our|a valid) (?:customer|recipient|mailbox)|(?:用户|邮箱|收件人|帐号|账号|账户|地址)[^。\n]{0,12}(?:不存在|未找到|没有找到|找不到|无效|有误|错误|已?(?:注销|停用|冻结|禁用|关闭))|(?:不存在|无)(?:此|该|这个)?(?:用户|邮箱|收件人|帐号|账号)|域名[^。\n]{0,10}(?:不存在|无效|找不到|解析)|(?:domain|host)[^.\n]{0,30}(?:not found|unknown|no mx)|NXDOMAIN/i;

function kindOf(status: string, words: string): Bounce['kind'] {
  if (
    /^5\.1\.(?:0|1|2|3|6|10)$|^5\.2\.1$|^5\.4\.4$/.test(status) &&
    !/\bspam|policy|5\.7\.\d/i.test(words)
  ) {
    return 'address';
  }
  if (status.startsWith('4.')) return 'delayed';
  if (status.startsWith('5.') && !/^5\.(?:0|1)\./.test(status)) return 'refused';
  if (NOBODY.test(words)) return 'address';
  if (NOT_THE_ADDRESS.test(words)) return 'refused';
  return DELAYED.test(words) ? 'delayed' : 'refused';
}

function statusIn(text: string): string {
  return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? '';
}

/** The Message-IDs that a text names as such. */
function idsIn(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:message-?id|邮件(?:标识|ID|编号))\s{0,9}[:：]?\s{0,9}(<[^<>\s@]{1,200}@[^<>\s]{1,300}>)/gi,
    ),
  ].map(([, id]) => id ?? '');
}

/** The line that gives the reason, or the first that says anything. */
function sentenceOf(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find(
    (line) =>
      /\b[45]\d\d\b|\b[45]\.\d+\.\d+\b/.test(line) ||
      NOBODY.test(line) ||
      NOT_THE_ADDRESS.test(line),
  );
  return tidy(telling ?? lines[0] ?? '');
}

const ADDRESS = /[^\s<>"'(),;:：，]+@[\w.-]+\.[a-z\d-]{2,}/gi;

const LONGEST = 1000;

function addressIn(field: string): string | null {
  return field.slice(0, LONGEST).match(ADDRESS)?.[0].toLowerCase() ?? null;
}

function tidy(words: string): string {
  return words
    .slice(0, LONGEST)
    .replace(ADDRESS, '<收件人>')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
