import { Command } from 'commander';
import { planActor } from '../db/authority.ts';
import { mergeUnits, mergingOf, plansOfUnit } from '../db/merge.ts';
import type { CliContext } from './context.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';

const WHAT = '合并单位';

/** `duban merge OLD NEW`: one unit goes into another. */
export function mergeCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('merge')
      .description('单位合并：在办事项、岗位、名称对应从旧单位转到新单位；已办结的和台账保留旧单位')
      .argument('<old>', '被并入的单位')
      .argument('<new>', '并入后的单位'),
  ).action(async (old: string, other: string, options: OrderOptions) => {
    const order = await orderFrom(
      context,
      { planId: null, what: WHAT, needsReason: true },
      options,
    );
    const { db } = await context.commander();
    const merging = await mergingOf(db, old, other);
    // whoever merges must be able to do so in every plan that it reaches
    for (const { id } of await plansOfUnit(db, merging.from.id)) {
      await planActor(db, id, String(order.personId), WHAT);
    }
    const result = await follow(context, await mergeUnits(db, merging, order), options);
    if (options.json) return context.json(result);
    context.out(`✓ ${merging.from.name}并入${merging.into.name}\n${followedText(result)}`);
  });
}
