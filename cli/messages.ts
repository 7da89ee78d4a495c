import { Command } from 'commander';
import type { Database } from '../db/connect.ts';
import { personCalled } from '../db/leave.ts';
import { unitCalled } from '../db/merge.ts';
import {
  type Carried,
  type MessageFilter,
  type MessageLine,
  messageLines,
  type MessageProof,
  messageProof,
} from '../db/message-proof.ts';
import { findPlan } from '../db/plans.ts';
import { idsOfTask } from '../db/task-occurrences.ts';
import type { PlainDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { masked } from '../plan/devices.ts';
import { RefusedError } from '../plan/errors.ts';
import { inChinese } from '../plan/fault-words.ts';
import { CHANNEL_NAMES, MESSAGE_NAMES, MESSAGE_STATE_NAMES } from '../plan/message.ts';
import type { MessageStep } from '../plan/message-steps.ts';
import { NOTICE_NAMES } from '../plan/notice-names.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { dayOption, wholeNumber } from './options.ts';
import { table } from './table.ts';

type Options = {
  unit?: string;
  person?: string;
  plan?: number;
  task?: string;
  from?: PlainDate;
  to?: PlainDate;
  most: number;
  json?: true;
};

/** `duban messages [show ID]`: what was sent to whom, and all that is known of a message's way. */
export function messagesCommand(context: CliContext): Command {
  return new Command('messages')
    .description(
      '发出的每一条消息：给谁、什么时候、服务器怎么答复、送达没有；show 编号 看一条的全过程',
    )
    .argument('[act]', 'list | show', 'list')
    .argument('[id]', '消息编号（show）', wholeNumber('消息编号（一个数），用 duban messages 查看'))
    .option('--unit <单位>', '只看通知这个单位的')
    .option('--person <人员>', '只看给这个人的（姓名、邮箱或编号）')
    .option('--plan <编号>', '只看这个方案的', planNumber)
    .option('--task <事项>', '只看一项任务的，写成 计划:序号，例如 1:2.1')
    .option('--from <日期>', '从哪一天起', dayOption)
    .option('--to <日期>', '到哪一天止', dayOption)
    .option('--most <条数>', '至多列几条', wholeNumber('条数，1 以上的整数'), 100)
    .option('--json', '以 JSON 输出')
    .action(async (act: string, id: number | undefined, options: Options) => {
      const { db } = await context.db();
      if (act === 'show') {
        if (id === undefined) throw new RefusedError('请写明消息编号，例如 duban messages show 12');
        return show(context, await messageProof(db, id), options);
      }
      if (act !== 'list') throw new RefusedError(`没有“${act}”这个操作；可用：list、show`);
      const lines = await messageLines(db, await filterOf(db, options));
      if (options.json) return context.json(lines);
      if (lines.length === 0) return context.out('没有符合条件的消息');
      context.out(linesTable(lines));
      if (lines.length === options.most) {
        context.out(`只列最近 ${options.most} 条；用 --from、--to 缩小范围，或用 --most 多列`);
      }
    });
}

async function filterOf(db: Database, options: Options): Promise<MessageFilter> {
  const { unit, person, plan, task, from, to, most } = options;
  if (plan !== undefined) await findPlan(db, plan);
  return {
    most,
    ...(unit === undefined ? {} : { unitId: (await unitCalled(db, unit)).id }),
    ...(person === undefined ? {} : { personId: (await personCalled(db, person)).id }),
    ...(plan === undefined ? {} : { planId: plan }),
    ...(task === undefined ? {} : { occurrenceIds: await idsOfTask(db, task) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

const HEARD: Record<NonNullable<MessageLine['heard']>, string> = {
  delivered: '已送达',
  undelivered: '没有送达',
  bounced: '被退回',
  opened: '已打开办理',
  answered: '已回复',
};

function linesTable(lines: MessageLine[]): string {
  return table(
    ['编号', '时间', '消息', '方式', '收件人', '状态', '回执'],
    lines.map((line) => [
      String(line.id),
      clockWords(line.sentAt ?? line.createdAt),
      MESSAGE_NAMES[line.kind],
      CHANNEL_NAMES[line.channel],
      line.reader ?? '（通讯录以外）',
      `${MESSAGE_STATE_NAMES[line.state]}${line.tries > 1 ? `，试了 ${line.tries} 次` : ''}`,
      line.heard === null ? '' : HEARD[line.heard],
    ]),
  );
}

function show(context: CliContext, proof: MessageProof, { json }: Options): void {
  const { row, reader, steps, carried, beside } = proof;
  const { id, kind, channel, state, messageId, providerId, subject } = row;
  const address = masked(row.address);
  const text = bare(row.text);
  if (json) {
    const said = {
      id,
      kind,
      channel,
      state,
      reader,
      address,
      messageId,
      providerId,
      subject,
      text,
    };
    return context.json({ ...said, beside, steps, carried });
  }
  context.out(
    [
      `${id} ${MESSAGE_NAMES[kind]}（${CHANNEL_NAMES[channel]}） ${MESSAGE_STATE_NAMES[state]}`,
      `  收件人：${[reader, channel === 'chat' ? '' : address].filter(Boolean).join(' ')}`,
      ...(subject === null ? [] : [`  主题：${subject}`]),
      `  编号：${messageId}${providerId === null ? '' : `，服务商编号 ${providerId}`}`,
      ...(beside.length === 0
        ? []
        : [
            `  ${row.besideId === null ? '同时发的短信' : '随邮件发出，邮件是'}：${beside.join('、')}`,
          ]),
      '  经过：',
      ...steps.map(stepLine),
      ...(carried.length === 0 ? [] : ['  告知的事项：', ...carried.map(carriedLine)]),
      ...(text === null ? ['  文字：发出时才写成'] : ['  文字：', indented(text)]),
    ].join('\n'),
  );
}

/** One step as a line; the server's words follow in brackets. */
export function stepLine({ at, words, server }: MessageStep): string {
  return `    ${clockWords(at)} ${words}${server === undefined ? '' : `（${inChinese(server)}）`}`;
}

function carriedLine({ kind, planTitle, number, title, occurrenceId, unit }: Carried): string {
  const about = title === null ? `《${planTitle}》` : `${number ?? ''} ${title}`.trim();
  const whose = unit === null ? '' : `，${unit}`;
  return `    ${NOTICE_NAMES[kind]}：${about}${whose}${occurrenceId === null ? '' : `（${occurrenceId}）`}`;
}

/** Stored texts hold marks where links and codes are filled in as they leave. */
function bare(text: string | null): string | null {
  return (
    text?.replace(/\{link:[^}]*\}\S*/g, '〔链接〕').replace(/\{code:[^}]*\}/g, '〔验证码〕') ?? null
  );
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
