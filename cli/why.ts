import { Command } from 'commander';
import type { Database } from '../db/connect.ts';
import { personCalled } from '../db/leave.ts';
import { unitCalled } from '../db/merge.ts';
import { type WhyClause, whyFacts } from '../db/why.ts';
import { audiencesOfPerson, audiencesOfUnits } from '../db/why-asked.ts';
import { chineseDate, type PlainDate } from '../plan/date.ts';
import { RefusedError } from '../plan/errors.ts';
import { CHANNEL_NAMES } from '../plan/message.ts';
import type { Audience } from '../plan/moments.ts';
import { NOTICE_NAMES } from '../plan/notice-names.ts';
import { type AskedBy, nextOnes, type WhyMoment, whyMoments, whyOnDay } from '../plan/why.ts';
import type { WhyTold } from '../plan/why-outcome.ts';
import { audienceName, clauseLines, OUTCOME_NAMES } from '../plan/why-words.ts';
import type { CliContext } from './context.ts';
import { stepLine } from './messages.ts';
import { dayOption } from './options.ts';
import { findRow } from './task.ts';

type Options = { unit?: string; person?: string; on?: PlainDate; all?: true; json?: true };

/** As many moments to come are printed unless all are asked for. */
const NEXT = 3;

/** `duban why ITEM`: why somebody was told of an item, or was not: clause, rule, calendar, receipt. */
export function whyCommand(context: CliContext): Command {
  return new Command('why')
    .description('为什么收到（没收到）提醒：原文、规则、日历、发送、回执，一项从头到尾')
    .argument('<item>', '事项编号（见 duban status），或 计划:序号，例如 1:2.1')
    .option('--unit <单位>', '只看发给这个单位的')
    .option('--person <人员>', '只看发给这个人的（姓名、邮箱或编号）')
    .option('--on <日期>', '只看这一天：为什么发了、为什么没发', dayOption)
    .option('--all', `还没到的全部列出（默认只列最近 ${NEXT} 次）`)
    .option('--json', '以 JSON 输出')
    .action(async (item: string, options: Options) => {
      const { db } = await context.db();
      const row = await findRow(context, db, item);
      const calendar = await context.calendar();
      const asked = await askedBy(db, row.id, options);
      const { clause, facts } = await whyFacts(db, row.id, calendar, context.clock.now());
      const all = whyMoments(facts, asked);
      const day = options.on === undefined ? null : whyOnDay(all, options.on, facts);
      const moments = day?.moments ?? all;
      if (options.json) {
        return context.json({
          id: row.id,
          clause,
          ...(day === null ? {} : { lines: day.lines }),
          moments,
        });
      }
      const whole = options.all === true || day !== null;
      const { shown, later } = nextOnes(moments, whole ? moments.length : NEXT);
      context.out(
        [
          ...headLines(row.id, clause),
          ...(day?.lines ?? []),
          ...(day === null && moments.length === 0 ? ['没有要通知的节点'] : []),
          ...shown.flatMap(momentLines),
          ...laterLines(later),
        ].join('\n'),
      );
    });
}

function laterLines(later: readonly WhyMoment[]): string[] {
  const last = later.at(-1);
  if (last === undefined) return [];
  return [`另有 ${later.length} 次还没到，排到${chineseDate(last.day)}；--all 全部列出`];
}

/** @throws RefusedError when whoever is named has no part in the item, and so hears nothing of it */
async function askedBy(db: Database, id: string, { unit, person }: Options): Promise<AskedBy> {
  if (unit === undefined && person === undefined) return null;
  const found: Audience[] = [];
  if (unit !== undefined) {
    const { id: unitId, name } = await unitCalled(db, unit);
    const audiences = await audiencesOfUnits(db, id, [unitId]);
    if (audiences === null) {
      throw new RefusedError(
        `${name}不是这一项的责任单位或配合单位（或属于对方），不会收到它的提醒`,
      );
    }
    found.push(...audiences);
  }
  if (person !== undefined) {
    const { id: personId, name } = await personCalled(db, person);
    const audiences = await audiencesOfPerson(db, id, personId);
    if (audiences === null) {
      throw new RefusedError(`${name}现在不是这一项任何一方的联系人或领导，不会收到它的提醒`);
    }
    found.push(...audiences);
  }
  return new Set(found);
}

function headLines(id: string, clause: WhyClause): string[] {
  return [
    `${clause.number} ${clause.title}（${id}）`,
    ...clauseLines(clause).map((line) => `  ${line}`),
  ];
}

function momentLines({ day, what, rule, reasons, outcome, told }: WhyMoment): string[] {
  return [
    `${chineseDate(day)} ${what}：${OUTCOME_NAMES[outcome]}`,
    `  规则：${rule}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...told.flatMap(toldLines),
  ];
}

function toldLines({ audience, kind, unit, outcome, lines, messages }: WhyTold): string[] {
  const whom = [audienceName(audience), unit].filter(Boolean).join(' ');
  return [
    `  ${whom}（${NOTICE_NAMES[kind]}）：${OUTCOME_NAMES[outcome]}`,
    ...lines.map((line) => `    ${line}`),
    ...messages.flatMap(({ id, channel, reader, steps }) => [
      `    ${CHANNEL_NAMES[channel]} ${id}${reader === null ? '' : `，${reader}`}`,
      ...steps.map((step) => `  ${stepLine(step)}`),
    ]),
  ];
}
