import { Command } from 'commander';
import { sideEntries, superviseSide } from '../db/sides.ts';
import { findPlan } from '../db/plans.ts';
import { RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';

type Options = { supervise?: string; office?: string; liaison?: string; json?: true };

/** `duban sides PLAN`: who supervises the units of each side. */
export function sidesCommand(context: CliContext): Command {
  return new Command('sides')
    .description(
      '方案的各方：对方默认只发函联系；对方也用本系统时，由对方自己的办公室督办（启动前设定）',
    )
    .argument('<plan>', '方案编号', planNumber)
    .option('--supervise <一方>', '对方也用本系统：其单位由 --office 的协调员督办')
    .option('--office <单位>', '对方的办公室（通讯录里属于对方、设有协调员）')
    .option('--liaison <一方>', '改回只发函联系')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, { supervise, office, liaison, json }: Options) => {
      const { db } = await context.db();
      await findPlan(db, planId);
      if (supervise !== undefined && office === undefined) {
        throw new RefusedError('请用 --office 写明对方由哪个单位的协调员督办');
      }
      if (supervise !== undefined) await superviseSide(db, planId, supervise, office ?? null);
      if (liaison !== undefined) await superviseSide(db, planId, liaison, null);
      const sides = await sideEntries(db, planId);
      if (json) return context.json(sides);
      for (const each of sides) {
        const how = each.mode === 'liaison' ? '发函联系，不催办' : '督办';
        const by = each.home ? '本方' : each.office === null ? '' : `由${each.office}`;
        context.out(`${each.name}：${by}${how}`);
      }
    });
}
