import { Command } from 'commander';
import { officePolicy, setOfficePolicy } from '../db/office-policy.ts';
import { setPolicy } from '../db/plan-changes.ts';
import { findPlan } from '../db/plans.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import {
  officeOnlyFaults,
  planOnlyFaults,
  type SetPolicy,
  withFile,
  withSettings,
} from '../plan/policy-settings.ts';
import { officeLines, policyLines } from '../plan/policy-words.ts';
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
      .argument(
        '<plan>',
        '方案编号；office 为全机构的规则（邮件、短信数量，发送时间）',
        planOrOffice,
      )
      .option('--set <项目=值>', '调整一项，可重复，例如 ladder.0.afterDays=2', gathered)
      .option('--file <文件>', 'JSON 文件，写明要调整的各项'),
  ).action(async (planId: number | 'office', options: Options) => {
    if (planId === 'office') return await office(context, options);
    const { db } = await context.db();
    const before = policyOf((await findPlan(db, planId)).policy);
    if (options.set === undefined && options.file === undefined) {
      return options.json ? context.json(before) : context.out(policyLines(before).join('\n'));
    }
    const { policy, faults } = await wanted(before, options);
    const wrong = faults.length > 0 ? faults : planOnlyFaults(before, policy);
    if (wrong.length > 0) throw new InputError('督办规则', wrong);
    const order = await orderFrom(context, { planId, what: '调整督办规则' }, options);
    await context.commander();
    const result = await follow(context, await setPolicy(db, planId, policy, order), options);
    if (options.json) return context.json({ policy, ...result });
    const lines = policyLines(policy).filter((line) => !policyLines(before).includes(line));
    context.out([...lines.map((line) => `✓ ${line}`), followedText(result)].join('\n'));
  });
}

/** The rules that hold over all plans: they bind from the next message on. */
async function office(context: CliContext, options: Options): Promise<void> {
  const { db } = await context.db();
  const before = await officePolicy(db);
  if (options.set === undefined && options.file === undefined) {
    return options.json ? context.json(before) : context.out(officeLines(before).join('\n'));
  }
  const { policy, faults } = await wanted(before, options);
  const wrong = faults.length > 0 ? faults : officeOnlyFaults(before, policy);
  if (wrong.length > 0) throw new InputError('全机构规则', wrong);
  const order = await orderFrom(context, { planId: null, what: '调整全机构规则' }, options);
  await setOfficePolicy(db, policy, order.personId, order.now);
  if (options.json) return context.json(policy);
  const lines = officeLines(policy).filter((line) => !officeLines(before).includes(line));
  context.out([...lines.map((line) => `✓ ${line}`), '从下一条消息起执行'].join('\n'));
}

function planOrOffice(text: string): number | 'office' {
  return text === 'office' ? 'office' : planNumber(text);
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
