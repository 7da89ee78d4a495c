import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { evidenceOfInbound } from '../channels/inbound/evidence.ts';
import { listActor, planActor } from '../db/authority.ts';
import { derivedId } from '../db/canonical.ts';
import type { Database } from '../db/connect.ts';
import { folderStore } from '../db/files.ts';
import {
  fileOfInbound,
  type InboundLine,
  inboundLine,
  inboundLines,
  settleInbound,
} from '../db/inbound.ts';
import { beijingDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { PlainDate } from '../plan/date.ts';
import type { InboundOutcome } from '../plan/message.ts';
import type { CliContext } from './context.ts';
import { amountOption, dayOption, wholeNumber } from './options.ts';
import { table } from './table.ts';
import { behalfWords, decide, findRow } from './task.ts';

const OUTCOMES: Record<InboundOutcome, string> = {
  command: '已办理',
  refused: '没有登记',
  inbox: '待处理',
  bounce: '退信',
  automatic: '自动邮件',
};

type ActOptions = {
  as?: string;
  reason?: string;
  until?: PlainDate;
  on?: PlainDate;
  amount?: number;
  to?: string;
  json?: true;
};

const letterNumber = wholeNumber('来信编号（一个数），用 duban inbox 查看');

/** `duban inbox`: mails and short messages that came in, and what becomes of those that nobody could read. */
export function inboxCommand(context: CliContext): Command {
  const inbox = new Command('inbox')
    .description('来信来短信：系统读不懂的由协调员处理')
    .option('--all', '全部来信，连同已经办理的、退信和自动邮件')
    .option('--json', '以 JSON 输出')
    .action(async (options: { all?: true; json?: true }) => {
      const { db } = await context.db();
      const lines = await inboundLines(db, { all: options.all === true });
      if (options.json) return context.json(lines);
      context.out(lines.length === 0 ? '没有待处理的来信' : listText(lines));
    });
  inbox.addCommand(showCommand(context));
  inbox.addCommand(settleCommand(context));
  inbox.addCommand(actCommand(context));
  return inbox;
}

function showCommand(context: CliContext): Command {
  return new Command('show')
    .description('看一封来信')
    .argument('<id>', '来信编号', letterNumber)
    .option('--save <文件>', '把原信存为 .eml 文件')
    .option('--json', '以 JSON 输出')
    .action(async (id: number, { save, json }: { save?: string; json?: true }) => {
      const { db } = await context.db();
      const line = await inboundLine(db, id);
      if (save !== undefined) await saveMail(context, id, save);
      if (json) return context.json(line);
      context.out(lineText(line) + (save === undefined ? '' : `\n原信已存为 ${save}`));
    });
}

async function saveMail(context: CliContext, id: number, path: string): Promise<void> {
  const { db } = await context.db();
  const stored = await fileOfInbound(db, id);
  const files = storeOf(context);
  if (stored === null || !(await files.has(stored.sha256))) {
    throw new NotFoundError('来信的原件', String(id));
  }
  await writeFile(path, await files.get(stored.sha256));
}

function settleCommand(context: CliContext): Command {
  return new Command('settle')
    .description('登记一封来信已经处理，例如电话答复过了')
    .argument('<id>', '来信编号', letterNumber)
    .option('--as <人员>', '由谁处理（协调员）')
    .option('--reason <说明>', '怎样处理的')
    .option('--json', '以 JSON 输出')
    .action(async (id: number, { as, reason, json }: ActOptions) => {
      if (as === undefined) throw new RefusedError('请用 --as 写明由谁处理');
      if (!reason?.trim()) throw new RefusedError('请用 --reason 写明怎样处理的');
      const { db } = await context.db();
      const { planId } = await inboundLine(db, id);
      const { personId } = await coordinator(db, planId, as);
      await settleInbound(db, id, { personId, words: reason.trim() }, context.clock.now());
      if (json) return context.json(await inboundLine(db, id));
      context.out(`✓ 来信 ${id} 已登记为处理完毕`);
    });
}

function actCommand(context: CliContext): Command {
  return new Command('act')
    .description('按来信代单位办理：来源记为邮件或短信，来信附件作为佐证')
    .argument('<id>', '来信编号', letterNumber)
    .argument('<item>', '事项编号（见 duban status），或 计划:序号，例如 1:2.1')
    .argument('<act>', behalfWords().join(' | '))
    .option('--as <人员>', '由谁代填（协调员）')
    .option('--reason <内容>', '内容；不写则用来信的文字')
    .option('--until <日期>', '延至、预计完成的日期', dayOption)
    .option('--on <日期>', '填报的数量是哪一天的', dayOption)
    .option('--amount <数字>', '数量', amountOption)
    .option('--to <单位>', '代填配合情况或对方确认时是哪个单位')
    .option('--json', '以 JSON 输出')
    .action(async (id: number, item: string, act: string, options: ActOptions) => {
      const { as, reason, json, ...said } = options;
      if (as === undefined) throw new RefusedError('请用 --as 写明由谁代填');
      if (!behalfWords().includes(act)) {
        throw new RefusedError(`不能代单位“${act}”；可用：${behalfWords().join('、')}`);
      }
      const { db } = await context.db();
      const line = await inboundLine(db, id);
      if (line.settledAt !== null) throw new RefusedError(`来信 ${id} 已经处理过，不需再办`);
      const row = await findRow(context, db, item);
      const { personId } = await coordinator(db, row.planId, as);
      const now = context.clock.now();
      const fileIds = await evidenceOfInbound({ db, files: storeOf(context) }, line, now);
      const informant = line.personName === null ? {} : { informant: line.personName };
      const text = reason ?? line.text;
      const given = { ...said, ...informant, as, reason: text, source: line.channel, file: [] };
      const commandId = derivedId('inbox', line.key, row.id, act);
      await decide(context, row, act, given, { commandId, fileIds });
      const words = `代填 ${row.number} ${row.title}（${act}）`;
      await settleInbound(db, id, { personId, words, occurrenceIds: [row.id] }, now);
      if (json) return context.json(await inboundLine(db, id));
      context.out(`✓ 已按来信 ${id} ${words}，附件 ${fileIds.length} 个`);
    });
}

/** The coordinator of the plan or of a side of it; of any plan where the mail belongs to none. */
async function coordinator(db: Database, planId: number | null, who: string) {
  if (planId !== null) return await listActor(db, planId, who, '处理来信');
  return await planActor(db, null, who, '处理来信', ['coordinator']);
}

function storeOf(context: CliContext) {
  return folderStore(join(context.config.dataDir, 'files'));
}

function listText(lines: InboundLine[]): string {
  return table(
    ['编号', '日期', '来信人', '主题', '结果', '说明'],
    lines.map((line) => [
      String(line.id),
      beijingDate(line.at),
      whoWrote(line),
      line.subject,
      line.settledAt === null ? OUTCOMES[line.outcome] : '已处理',
      line.reason.split('\n').at(line.settledAt === null ? 0 : -1) ?? '',
    ]),
  );
}

function whoWrote({ unitName, personName, sender }: InboundLine): string {
  return [unitName, personName].filter(Boolean).join(' ') || sender || '不明';
}

function lineText(line: InboundLine): string {
  const { id, at, channel, subject, sender, outcome, reason, text, occurrenceIds } = line;
  return [
    `来信 ${id}（${channel === 'mail' ? '邮件' : '短信'}，${beijingDate(at)}，${OUTCOMES[outcome]}）`,
    `  来信人：${whoWrote(line)}${sender === '' ? '' : `（${sender}）`}`,
    subject === '' ? '' : `  主题：${subject}`,
    ...reason.split('\n').map((each) => `  ${each}`),
    occurrenceIds.length === 0 ? '' : `  涉及：${occurrenceIds.join('、')}`,
    line.settledAt === null
      ? ''
      : `  ${line.settledName ?? ''}于 ${beijingDate(line.settledAt)} 处理`,
    '  正文：',
    ...text.split('\n').map((each) => `    ${each}`),
  ]
    .filter((each) => each !== '')
    .join('\n');
}
