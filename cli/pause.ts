import { Command } from 'commander';
import type { Ordered } from '../db/changes.ts';
import type { Database } from '../db/connect.ts';
import { endPlan, type Order, pausePlan, resumePlan } from '../db/plan-changes.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';

type Act = {
  name: string;
  what: string;
  description: string;
  needsReason: boolean;
  act: (db: Database, planId: number, order: Order) => Promise<Ordered>;
  done: string;
};

const ACTS: Act[] = [
  {
    name: 'pause',
    what: '暂停',
    description: '暂停方案：立即停发提醒、催办，不再启动新的事项；恢复时时限按工作日顺延',
    needsReason: true,
    act: pausePlan,
    done: '已暂停：除答复单位外不再发信',
  },
  {
    name: 'resume',
    what: '恢复',
    description: '恢复暂停的方案：时限按暂停的工作日顺延，重新安排提醒',
    needsReason: false,
    act: resumePlan,
    done: '已恢复：提醒重新安排，循环事项次日早晨起陆续启动',
  },
  {
    name: 'end',
    what: '结束',
    description: '提前结束方案：未办完的事项撤销，不再启动新的事项；台账保留',
    needsReason: true,
    act: endPlan,
    done: '已结束',
  },
];

/** `duban pause|resume|end PLAN`. */
export function pauseCommands(context: CliContext): Command[] {
  return ACTS.map(({ name, what, description, needsReason, act, done }) =>
    withOrderOptions(
      new Command(name).description(description).argument('<plan>', '方案编号', planNumber),
    ).action(async (planId: number, options: OrderOptions) => {
      const order = await orderFrom(context, { planId, what: `${what}方案`, needsReason }, options);
      const { db } = await context.commander();
      const result = await follow(context, await act(db, planId, order), options);
      if (options.json) return context.json(result);
      context.out(`✓ 方案 ${planId} ${done}\n${followedText(result)}`);
    }),
  );
}
