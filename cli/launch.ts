import { Command, InvalidArgumentError } from 'commander';
import { linksOpen } from '../channels/reach.ts';
import { awaitLaunch, launchPlan, type LaunchProgress } from '../client/launch.ts';
import { checkLaunch, type LaunchCheck, type LaunchOptions } from '../db/launch-check.ts';
import { findPlan } from '../db/plans.ts';
import { rehearsePlan } from '../db/rehearsal.ts';
import { beijingDate } from '../plan/date.ts';
import { InputError } from '../plan/errors.ts';
import { linkWords } from '../plan/link-choice.ts';
import { LINK_CHOICES, type LinkChoice } from '../plan/plan-state.ts';
import { askDay } from './ask.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { dayOption } from './options.ts';
import { progressBar } from './progress.ts';
import { hasSms, overBudget } from './rehearse.ts';

type Options = LaunchOptions & { check?: true; json?: true; overBudget?: true };

/** `duban launch PLAN`: checks everything at once, then brings the plan to life. */
export function launchCommand(context: CliContext): Command {
  return new Command('launch')
    .description('启动方案：核对后交办全部事项；中断后再次运行会接着做，不会重复')
    .argument('<plan>', '方案编号', planNumber)
    .option('--issued <日期>', '印发日期（文件没有写明时必填）', dayOption)
    .option(
      '--supervise-from <日期>',
      '督办开始日期（默认为印发日期和今天中较晚的一天）',
      dayOption,
    )
    .option('--coordinator <单位>', '由哪个单位的协调员负责（有多个时）')
    .option('--open-ended', '逐年执行，没有截止年份（由 duban end 结束）')
    .option('--until <日期>', '执行到哪一天为止；每年的任务逐年排到那一天', dayOption)
    .option('--unreviewed', '未经审核的任务也启动')
    .option('--without-contact', '责任单位没有联系人邮箱也启动')
    .option('--quarterly-return', '文件没有要求定期报送的单位，由督办系统增设每季度一次的进展报表')
    .option(
      '--links <方式>',
      '消息里的链接：open、internal（只能在政务内网打开）、none（不带链接）',
      linkOption,
    )
    .option('--over-budget', '预演显示有联系人超过每月封数，也启动')
    .option('--check', '只检查，不启动')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, given: Options) => {
      const options = { ...(await withAnswers(context, planId, given)), ...opening(context) };
      if (options.check) return await showCheck(context, planId, options);
      const commander = await context.commander();
      const over = await budgetRefusals(context, planId, options);
      if (over.length > 0) throw new InputError('启动前的预演', over);
      const check = await launchPlan(commander, planId, options, await context.calendar());
      if (!options.json) context.out(checkText(check));
      const done = await awaitLaunch(commander.db, planId, options.json ? () => {} : shown());
      if (options.json) return context.json({ ...check, running: done });
      context.out(done ? doneText(check) : WAITING);
    });
}

/** Whom launching would send more than the budget allows; a second confirmation lets it pass. */
async function budgetRefusals(
  context: CliContext,
  planId: number,
  { check: _check, json: _json, overBudget: confirmed, ...options }: Options,
): Promise<string[]> {
  const { db } = await context.db();
  if (confirmed === true || (await findPlan(db, planId)).state !== 'draft') return [];
  const asked = { ...options, units: 'silent' as const, sms: hasSms(context) };
  const now = context.clock.now();
  const report = await rehearsePlan(db, planId, asked, await context.calendar(), now);
  const over = overBudget(report.contacts);
  if (over.length === 0) return [];
  const names = over.map(({ name, units }) => `${units.join('、')} ${name}`).join('；');
  return [
    `预演中 ${over.length} 个联系人每月超过 ${report.mailsPerMonth} 封邮件（${names}）：` +
      `用 duban rehearse ${planId} 查看，确定要启动请加 --over-budget`,
  ];
}

/** Asks for the dates that the document does not give, where there is somebody to ask. */
async function withAnswers(context: CliContext, planId: number, given: Options): Promise<Options> {
  const { db } = await context.db();
  const { issued, state } = await findPlan(db, planId);
  if (issued !== null || given.issued !== undefined || state !== 'draft') return given;
  const asked = await askDay('文件没有写明印发日期，请填写');
  if (asked === null) return given;
  const from = given.superviseFrom ?? (await askDay('从哪一天开始督办（直接回车为今天）'));
  return { ...given, issued: asked, ...(from === null ? {} : { superviseFrom: from }) };
}

/** Who of those who will get mail can open links; not known while no mail server is. */
function opening({ config: { publicUrl, smtpUrl } }: CliContext): Pick<Options, 'linksOpen'> {
  return smtpUrl === null ? {} : { linksOpen: linksOpen(publicUrl, smtpUrl) };
}

function linkOption(text: string): LinkChoice {
  const found = LINK_CHOICES.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`应为 ${LINK_CHOICES.join('、')} 之一`);
}

const WAITING =
  '启动仍在进行，会自动继续；请确认 npm start（worker）在运行，稍后用 duban status 查看';

async function showCheck(context: CliContext, planId: number, options: Options): Promise<void> {
  const { db } = await context.db();
  const today = beijingDate(context.clock.now());
  const found = await checkLaunch(db, planId, options, await context.calendar(), today);
  const over = await budgetRefusals(context, planId, options);
  const check = { ...found, refusals: [...found.refusals, ...over] };
  if (options.json) return context.json(check);
  context.out(checkText(check));
  for (const refusal of check.refusals) context.out(`✗ ${refusal}`);
  if (check.refusals.length > 0) process.exitCode = 1;
  context.out(check.refusals.length === 0 ? '✓ 可以启动' : '不能启动，请先处理以上各项');
}

function checkText(check: LaunchCheck): string {
  const { title, issued, superviseFrom, counts, warnings, openEnded, yearly, waiting, links } =
    check;
  return [
    `《${title}》 印发 ${issued ?? '未写明'}，自 ${superviseFrom ?? '今天'} 起督办`,
    `  任务 ${counts.tasks} 项，共 ${counts.occurrences} 期；其中按期循环的任务 ${counts.series} 项，` +
      `督办开始前到期 ${counts.beforeStart} 期，需对方协调 ${counts.liaison} 期；涉及本方单位 ${counts.units} 个`,
    ...(links === 'open' ? [] : [`  消息中注明：${linkWords(links)}`]),
    ...(openEnded ? ['  逐年执行，直到 duban end；各项下次时限：'] : []),
    ...yearly.map((line) => `  · ${line}`),
    ...waiting.map((line) => `  · ${line}`),
    ...warnings.map((warning) => `  · ${warning}`),
  ].join('\n');
}

function doneText({ counts }: LaunchCheck): string {
  return `✓ 已启动：${counts.units} 个单位的交办通知已生成，工作时间内发出；用 duban status 查看进度`;
}

function shown(): (progress: LaunchProgress) => void {
  const bar = progressBar('已启动');
  return ({ rows, started }) => bar(started, rows);
}
