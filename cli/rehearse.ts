import { Command, InvalidArgumentError } from 'commander';
import { rehearsePlan, type RehearsalReport, type RehearsedContact } from '../db/rehearsal.ts';
import type { LaunchOptions } from '../db/launch-check.ts';
import { chineseDate } from '../plan/date.ts';
import type { Behaviour } from '../plan/rehearsal.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { dayOption } from './options.ts';
import { table } from './table.ts';

type Options = LaunchOptions & { units: Behaviour; json?: true };

/** `duban rehearse PLAN`: who would be sent how much, before anybody is. */
export function rehearseCommand(context: CliContext): Command {
  return new Command('rehearse')
    .description('预演：启动后每人每月收到多少封邮件、多少条短信，哪些提醒要等；不写入，不发送')
    .argument('<plan>', '方案编号', planNumber)
    .option('--units <表现>', 'silent 都不回应，punctual 都在最后一天办结', behaviour, 'silent')
    .option('--issued <日期>', '印发日期（文件没有写明时）', dayOption)
    .option('--supervise-from <日期>', '督办开始日期', dayOption)
    .option('--coordinator <单位>', '由哪个单位的协调员负责（有多个时）')
    .option('--open-ended', '逐年执行')
    .option('--until <日期>', '执行到哪一天为止', dayOption)
    .option('--quarterly-return', '由督办系统增设每季度一次的进展报表')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, { json, ...options }: Options) => {
      const { db } = await context.db();
      const report = await rehearsePlan(
        db,
        planId,
        { ...options, sms: hasSms(context) },
        await context.calendar(),
        context.clock.now(),
      );
      if (json) return context.json(report);
      context.out(rehearsalText(report));
    });
}

/** Whether short messages are set up here. */
export function hasSms({ config }: Pick<CliContext, 'config'>): boolean {
  return config.sms.account !== null;
}

function behaviour(text: string): Behaviour {
  if (text === 'silent' || text === 'punctual') return text;
  throw new InvalidArgumentError('应为 silent 或 punctual');
}

function rehearsalText(report: RehearsalReport): string {
  const { title, from, until, units, contacts, messages } = report;
  const behave = units === 'silent' ? '各单位都不回应' : '各单位都在最后一天办结';
  const mails = messages.filter(({ channel }) => channel === 'mail').length;
  return [
    `《${title}》预演 ${from} 至 ${until}（${behave}）：${contacts.length} 人，邮件 ${mails} 封，短信 ${messages.length - mails} 条`,
    contacts.length === 0 ? '没有任何提醒要发' : contactTable(contacts),
    '',
    ...unsettledLines(report),
    ...budgetLines(report),
    ...lackingLines(report),
    ...loadLines(report),
    ...crowdLines(report),
    ...report.doubts.map((question) => `待确定：${question}`),
    ...provisionalLines(report),
  ].join('\n');
}

function contactTable(contacts: RehearsedContact[]): string {
  const months = [...new Set(contacts.flatMap((each) => each.months.map(({ month }) => month)))];
  months.sort();
  return table(
    ['姓名', '单位', '邮件', '短信', ...months.map((month) => month.slice(2))],
    contacts.map(({ name, units, mails, sms, months: own }) => [
      name,
      units.join('、'),
      String(mails),
      String(sms),
      ...months.map((month) => String(own.find((each) => each.month === month)?.mails ?? '')),
    ]),
  );
}

const MOST_NAMED = 5;

/** What the figures below leave out, before anybody believes them. */
function unsettledLines({ planId, unsettled: { without, partly } }: RehearsalReport): string[] {
  const named = without.slice(0, MOST_NAMED).map(({ key, title }) => `${key} ${title}`);
  const others = without.length > MOST_NAMED ? '等' : '';
  return [
    ...(without.length === 0
      ? []
      : [
          `✗ ${without.length} 项任务还没有确定的责任单位，以上和以下都没有算进去：${named.join('、')}${others}`,
        ]),
    ...(partly === 0 ? [] : [`✗ 另有 ${partly} 项只确定了部分单位，其余单位没有算进去`]),
    ...(without.length + partly === 0
      ? []
      : [`  先用 duban names ${planId} 确定单位（没有写单位的在任务表里补上），再预演一次`]),
  ];
}

/** What is well is only well when everything was counted. */
function wellMark({ unsettled: { without, partly } }: RehearsalReport): string {
  return without.length + partly === 0 ? '✓ ' : '就已确定的单位看，';
}

/** Who exceeds the budget by what cannot wait, and whose lines wait. */
function budgetLines(report: RehearsalReport): string[] {
  const { contacts, mailsPerMonth } = report;
  const over = overBudget(contacts);
  const late = contacts.filter(({ waited }) => waited.length > 0);
  return [
    ...(over.length === 0
      ? [`${wellMark(report)}没有联系人每月超过 ${mailsPerMonth} 封（交办通知不计）`]
      : over.map(
          ({ name, units, over: months }) =>
            `超过每月 ${mailsPerMonth} 封：${units.join('、')} ${name}（${months.join('、')}），都是最后一个工作日的提醒或答复，不能等`,
        )),
    ...late.map(({ name, units, waited }) => {
      const replaced = waited.filter(({ told }) => told === null).length;
      const later = waited.length - replaced;
      return `因封数已满而等待：${units.join('、')} ${name}，${later} 条并入以后的邮件，${replaced} 条由更近的提醒代替`;
    }),
  ];
}

/** Contacts of units that would get more mails in a month than the budget. */
export function overBudget(contacts: RehearsedContact[]): RehearsedContact[] {
  return contacts.filter(({ contact, over }) => contact && over.length > 0);
}

function lackingLines(report: RehearsalReport): string[] {
  const { lacking } = report;
  if (lacking.length === 0) return [`${wellMark(report)}每个时限都有最后一个工作日的提醒`];
  return lacking.map(
    ({ title, unit, dueOn }) => `✗ 没有最后提醒：${unit} ${title}，${chineseDate(dueOn)}`,
  );
}

function loadLines({ load }: RehearsalReport): string[] {
  if (load.length === 0) return [];
  const months = [...new Set(load.flatMap((each) => each.months.map(({ month }) => month)))];
  months.sort();
  return [
    '',
    '各单位每月到期的期数：',
    table(
      ['单位', ...months.map((month) => month.slice(2))],
      load.map(({ unit, months: own }) => [
        unit,
        ...months.map((month) => String(own.find((each) => each.month === month)?.due ?? '')),
      ]),
    ),
  ];
}

function crowdLines({ crowded }: RehearsalReport): string[] {
  return crowded.flatMap(({ dueOn, share, tasks }) => [
    '',
    `${Math.round(share * 100)}% 的任务同在 ${chineseDate(dueOn)} 到期。序时进度建议（督办系统提出，不是文件的要求）：`,
    ...tasks.map(({ key, title, by }) => `  · ${key} ${title}：${chineseDate(by)}前完成`),
  ]);
}

function provisionalLines({ provisional }: RehearsalReport): string[] {
  if (provisional.length === 0) return [];
  return [`${provisional.join('、')}年的节假日安排尚未公布，日期暂按周末推算`];
}
