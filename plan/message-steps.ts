import type { ChannelName, InboundOutcome, MessageState } from './message.ts';

/** What happened to a message, as the database keeps it. */
export type MessagePast = {
  channel: ChannelName;
  state: MessageState;
  createdAt: number;
  nextAt: number;
  sendingSince: number | null;
  tries: { at: number; outcome: string; response: string }[];
  reports: { at: number; kind: ReportKind; words: string }[];
  /** What its reader wrote in answer. */
  answers: { id: number; at: number; outcome: InboundOutcome }[];
  /** When a link that it carried was used last; other messages may carry the same link. */
  linkUsedAt: number | null;
};

export type ReportKind = 'delivered' | 'undelivered' | 'bounced' | 'opened' | 'answered';

/** One step in a message's life; the server's own words stay apart from ours. */
export type MessageStep = {
  at: number;
  kind:
    | 'created'
    | 'claimed'
    | 'tried'
    | 'repeated'
    | ReportKind
    | 'link-used'
    | 'dropped'
    | 'next';
  words: string;
  server?: string;
};

const WHOM: Record<ChannelName, string> = {
  mail: '邮件服务器',
  sms: '短信服务商',
  chat: '群机器人',
};

const OUTCOMES: Record<string, string> = {
  sent: '已接收',
  retry: '暂时没有收下，稍后再试',
  unclear: '没有答复，不确定是否收下',
  'bad-address': '地址（号码）收不到',
  'opted-out': '收件人退订了短信',
  refused: '拒收，不再发送',
  template: '模板不可用，没有用短信发出（有邮箱的改发邮件）',
  configuration: '账户或配置有误，没有发出，修好后续发',
  money: '账户余额不足，没有发出，充值后续发',
};

const REPORTS: Record<ReportKind, string> = {
  delivered: '已送达',
  undelivered: '没有送达',
  bounced: '被退回',
  opened: '收件人用它的链接办理了事项',
  answered: '收件人作了回复',
};

const INBOUND: Record<InboundOutcome, string> = {
  command: '已按回复登记',
  refused: '没有登记，已答复原因',
  inbox: '转协调员处理',
  bounce: '是退信',
  automatic: '是自动回复，不算答复',
};

/** The life of a message from its making on, in the order of time. */
export function stepsOf(past: MessagePast): MessageStep[] {
  const made: MessageStep = { at: past.createdAt, kind: 'created', words: '已生成，等待发送' };
  const heard = [...triesOf(past), ...reportsOf(past)].toSorted((a, b) => a.at - b.at);
  return [made, ...heard, ...nextOf(past)];
}

function triesOf({ channel, tries }: MessagePast): MessageStep[] {
  return tries.map(({ at, outcome, response }, index) => {
    const repeated = tries.slice(0, index).some((earlier) => earlier.outcome === 'unclear');
    const again = repeated ? '（同一编号重发，防止重复）' : '';
    return {
      at,
      kind: repeated ? 'repeated' : 'tried',
      words: `第 ${index + 1} 次取出发送${again}：${WHOM[channel]}${OUTCOMES[outcome] ?? outcome}`,
      ...(response === '' ? {} : { server: response }),
    };
  });
}

function reportsOf({ reports, answers, linkUsedAt }: MessagePast): MessageStep[] {
  const used = reports.some(({ at, kind }) => kind === 'opened' && at === linkUsedAt);
  return [
    ...reports
      // an answer that was kept says more than the bare report of it
      .filter(({ kind }) => kind !== 'answered' || answers.length === 0)
      .map(({ at, kind, words }) => ({
        at,
        kind,
        words: REPORTS[kind],
        ...(words === '' ? {} : { server: words }),
      })),
    ...answers.map(({ id, at, outcome }) => ({
      at,
      kind: outcome === 'bounce' ? ('bounced' as const) : ('answered' as const),
      words: `收到来信 ${id}：${INBOUND[outcome]}`,
    })),
    ...(linkUsedAt === null || used
      ? []
      : [{ at: linkUsedAt, kind: 'link-used' as const, words: '它的链接最近一次用于办理' }]),
  ];
}

/** What is going on now, or comes next. */
function nextOf({ state, sendingSince, nextAt, tries }: MessagePast): MessageStep[] {
  if (state === 'sending' && sendingSince !== null) {
    return [{ at: sendingSince, kind: 'claimed', words: '已取出，正在发送' }];
  }
  if (state === 'dropped') {
    return [
      { at: nextAt, kind: 'dropped', words: '没有发出：内容在发出前全部失效（已办结、改期等）' },
    ];
  }
  if (state === 'unclear') {
    return [{ at: nextAt, kind: 'next', words: '到时先查询，没有收下的用同一编号再发一次' }];
  }
  if (state === 'ready') {
    const words = tries.length === 0 ? '最早此时发出' : '到时再试';
    return [{ at: nextAt, kind: 'next', words }];
  }
  return [];
}
