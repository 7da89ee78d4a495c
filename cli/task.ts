import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { giveCommand } from '../client/command.ts';
import { officeActor, speakersOf, spokenFor } from '../db/authority.ts';
import type { Database } from '../db/connect.ts';
import { keepFiles } from '../db/evidence.ts';
import { takingUnit } from '../db/reassigning.ts';
import { dutyFacts } from '../db/duty-facts.ts';
import { type HistoryLine, historyOf, type LedgerRow, ledgerRows } from '../db/status.ts';
import { beijingDate, chineseDate, type PlainDate } from '../plan/date.ts';
import { enteredByWords, officeEventWords, sourceWords } from '../plan/desk.ts';
import { type Need, needsOf, withInformant } from '../plan/command-needs.ts';
import { dutyLines } from '../plan/duty-words.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { lightName } from '../plan/light.ts';
import {
  type Command as Act,
  COMMAND_NAMES,
  type CommandKind,
  type Source,
  stateWords,
} from '../plan/occurrence.ts';
import { attach } from './attach.ts';
import type { CliContext } from './context.ts';
import { amountOption, collectOption, dayOption, sourceOption } from './options.ts';

/** What may be said with an act. */
export type ActOptions = {
  as?: string;
  reason?: string;
  until?: PlainDate;
  on?: PlainDate;
  amount?: number;
  to?: string;
  source?: Source;
  informant?: string;
  file: string[];
};

type Options = ActOptions & { json?: true };

/** An act from the command line. */
type Word = {
  kind: CommandKind;
  approve?: boolean;
  /** What a unit says, entered by the office. */
  behalf?: true;
};

const ACTS: Record<string, Word> = {
  close: { kind: 'close' },
  return: { kind: 'return' },
  waive: { kind: 'waive' },
  cancel: { kind: 'cancel' },
  reopen: { kind: 'reopen' },
  endorse: { kind: 'endorse-extension' },
  extend: { kind: 'decide-extension', approve: true },
  'refuse-extension': { kind: 'decide-extension', approve: false },
  reassign: { kind: 'reassign' },
  uphold: { kind: 'uphold' },
  urge: { kind: 'urge' },
  instruct: { kind: 'instruct' },
  rectify: { kind: 'rectify' },
  summon: { kind: 'summon' },
  note: { kind: 'take-note' },
  told: { kind: 'record-telling' },
  receive: { kind: 'receive' },
  due: { kind: 'set-due' },
  event: { kind: 'set-event' },
  pause: { kind: 'pause' },
  resume: { kind: 'resume' },
  acknowledge: { kind: 'acknowledge', behalf: true },
  decline: { kind: 'decline', behalf: true },
  report: { kind: 'report', behalf: true },
  risk: { kind: 'report-risk', behalf: true },
  enter: { kind: 'enter', behalf: true },
  opening: { kind: 'set-opening', behalf: true },
  promise: { kind: 'promise', behalf: true },
  complete: { kind: 'complete', behalf: true },
  'ask-extension': { kind: 'request-extension', behalf: true },
  contribute: { kind: 'contribute', behalf: true },
  confirm: { kind: 'confirm', behalf: true },
};

const SAYS: Record<Need, string> = {
  reason: '--reason 写明理由或内容',
  until: '--until 写明日期',
  on: '--on 写明是哪一天',
  amount: '--amount 写明数字',
  to: '--to 写明单位',
  source: '--source 写明方式（电话、微信、纸质、OA）',
};

/** `duban task ID [close|return|…]`: one occurrence, its history, and the office's decisions. */
export function taskCommand(context: CliContext): Command {
  return new Command('task')
    .description('查看一个事项的全过程；办公室对它的各项处理；代单位填报（须写明来源）')
    .argument('<id>', '事项编号（见 duban status），或 计划:序号，例如 1:2.1')
    .argument('[act]', `${wordsOf(false)}；代填：${wordsOf(true)}`)
    .option('--as <人员>', '以谁的身份办理（姓名、邮箱或编号）')
    .option('--reason <理由>', '理由，记入台账并告知责任单位')
    .option('--until <日期>', '延至、限期整改、预计完成的日期', dayOption)
    .option('--on <日期>', '事件、填报数量、收件是哪一天（默认今天）', dayOption)
    .option('--amount <数字>', '数量', amountOption)
    .option('--to <单位>', '改交哪个单位；代填配合情况或对方确认时是哪个单位')
    .option('--source <方式>', '怎样告知的：电话、微信、纸质、OA', sourceOption)
    .option('--informant <姓名>', '代填时，是谁告知的')
    .option('--file <文件>', '佐证材料（扫描件、照片等）；可重复', collectOption, [])
    .option('--json', '以 JSON 输出')
    .action(async (id: string, act: string | undefined, options: Options) => {
      const { db } = await context.db();
      const row = await findRow(context, db, id);
      if (act !== undefined) await decide(context, row, act, options);
      const current = await findRow(context, db, row.id);
      const history = await historyOf(db, row.id);
      if (options.json) return context.json({ ...current, history });
      const facts = await dutyFacts(db, row.id);
      const on = today(context);
      context.out(taskText(current, dutyLines(facts, on), history, on));
    });
}

function today(context: CliContext): PlainDate {
  return beijingDate(context.clock.now());
}

