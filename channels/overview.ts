import { activeGroups, lastPosts } from '../db/chat-groups.ts';
import { type ChannelStatus, channelStatus } from '../db/channel-status.ts';
import type { Database } from '../db/connect.ts';
import { clockWords } from '../plan/desk.ts';
import { groupStateWords } from '../plan/group-state.ts';
import { mailServer } from '../plan/mail-server.ts';
import { CHANNEL_NAMES, type ChannelName } from '../plan/message.ts';
import { SMS_TEMPLATE_NAMES } from '../plan/sms.ts';
import { type SmsSettings, templateVariable } from '../plan/sms-account.ts';
import { SMS_PROVIDER_NAMES } from '../plan/sms-rules.ts';
import type { Pace } from './channel.ts';
import { chatChannel } from './chat/index.ts';
import { CHAT_SYSTEMS } from './chat/systems.ts';
import { smsChannel } from './sms/index.ts';

/** How the channels are set up, as far as an administrator may see it. */
export type Installed = {
  smtpUrl: string | null;
  mailFrom: string;
  mail: {
    atOnce: number;
    perMinute: number;
    dkim: { domain: string } | null;
    imap: { url: string } | null;
  };
  sms: SmsSettings;
  administrators: { emails: string[]; phones: string[] };
};

/** A channel as an administrator sees it; no secret stands in it. */
export type ChannelLine = ChannelStatus & {
  channel: ChannelName;
  name: string;
  ready: boolean;
  setup: string[];
  /** What is not set, and by what it would be. */
  lacks: string[];
  /** By which environment variables it is set up. */
  variables: string;
  pace: string;
};

/** Every channel: how it is set up, how fast it goes, how it does. */
export async function channelOverview(
  db: Database,
  installed: Installed,
  now: number,
): Promise<ChannelLine[]> {
  const { atOnce, perMinute } = installed.mail;
  const smsPace = paceOfSms(installed.sms);
  const chatPace = chatChannel().pace;
  const groups = await activeGroups(db);
  const posted = await lastPosts(db);
  const status = (channel: ChannelName, pace: Pick<Pace, 'perMinute'>) =>
    channelStatus(db, channel, pace.perMinute, now);
  return [
    {
      channel: 'mail',
      name: CHANNEL_NAMES.mail,
      ready: installed.smtpUrl !== null,
      setup: mailSetup(installed),
      lacks: mailLacks(installed),
      variables: 'SMTP_URL、MAIL_FROM、IMAP_URL、DKIM_…、OAUTH_…、MAIL_PER_MINUTE',
      pace: paceWords({ atOnce, perMinute }),
      ...(await status('mail', { perMinute })),
    },
    {
      channel: 'sms',
      name: CHANNEL_NAMES.sms,
      ready: smsPace !== null,
      setup: smsSetup(installed.sms),
      lacks: smsLacks(installed.sms),
      variables: 'SMS_PROVIDER、SMS_SIGN、SMS_KEY_ID、SMS_KEY_SECRET、SMS_TEMPLATE_…、SMPP_…',
      pace: smsPace === null ? '' : paceWords(smsPace),
      ...(await status('sms', smsPace ?? { perMinute: 1 })),
    },
    {
      channel: 'chat',
      name: CHANNEL_NAMES.chat,
      ready: groups.length > 0,
      setup: groups.map((group) => {
        const at = posted.get(group.id);
        const state = groupStateWords(group, at === undefined ? null : clockWords(at));
        return `${CHAT_SYSTEMS[group.system].name}群“${group.name}”，${state}`;
      }),
      lacks: groups.length > 0 ? [] : ['还没有登记工作群：在群里添加机器人，登记它的 Webhook 地址'],
      variables: 'duban groups add（不用环境变量）',
      pace: paceWords(chatPace),
      ...(await status('chat', chatPace)),
    },
  ];
}

function paceOfSms({ account }: SmsSettings): Pace | null {
  if (account === null) return null;
  const way = smsChannel(account);
  way.close();
  return way.pace;
}

function paceWords({ atOnce, perMinute }: Pick<Pace, 'atOnce' | 'perMinute'>): string {
  return `同时 ${atOnce} 条，每分钟至多 ${perMinute} 条`;
}

function mailSetup({ smtpUrl, mailFrom, mail, administrators }: Installed): string[] {
  if (smtpUrl === null) return [];
  const { host, login } = mailServer(smtpUrl);
  const by = { password: '密码登录', oauth2: '令牌登录' };
  const admins = administrators.emails.length;
  return [
    `服务器 ${host}，${login === null ? '不登录' : by[login.by]}，发件人 ${mailFrom}`,
    mail.dkim === null ? '没有设置 DKIM 签名' : `DKIM 签名 ${mail.dkim.domain}`,
    mail.imap === null ? '不收回信（没有 IMAP_URL）' : `收信 ${mailServer(mail.imap.url).host}`,
    admins === 0 ? '没有登记管理员（ADMIN_EMAIL）' : `出错时告知 ${admins} 位管理员`,
  ];
}

function mailLacks({ smtpUrl, mail, administrators }: Installed): string[] {
  return [
    ...(smtpUrl === null ? ['没有发信服务器：设置 SMTP_URL、MAIL_FROM'] : []),
    ...(mail.imap === null ? ['不收回信：设置 IMAP_URL，单位可以直接回复邮件办理'] : []),
    ...(mail.dkim === null ? ['邮件没有签名，容易进垃圾箱：设置 DKIM_…'] : []),
    ...(administrators.emails.length === 0 ? ['出错时没有人知道：设置 ADMIN_EMAIL'] : []),
  ];
}

function smsLacks({ account, callback }: SmsSettings): string[] {
  if (account === null) {
    return [
      '没有短信服务商：设置 SMS_PROVIDER、SMS_SIGN 和服务商的密钥；没有邮箱的人现在收不到通知',
    ];
  }
  const { provider, templates } = account;
  const missing = SMS_TEMPLATE_NAMES.filter((name) => templates[name] === undefined);
  return [
    ...(provider === 'smpp' || missing.length === 0
      ? []
      : [`缺少模板编号：设置 ${missing.map(templateVariable).join('、')}`]),
    ...(callback === null && provider !== 'smpp'
      ? ['回执靠查询，晚几分钟才知道送达没有：设置 SMS_CALLBACK_PATH']
      : []),
  ];
}

function smsSetup({ account, callback }: SmsSettings): string[] {
  if (account === null) return [];
  const { provider, sign, templates } = account;
  const missing = SMS_TEMPLATE_NAMES.filter((name) => templates[name] === undefined);
  const lacks = provider === 'smpp' || missing.length === 0;
  return [
    `${SMS_PROVIDER_NAMES[provider]}，签名【${sign}】`,
    ...(lacks ? [] : [`没有模板编号：${missing.map(templateVariable).join('、')}`]),
    callback === null ? '没有设置回调，回执靠查询' : '回执和回复由回调接收',
  ];
}
