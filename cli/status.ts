import { Command } from 'commander';
import type { Database } from '../db/connect.ts';
import { findPlan, listPlans } from '../db/plans.ts';
import { NotFoundError } from '../plan/errors.ts';
import { type LaunchedPlan, launchedPlans, type LedgerRow, ledgerRows } from '../db/status.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { type Light, LIGHT_NAMES, lightName } from '../plan/light.ts';
import { stateWords } from '../plan/occurrence.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { dayOption } from './options.ts';
import { table } from './table.ts';

type Options = { unit?: string; on?: string; json?: true };

/** `duban status [PLAN]`: the lights per unit and per task. */
export function statusCommand(context: CliContext): Command {
  return new Command('status')
    .description('各单位、各事项的灯：红（逾期）、黄（临期）、绿（正常）')
    .argument('[plan]', '方案编号（不写则列出全部已启动的方案）', planNumber)
    .option('--unit <单位>', '只看一个单位')
    .option('--on <日期>', '按哪一天计算（默认今天）', dayOption)
    .option('--json', '以 JSON 输出')
    .action(async (planId: number | undefined, options: Options) => {
      const { db } = await context.db();
      const today = options.on ?? beijingDate(context.clock.now());
      if (planId !== undefined) await findPlan(db, planId);
      const plans = (await launchedPlans(db)).filter(
        ({ id }) => planId === undefined || id === planId,
      );
      const found: { plan: LaunchedPlan; rows: LedgerRow[] }[] = [];
      for (const plan of plans) {
        const rows = await ledgerRows(db, { planId: plan.id }, await context.calendar(), today);
        found.push({
          plan,
          rows: rows.filter(({ unit }) => options.unit === undefined || unit === options.unit),
        });
      }
      const shown = found.reduce((sum, { rows }) => sum + rows.length, 0);
      if (options.unit !== undefined && shown === 0) {
        throw new NotFoundError('方案中的单位', options.unit);
      }
      if (options.json) return context.json(found.map(({ plan, rows }) => ({ ...plan, rows })));
      if (found.length === 0) context.out('还没有启动的方案');
      for (const { plan, rows } of found) context.out(statusText(plan, rows, today));
      if (planId === undefined) for (const line of await draftLines(db)) context.out(line);
    });
}

/** Plans that are not launched yet, and what brings them further. */
async function draftLines(db: Database): Promise<string[]> {
  const drafts = (await listPlans(db)).filter(({ state }) => state === 'draft');
  return drafts.map(
    ({ id, title }) => `草稿 ${id} 《${title}》：duban launch ${id} --check 看还差什么`,
  );
}

const LIGHTS: Light[] = ['red', 'yellow', 'green', 'grey', 'done'];

function statusText(plan: LaunchedPlan, rows: LedgerRow[], today: string): string {
  return [
    `${plan.id} 《${plan.title}》 ${today}${planWords(plan)}`,
    unitTable(rows),
    '',
    taskTable(
      rows.filter((row) => !isToCome(row)),
      today,
    ),
    ...toComeLines(rows.filter(isToCome).length),
    ...waitingLines(rows),
  ].join('\n');
}

function planWords({ state, pausedOn, endedOn, openEnded }: LaunchedPlan): string {
  if (state === 'paused') return ` 已暂停（自 ${pausedOn}）`;
  if (state === 'ended') return ` 已结束（${endedOn}）`;
  return openEnded ? ' 逐年执行' : '';
}

/** What has no due date before an event has come. */
function waitingLines(rows: LedgerRow[]): string[] {
  return rows
    .filter(({ waiting, light }) => waiting !== null && light !== 'done')
    .map(
      ({ number, title, unit, waiting }) => `正在等待：${waiting} — ${number} ${title}，${unit}`,
    );
}

/** A later due date of a series, which opens by itself. */
function isToCome({ state, beforeStart }: LedgerRow): boolean {
  return state === 'scheduled' && !beforeStart;
}

function toComeLines(count: number): string[] {
  return count === 0 ? [] : [`另有 ${count} 期尚未到期启动，上表不列（已计入各单位数字）`];
}

function unitTable(rows: LedgerRow[]): string {
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const counted = units.map((unit) => {
    const own = rows.filter((row) => row.unit === unit);
    return [
      unit,
      ...LIGHTS.map((light) => String(own.filter((row) => row.light === light).length)),
    ];
  });
  return table(
    ['单位', ...LIGHTS.map((light) => LIGHT_NAMES[light])],
    counted.toSorted(([, a], [, b]) => Number(b) - Number(a)),
  );
}

function taskTable(rows: LedgerRow[], today: PlainDate): string {
  return table(
    ['灯', '序号', '事项', '责任单位', '时限', '状态', '编号'],
    rows.map((row) => [
      row.daysLate > 0 ? `逾期${row.daysLate}天` : lightName(row, today),
      row.number,
      row.reportingPeriod === null ? row.title : `${row.title}（${row.reportingPeriod}）`,
      row.unit,
      row.dueOn ?? '',
      standingWords(row),
      row.id,
    ]),
  );
}

function standingWords(row: LedgerRow): string {
  if (row.beforeStart) return stateWords(row);
  const words = row.liaison ? '需对方协调' : stateWords(row);
  return `${words}${row.provisional ? '（节假日待公布）' : ''}${row.extensionUntil === null ? '' : '，申请延期'}`;
}