function wordsOf(behalf: boolean): string {
  const words = Object.entries(ACTS).filter(([, word]) => (word.behalf === true) === behalf);
  return words.map(([word]) => word).join(' | ');
}

/** Gives what an act of the command line says; `known`: its id and files, where they are given. */
export async function decide(
  context: CliContext,
  row: LedgerRow,
  word: string,
  options: ActOptions,
  known: { commandId?: string; fileIds?: string[] } = {},
): Promise<void> {
  const act = ACTS[word];
  if (act === undefined) {
    throw new RefusedError(`没有“${word}”这个操作；可用：${Object.keys(ACTS).join('、')}`);
  }
  if (options.as === undefined) throw new RefusedError('请用 --as 写明以谁的身份办理');
  const door = act.behalf === true ? ('behalf' as const) : ('cli' as const);
  const asked = { kind: act.kind, door };
  const given = act.approve === undefined ? asked : { ...asked, approve: act.approve };
  assertSaid(given, options);
  const commander = await context.commander();
  const { db } = commander;
  const actor = await officeActor(db, row.id, options.as, given);
  const toUnitId = act.kind === 'reassign' ? await takingUnit(db, row.id, options.to ?? '') : null;
  const unitId = act.behalf === true ? await speaker(db, row.id, act.kind, options.to) : null;
  const { until, on, amount, source } = options;
  const command: Act = {
    commandId: known.commandId ?? randomUUID(),
    ...given,
    personId: actor.personId,
    unitId: unitId ?? actor.unitId,
    ...(until === undefined ? {} : { until }),
    ...(on === undefined ? {} : { on }),
    ...(amount === undefined ? {} : { amount }),
    ...(source === undefined ? {} : { source }),
    ...(toUnitId === null ? {} : { toUnitId }),
  };
  const files = await Promise.all(options.file.map((path) => attach(context, path)));
  await keepFiles(db, files);
  const fileIds = [...files.map(({ id }) => id), ...(known.fileIds ?? [])];
  const withFiles = fileIds.length === 0 ? command : { ...command, fileIds };
  await giveCommand(commander, row.id, withFiles, withInformant(options.reason, options.informant));
}

/** For which unit it is entered; where several might say it, the command line names one. */
async function speaker(db: Database, id: string, kind: CommandKind, to?: string): Promise<number> {
  const able = to === undefined ? await speakersOf(db, id, kind) : [];
  if (able.length > 1) {
    const names = able.map(({ unit }) => unit).join('、');
    throw new RefusedError(`请用 --to 写明代哪个单位填：${names}`);
  }
  return await spokenFor(db, id, kind, to);
}

/** All that is missing, at once. */
function assertSaid(given: Pick<Act, 'kind' | 'approve' | 'door'>, options: ActOptions): void {
  const missing = needsOf(given).filter((name) => {
    const value = options[name];
    return value === undefined || (typeof value === 'string' && value.trim() === '');
  });
  if (missing.length === 0) return;
  const says = missing.map((name) => SAYS[name]).join('，');
  throw new RefusedError(`${COMMAND_NAMES[given.kind]}须用 ${says}`);
}

/** The words for what a unit says, entered by the office. */
export function behalfWords(): string[] {
  return Object.entries(ACTS).flatMap(([word, { behalf }]) => (behalf === true ? [word] : []));
}

/** The row meant: by its id, or by plan and number when that names one row. */
export async function findRow(context: CliContext, db: Database, id: string): Promise<LedgerRow> {
  const short = /^(\d+)[:：](.+)$/.exec(id);
  const filter = short === null ? { id } : { planId: Number(short[1]) };
  const rows = (await ledgerRows(db, filter, await context.calendar(), today(context))).filter(
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

function taskText(row: LedgerRow, facts: string[], history: HistoryLine[], on: PlainDate): string {
  const moved = row.originalDueOn !== row.dueOn && row.originalDueOn !== null;
  return [
    `${row.number} ${row.title}${row.reportingPeriod === null ? '' : `（${row.reportingPeriod}）`}`,
    `  编号：${row.id}`,
    `  原文：${row.quote}`,
    `  责任单位：${row.unit}`,
    `  时限：${row.dueOn === null ? '无' : chineseDate(row.dueOn)}${moved ? `（原为 ${row.originalDueOn}）` : ''}`,
    `  状态：${stateWords(row)}，灯：${lightName(row, on)}${row.daysLate > 0 ? `，逾期 ${row.daysLate} 个工作日` : ''}`,
    ...facts.map((line) => `  ${line}`),
    '  经过：',
    ...history.map(historyText),
  ].join('\n');
}

function historyText(line: HistoryLine): string {
  const { seq, at, kind, door, person, user, unit, office, data, text } = line;
  const hand = user === null || user === person ? '' : `（${user}）`;
  const enteredBy = enteredByWords(door, office, person);
  const who = [unit, enteredBy ?? `${person ?? ''}${hand}`].filter(Boolean).join(' ');
  const files = Array.isArray(data['files']) ? `附件 ${data['files'].length} 个` : '';
  const by = typeof data['change'] === 'string' ? `（${data['change']}）` : '';
  const words = [
    officeEventWords(kind, data) + sourceWords(data, door) + by,
    who,
    text ?? '',
    files,
  ].filter(Boolean);
  return `    ${seq === 0 ? '启动前' : `${seq}.`} ${beijingDate(at)} ${words.join(' ')}`;
}
