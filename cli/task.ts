import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { giveCommand } from '../client/command.ts';
import { officeActor } from '../db/authority.ts';
import type { Database } from '../db/connect.ts';
import { type HistoryLine, historyOf, type LedgerRow, ledgerRows } from '../db/status.ts';
import { beijingDate, chineseDate, type PlainDate } from '../plan/date.ts';
import { officeEventWords, sourceWords } from '../plan/desk.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { LIGHT_NAMES } from '../plan/light.ts';
import {
  type Command as Act,
  COMMAND_NAMES,
  type CommandKind,
  STATE_NAMES,
} from '../plan/occurrence.ts';
import type { CliContext } from './context.ts';
import { dayOption } from './options.ts';

type Options = { as?: string; reason?: string; until?: PlainDate; json?: true };

/** What the office can do from the command line: word → command, and whether a reason is needed. */
const ACTS: Record<string, { kind: CommandKind; approve?: boolean; reason: boolean }> = {
  close: { kind: 'close', reason: false },
  return: { kind: 'return', reason: true },
  waive: { kind: 'waive', reason: true },
  cancel: { kind: 'cancel', reason: true },
  extend: { kind: 'decide-extension', approve: true, reason: false },
  'refuse-extension': { kind: 'decide-extension', approve: false, reason: true },
};

/** `duban task ID [close|return|…]`: one occurrence, its history, and the office's decisions. */
export function taskCommand(context: CliContext): Command {
  return new Command('task')
    .description('查看一个事项的全过程；销号、退回、认定不适用、撤销、答复延期申请')
    .argument('<id>', '事项编号（见 duban status），或 计划:序号，例如 1:2.1')
    .argument('[act]', Object.keys(ACTS).join(' | '))
    .option('--as <人员>', '以谁的身份办理（姓名、邮箱或编号）')
    .option('--reason <理由>', '理由，记入台账并告知责任单位')
    .option('--until <日期>', '延至或限期整改的日期', dayOption)
    .option('--json', '以 JSON 输出')
    .action(async (id: string, act: string | undefined, options: Options) => {
      const { db } = await context.db();
      const row = await findRow(context, db, id);
      if (act !== undefined) await decide(context, row, act, options);
      const current = await findRow(context, db, row.id);
      const history = await historyOf(db, row.id);
      if (options.json) return context.json({ ...current, history });
      context.out(taskText(current, history));
    });
}

async function decide(
  context: CliContext,
  row: LedgerRow,
  word: string,
  options: Options,
): Promise<void> {
  const act = ACTS[word];
  if (act === undefined) {
    throw new RefusedError(`没有“${word}”这个操作；可用：${Object.keys(ACTS).join('、')}`);
  }
  if (options.as === undefined) throw new RefusedError('请用 --as 写明以谁的身份办理');
  if (act.reason && !options.reason?.trim()) {
    throw new RefusedError(`${COMMAND_NAMES[act.kind]}须用 --reason 写明理由`);
  }
  const commander = await context.commander();
  const asked = { kind: act.kind, door: 'cli' as const };
  const given = act.approve === undefined ? asked : { ...asked, approve: act.approve };
  const actor = await officeActor(commander.db, row.id, options.as, given);
  const command: Act = {
    commandId: randomUUID(),
    ...given,
    ...actor,
    ...(options.until === undefined ? {} : { until: options.until }),
  };
  await giveCommand(commander, row.id, command, options.reason);
}

/** The row meant: by its id, or by plan and number when that names one row. */
async function findRow(context: CliContext, db: Database, id: string): Promise<LedgerRow> {
  const today = beijingDate(context.clock.now());
  const short = /^(\d+)[:：](.+)$/.exec(id);
  const filter = short === null ? { id } : { planId: Number(short[1]) };
  const rows = (await ledgerRows(db, filter, await context.calendar(), today)).filter(
    ({ number, taskKey }) => short === null || [number, taskKey].includes(short[2] ?? ''),
  );
  const [only] = rows;
  if (only === undefined) throw new NotFoundError('事项', id);
  if (rows.length > 1) {
    const ids = rows
      .map((row) => `  ${row.id}（${row.unit}，${row.dueOn ?? '无时限'}）`)
      .join('\n');
    throw new RefusedError(`${id} 有 ${rows.length} 期，请写明其中一期的编号：\n${ids}`);
  }
  return only;
}

function taskText(row: LedgerRow, history: HistoryLine[]): string {
  const moved = row.originalDueOn !== row.dueOn && row.originalDueOn !== null;
  return [
    `${row.number} ${row.title}${row.reportingPeriod === null ? '' : `（${row.reportingPeriod}）`}`,
    `  编号：${row.id}`,
    `  原文：${row.quote}`,
    `  责任单位：${row.unit}`,
    `  时限：${row.dueOn === null ? '无' : chineseDate(row.dueOn)}${moved ? `（原为 ${row.originalDueOn}）` : ''}`,
    `  状态：${STATE_NAMES[row.state]}，灯：${LIGHT_NAMES[row.light]}${row.daysLate > 0 ? `，逾期 ${row.daysLate} 个工作日` : ''}`,
    '  经过：',
    ...history.map(historyText),
  ].join('\n');
}

function historyText({ seq, at, kind, person, unit, data, text }: HistoryLine): string {
  const who = [unit, person].filter(Boolean).join(' ');
  const files = Array.isArray(data['files']) ? `附件 ${data['files'].length} 个` : '';
  const by = typeof data['change'] === 'string' ? `（${data['change']}）` : '';
  const words = [
    officeEventWords(kind, data) + sourceWords(data) + by,
    who,
    text ?? '',
    files,
  ].filter(Boolean);
  return `    ${seq === 0 ? '启动前' : `${seq}.`} ${beijingDate(at)} ${words.join(' ')}`;
}
