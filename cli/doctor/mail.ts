import { createPublicKey } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { createTransport } from 'nodemailer';
import { transportSettings } from '../../channels/email.ts';
import { lookInto } from '../../channels/inbound/mailbox.ts';
import { tokenSource } from '../../channels/oauth.ts';
import { reachOf } from '../../channels/reach.ts';
import type { Config } from '../../config.ts';
import { mailServer } from '../../plan/mail-server.ts';
import { senderFaults, type SenderRecords } from '../../plan/mail-dns.ts';
import { type Finding, rawReason, reasonOf, startOrSet } from './finding.ts';

const PATIENCE = 5000;

/** Whether the mail server answers, encrypts and accepts the login; sends nothing. */
export async function checkMail({ smtpUrl, mail }: Config): Promise<Finding> {
  const name = '邮件';
  if (smtpUrl === null) {
    return { name, state: 'broken', found: '没有在运行', mend: startOrSet('SMTP_URL') };
  }
  const { host, secure, tls, login } = mailServer(smtpUrl); // the whole address holds the password
  const tokens = mail.oauth === null ? null : tokenSource(mail.oauth);
  try {
    const transport = createTransport({
      ...transportSettings({ smtpUrl, tokens }),
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
    });
    try {
      await transport.verify();
    } finally {
      transport.close();
    }
    const safely = secure || tls === 'required' ? '加密，' : '';
    const as = login === null ? '不需登录' : '已登录';
    return { name, state: 'good', found: `${host} 已连接（${safely}${as}，未发送邮件）` };
  } catch (error) {
    const mend = mendFor(error, 'SMTP_URL');
    return { name, state: 'broken', found: `${host}：${reasonOf(error)}`, mend };
  }
}

/** Whether the mailbox for answers can be read; changes nothing in it. */
export async function checkMailbox({ smtpUrl, mail }: Config): Promise<Finding> {
  const { imap, oauth, authServer } = mail;
  const name = '收信';
  if (imap === null && smtpUrl !== null && reachOf(smtpUrl) === 'machine') {
    return { name, state: 'good', found: '自带的邮箱，不收回信' };
  }
  if (imap === null) {
    return {
      name,
      state: 'warning',
      found: '没有设置 IMAP_URL，回信和退信没有人读',
      mend: '给督办单独开一个邮箱，设置 IMAP_URL（见 docs/channels.md）',
    };
  }
  const { host } = mailServer(imap.url);
  try {
    const tokens = oauth === null ? null : tokenSource(oauth);
    const { mails, hasDoneFolder } = await lookInto({ ...imap, tokens });
    const done = hasDoneFolder ? '' : `，“${imap.doneFolder}”将在第一次收信时建立`;
    const found = `${host} 的 ${imap.folder} 有 ${mails} 封${done}`;
    if (authServer !== null || reachOf(imap.url) === 'machine')
      return { name, state: 'good', found };
    const mend =
      '请设置 MAIL_AUTH_SERVER：本单位邮件网关写 Authentication-Results 时用的名称（看一封来信的邮件头）';
    return { name, state: 'warning', found: `${found}；不能识别冒名来信`, mend };
  } catch (error) {
    const mend = mendFor(error, 'IMAP_URL');
    return { name, state: 'broken', found: `${host}：${reasonOf(error)}`, mend };
  }
}

function mendFor(error: unknown, variable: string): string {
  const words = `${rawReason(error)} ${error instanceof Error && 'code' in error ? String(error.code) : ''}`;
  if (/EAUTH|authenti|login|OAuth/i.test(words)) {
    return `核对 ${variable} 里的用户名和密码（QQ、163 等要用“授权码”）；用令牌的核对 OAUTH_ 各项`;
  }
  if (/certificate|self.signed|altname|ETLS|SSL|TLS/i.test(words)) {
    return `服务器证书不被信任：单位自己的证书用 ${variable} 的 ca= 参数，名称不符用 server-name=`;
  }
  return startOrSet(variable);
}

/** Asks DNS; a test gives another one. */
export type Names = Pick<Resolver, 'resolveMx' | 'resolveTxt'>;

/** Whether the sender's domain is set up so that mails are taken: MX, SPF, DKIM, DMARC. */
export async function checkSender(
  { mailFrom, smtpUrl, mail: { dkim } }: Config,
  names: Names = new Resolver({ timeout: 2000, tries: 2 }),
): Promise<Finding> {
  const name = '发件域名';
  const domain = mailFrom.replace(/^.*@|>$/g, '');
  if (smtpUrl === null || reachOf(smtpUrl) === 'machine') {
    return { name, state: 'good', found: `${domain}（自带的邮箱，不查 DNS）` };
  }
  const key = dkim === null ? null : { ...dkim, publicKey: publicHalf(dkim.privateKey) };
  try {
    const selector = key === null ? null : `${key.selector}._domainkey.${key.domain}`;
    const faults = senderFaults(domain, await recordsOf(names, domain, selector), key);
    if (faults.length === 0) {
      const signed = key === null ? '' : '，DKIM 公钥与私钥成对';
      return { name, state: 'good', found: `${domain} 的 MX、SPF、DMARC 记录齐全${signed}` };
    }
    return {
      name,
      state: faults.some(({ grave }) => grave) ? 'broken' : 'warning',
      found: faults.map(({ found }) => found).join('；'),
      mend: faults.map(({ mend }) => mend).join('；'),
    };
  } catch (error) {
    const found = `查不到 ${domain} 的 DNS 记录（${reasonOf(error)}）`;
    const mend = '这台机器连不上 DNS 时可以在别处查 MX、SPF、DKIM 记录';
    return { name, state: 'warning', found, mend };
  }
}

function publicHalf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
}

async function recordsOf(
  names: Names,
  domain: string,
  selector: string | null,
): Promise<SenderRecords> {
  const texts = async (host: string) =>
    (await orNone(names.resolveTxt(host))).map((parts) => parts.join(''));
  return {
    mx: (await orNone(names.resolveMx(domain)))
      .map(({ exchange }) => exchange)
      .filter((exchange) => exchange !== ''),
    txt: await texts(domain),
    dmarc: await texts(`_dmarc.${domain}`),
    dkim: selector === null ? [] : await texts(selector),
  };
}

/** A name without records of a kind has none; a DNS that does not answer is another matter. */
async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENODATA' || code === 'ENOTFOUND') return [];
    throw error;
  }
}
