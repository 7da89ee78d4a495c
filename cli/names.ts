import { Command } from 'commander';
import type { Database } from '../db/connect.ts';
import { type NameEntry, leaveOut, namesOf, settleName } from '../db/names.ts';
import { findPlan, lockDraft } from '../db/plans.ts';
import { RefusedError } from '../plan/errors.ts';
import { proposalText } from '../plan/name-sheet.ts';
import { cellList } from '../plan/sheet.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { collectOption } from './options.ts';

type Options = {
  settle: string[];
  leaveOut: string[];
  reason?: string;
  all?: boolean;
  json?: boolean;
};
type Settlement = { written: string; units: string[] };

/** `duban names PLAN`: what the names in a plan stand for. */
export function namesCommand(context: CliContext): Command {
  return new Command('names')
    .description('列出方案里尚未对应通讯录的单位名称和建议；确定它们指哪些单位')
    .argument('<plan>', '方案编号', planNumber)
    .option(
      '--settle <名称=单位>',
      '确定名称所指的单位，多个单位用、分隔；可重复',
      collectOption,
      [],
    )
    .option('--leave-out <名称>', '不纳入这个名称（须写 --reason）；可重复', collectOption, [])
    .option('--reason <理由>', '不纳入的理由')
    .option('--all', '也列出已对应的名称')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: Options) => {
      const { db } = await context.db();
      await findPlan(db, planId);
      await decide(db, planId, options);
      const names = await namesOf(db, planId);
      const shown = options.all ? names : names.filter(({ settled }) => settled === null);
      if (options.json) return context.json(shown);
      context.out(namesText(planId, shown, names.length));
    });
}

/** All decisions of one call are taken, or none. */
async function decide(db: Database, planId: number, options: Options): Promise<void> {
  const settlements = options.settle.map(settlementOf);
  if (options.leaveOut.length > 0 && !options.reason) {
    throw new RefusedError('不纳入名称须写明理由，例如 --reason 对方单位');
  }
  if (settlements.length + options.leaveOut.length === 0) return;
  await db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    for (const { written, units } of settlements) await settleName(tx, planId, written, units);
    for (const written of options.leaveOut) {
      await leaveOut(tx, planId, written, options.reason ?? '');
    }
  });
}

function settlementOf(text: string): Settlement {
  const [, written = '', units = ''] = /^([^=＝]+)[=＝](.*)$/.exec(text) ?? [];
  if (written !== '') return { written: written.trim(), units: cellList(units) };
  throw new RefusedError(`--settle 应为 名称=单位，例如 扶贫办=青禾县扶贫办；现为“${text}”`);
}

function namesText(planId: number, names: NameEntry[], total: number): string {
  if (names.length === 0) return `方案 ${planId} 的 ${total} 个单位名称都已确定`;
  const open = names.filter(({ settled }) => settled === null);
  const first = open.find(({ proposals }) => proposals.length > 0);
  const example = `${first?.written ?? open[0]?.written}=${first?.proposals[0]?.units.join('、') ?? '单位'}`;
  const how = open.length === 0 ? [] : [`确定：duban names ${planId} --settle '${example}'`];
  return [`共 ${total} 个名称，${open.length} 个尚未确定`, ...names.map(nameText), ...how].join(
    '\n',
  );
}

function nameText({ written, settled, units, reason, tasks, proposals }: NameEntry): string {
  if (settled === 'left-out') return `  ${written}：不纳入（${reason}）`;
  if (settled !== null) return `  ${written} → ${units.join('、')}`;
  const lines = proposals.map((proposal) => `      建议 ${proposalText(proposal)}`);
  const none = '      没有相近的单位：请先在通讯录里登记，或用 --leave-out 不纳入';
  return [`✗ ${written}（${tasks} 项任务）`, ...(lines.length > 0 ? lines : [none])].join('\n');
}
