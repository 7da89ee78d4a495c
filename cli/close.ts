import { Command } from 'commander';
import { claimsOf, closeClaims } from '../db/closing.ts';
import { findPlan } from '../db/plans.ts';
import { unitName } from '../db/lookup.ts';
import { officialDocx } from '../documents/official-docx.ts';
import {
  type CheckedClaim,
  checkedClaims,
  closingList,
  doneWords,
  titleOf,
} from '../plan/closing.ts';
import { beijingDate } from '../plan/date.ts';
import { RefusedError } from '../plan/errors.ts';
import { policyOf } from '../plan/policy.ts';
import { attach } from './attach.ts';
import type { CliContext } from './context.ts';
import { planNumber, writeOutput } from './files.ts';
import {
  follow,
  followedText,
  orderFrom,
  type OrderOptions,
  withOrderOptions,
} from './ordering.ts';
import { table } from './table.ts';

type Options = OrderOptions & {
  unit?: string;
  only?: string;
  except?: string;
  all?: true;
  checked?: true;
  list?: string;
  signed?: string;
  force?: true;
};

const CLOSING = ['verifier', 'coordinator', 'supervising-leader'] as const;

/** `duban close PLAN`: the claims of a plan, checked and closed in a batch. */
export function closeCommand(context: CliContext): Command {
  return withOrderOptions(
    new Command('close')
      .description(
        '批量销号：列出已报办结、等待销号的事项和抽查名单；逐项退回用 duban task 编号 return',
      )
      .argument('<plan>', '方案编号', planNumber)
      .option('--unit <单位>', '只看一个单位的')
      .option('--only <序号>', '只销这几项，用逗号分隔')
      .option('--except <序号>', '除这几项外，用逗号分隔')
      .option('--all', '销号所列全部事项')
      .option('--checked', '抽查的事项已逐项看过')
      .option('--list <文件>', '导出销号清单（Word），供领导签批')
      .option('--signed <文件>', '领导签批的销号清单扫描件：按它销号')
      .option('--force', '覆盖已有的导出文件'),
  ).action(async (planId: number, options: Options) => {
    const { db } = await context.db();
    const { title, policy, coordinatorUnitId } = await findPlan(db, planId);
    const today = beijingDate(context.clock.now());
    const all = checkedClaims(
      await claimsOf(db, planId),
      policyOf(policy),
      await context.calendar(),
      today,
    );
    if (options.signed !== undefined && options.all === undefined) {
      throw new RefusedError('按签批的清单销号请加 --all，需要时用 --only、--except 限定事项');
    }
    const claims = chosen(all, options);
    if (options.list !== undefined) {
      const office = await unitName(db, coordinatorUnitId);
      const list = closingList(claims, { planTitle: title, office, on: today });
      await writeOutput(options.list, await officialDocx(list), options.force);
      return context.out(`销号清单（${claims.length} 项）已存为 ${options.list}`);
    }
    if (options.all === undefined) {
      return options.json ? context.json(claims) : context.out(claimsText(planId, title, claims));
    }
    if (claims.length === 0) throw new RefusedError('没有等待销号的事项');
    assertChecked(claims, options);
    const order = await orderFrom(context, { planId, what: '批量销号', roles: CLOSING }, options);
    await context.commander();
    const signed = options.signed === undefined ? null : await attach(context, options.signed);
    const sampled = claims.flatMap((claim) => (claim.sampled ? [claim.id] : []));
    const closing = { claims, sampled, ...(signed === null ? {} : { signed }) };
    const result = await follow(context, await closeClaims(db, planId, closing, order), options);
    if (options.json) return context.json(result);
    context.out(`✓ 已销号\n${followedText(result)}`);
  });
}

function chosen(claims: CheckedClaim[], { unit, only, except }: Options): CheckedClaim[] {
  const known = new Set(claims.map(({ number }) => number));
  const named = [
    ...(only === undefined ? [] : listed(only)),
    ...(except === undefined ? [] : listed(except)),
  ];
  const unknown = named.filter((number) => !known.has(number));
  if (unknown.length > 0) {
    throw new RefusedError(`等待销号的事项里没有 ${unknown.join('、')}；用 duban close 查看`);
  }
  return claims
    .filter(({ unitName: name }) => unit === undefined || name === unit)
    .filter(({ number }) => only === undefined || listed(only).includes(number))
    .filter(({ number }) => except === undefined || !listed(except).includes(number));
}

function listed(text: string): string[] {
  return text.split(/[,，、]/).map((each) => each.trim());
}

/** Those that were drawn must have been looked at; a list signed by the leader has been. */
function assertChecked(claims: CheckedClaim[], { checked, signed }: Options): void {
  const drawn = claims.filter(({ sampled }) => sampled);
  if (checked || signed !== undefined || drawn.length === 0) return;
  const names = drawn.map((claim) => `${claim.number} ${titleOf(claim)}（${claim.unitName}）`);
  throw new RefusedError(
    `抽查 ${drawn.length} 项：${names.join('、')}。请先查看其佐证材料，再加 --checked 销号`,
  );
}

function claimsText(planId: number, title: string, claims: CheckedClaim[]): string {
  if (claims.length === 0) return `《${title}》没有等待销号的事项`;
  const late = claims.filter(({ officeDelay }) => officeDelay).length;
  const rows = claims.map((claim) => [
    claim.number,
    titleOf(claim),
    claim.unitName,
    claim.completedOn,
    `${claim.waits} 天${claim.officeDelay ? '（办公室延误）' : ''}`,
    doneWords(claim),
    claim.papersDue > 0 ? `待纸质 ${claim.papersDue}` : `${claim.files} 件`,
    [claim.sampled ? '抽查' : '', claim.verification === 'leader' ? '领导' : '']
      .filter(Boolean)
      .join(' '),
  ]);
  return [
    `《${title}》等待销号 ${claims.length} 项${late > 0 ? `，其中 ${late} 项已属办公室延误` : ''}`,
    table(['序号', '事项', '责任单位', '办结日期', '已等', '完成情况', '佐证', '备注'], rows),
    `销号：duban close ${planId} --all --checked --as 姓名；退回单项：duban task ${planId}:序号 return --as 姓名 --reason 意见`,
  ].join('\n');
}
