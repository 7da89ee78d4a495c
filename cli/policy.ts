import { Command } from 'commander';
import { setPolicy } from '../db/plan-changes.ts';
import { findPlan } from '../db/plans.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import { type SetPolicy, withFile, withSettings } from '../plan/policy-settings.ts';
import { policyLines } from '../plan/policy-words.ts';
import type { CliContext } from './context.ts';
import { planNumber, readInput } from './files.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';

type Options = OrderOptions & { set?: string[]; file?: string };

/** `duban policy PLAN`: shows the rules by which a plan is supervised, and sets them. */
export function policyCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('policy')
      .description('查看、调整方案的督办规则：提醒、逐级催办、核验、邮件数量')
      .argument('<plan>', '方案编号', planNumber)
      .option('--set <项目=值>', '调整一项，可重复，例如 ladder.0.afterDays=2', gathered)
      .option('--file <文件>', 'JSON 文件，写明要调整的各项'),
  ).action(async (planId: number, options: Options) => {
    const { db } = await context.db();
    const before = policyOf((await findPlan(db, planId)).policy);
    if (options.set === undefined && options.file === undefined) {
      return options.json ? context.json(before) : context.out(policyLines(before).join('\n'));
    }
    const { policy, faults } = await wanted(before, options);
    if (faults.length > 0) throw new InputError('督办规则', faults);
    const order = await orderFrom(context, { planId, what: '调整督办规则' }, options);
    await context.commander();
    const result = await follow(context, await setPolicy(db, planId, policy, order), options);
    if (options.json) return context.json({ policy, ...result });
    const lines = policyLines(policy).filter((line) => !policyLines(before).includes(line));
    context.out([...lines.map((line) => `✓ ${line}`), followedText(result)].join('\n'));
  });
}

function gathered(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** A file first, then single settings. */
async function wanted(before: Policy, { set = [], file }: Options): Promise<SetPolicy> {
  const filed = file === undefined ? { policy: before, faults: [] } : await fromFile(before, file);
  return filed.faults.length > 0 ? filed : withSettings(filed.policy, set);
}

async function fromFile(before: Policy, file: string): Promise<SetPolicy> {
  const text = new TextDecoder().decode(await readInput(file));
  try {
    return withFile(before, JSON.parse(text));
  } catch (cause) {
    throw new RefusedError(`${file} 不是 JSON 文件`, { cause });
  }
}
