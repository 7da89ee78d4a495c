import type { Mail } from '../../channels/channel.ts';

/** A mail to be sent, with what a test says otherwise. */
export function mailTo(address: string, changes: Partial<Mail> = {}): Mail {
  return {
    channel: 'mail',
    messageId: `<${address.replace('@', '.at.')}@duban.example.cn>`,
    address,
    repeat: false,
    subject: '【督办提醒】1项即将到期',
    text: '王敏：\n请办理。\n',
    html: '<p>王敏：</p><p>请办理。</p>',
    date: Date.parse('2026-03-02T08:30:00+08:00'),
    attachments: [],
    references: [],
    unsubscribe: null,
    inReplyTo: null,
    ...changes,
  };
}
