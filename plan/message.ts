import type { PlainDate } from './date.ts';

/** By which kind of way a message leaves. */
export type ChannelName = 'mail' | 'sms' | 'chat';

/**
 * What a message is: made of notices (`assignment`, `digest`, `list`), a morning's post to a chat
 * group (`group`), or told to one reader directly, with no notice behind it.
 */
export type MessageKind = 'assignment' | 'digest' | 'list' | 'group' | DirectKind;

export type DirectKind =
  | 'answer' // what became of a mail or short message that somebody sent
  | 'code' // confirms a second device
  | 'link' // a new link in place of an expired one
  | 'handover' // what a post's new holder takes over
  | 'check' // is this contact still right?
  | 'test' // an administrator tries a channel
  | 'alert'; // an administrator must mend something

export type MessageState = 'ready' | 'sending' | 'sent' | 'unclear' | 'failed' | 'dropped';

/** Why a notice waits: for the budget, for a message that it can ride along with, for a later window. */
export type WaitsFor = 'budget' | 'ride' | 'window';

/** What became of something that came in: a command, one that was refused, a line for the coordinator, or nothing. */
export type InboundOutcome = 'command' | 'refused' | 'inbox' | 'bounce' | 'automatic';

/** What a link opens: the unit's list, or its calendar. */
export type LinkPurpose = 'desk' | 'calendar';

/** The facts that a direct message is made of; names of people and free text never stand here. */
export type DirectFacts = {
  unitId?: number;
  /** The received message that this one answers. */
  inboundId?: number;
  /** The device that a code confirms, and the how-many-eth code of it this is. */
  deviceId?: number;
  codeNumber?: number;
  /** The half-year of a contact check: '2026-01', '2026-07'. */
  half?: string;
  /** The last day on which the reader's predecessor held the post. */
  predecessorTo?: PlainDate;
  /** What an administrator must mend: the channel, and the provider's words. */
  channel?: ChannelName;
  fault?: string;
};

/** Answers that somebody waits for leave at any hour, and in no budget. */
export const IMMEDIATE: readonly MessageKind[] = ['answer', 'code', 'link', 'test', 'alert'];

/** What people call a message. */
export const MESSAGE_NAMES: Record<MessageKind, string> = {
  assignment: '交办通知',
  digest: '督办提醒',
  list: '逾期事项专报',
  group: '群通报',
  answer: '办理回执',
  code: '验证码',
  link: '办理链接',
  handover: '工作交接清单',
  check: '联系人信息确认',
  test: '测试消息',
  alert: '系统告警',
};

export const MESSAGE_STATE_NAMES: Record<MessageState, string> = {
  ready: '待发送',
  sending: '正在发送',
  sent: '已交给服务商',
  unclear: '不确定是否送达',
  failed: '发送失败',
  dropped: '未发送（内容已失效）',
};

export const CHANNEL_NAMES: Record<ChannelName, string> = {
  mail: '邮件',
  sms: '短信',
  chat: '群消息',
};
