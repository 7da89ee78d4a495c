import type { Command } from 'commander';
import { awaitChange, changeProgress } from '../client/changes.ts';
import { starterOf } from '../client/start.ts';
import { planActor } from '../db/authority.ts';
import { type ChangeLine, changeLines, type ChangeProgress, type Ordered } from '../db/changes.ts';
import type { Database } from '../db/connect.ts';
import type { Order } from '../db/plan-changes.ts';
import type { PostRole } from '../plan/address-book-heads.ts';
import { RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { progressBar } from './progress.ts';

export type OrderOptions = { as?: string; reason?: string; json?: true };

/** The options of every command that changes what runs. */
export function withOrderOptions(command: Command): Command {
  return command
    .option('--as <人员>', '以谁的身份办理（姓名、邮箱或编号）')
    .option('--reason <理由>', '理由，记入台账')
    .option('--json', '以 JSON 输出');
}

/** What a change asks: whose plan, in which words, and whether a reason must be given. */
export type Asked = {
  planId: number | null;
  what: string;
  needsReason?: boolean;
  /** Who may, where it is not the coordinator and the leader alone. */
  roles?: readonly PostRole[];
};

/** Who orders a change, and why; refused when either is missing, or the person may not. */
export async function orderFrom(
  context: CliContext,
  { planId, what, needsReason = false, roles }: Asked,
  { as, reason }: OrderOptions,
): Promise<Order> {
  if (as === undefined) throw new RefusedError('请用 --as 写明以谁的身份办理');
  if (needsReason && !reason?.trim()) throw new RefusedError(`${what}须用 --reason 写明理由`);
  const { db } = await context.db();
  const { personId } = await planActor(db, planId, as, what, roles);
  const why = reason === undefined ? {} : { reason };
  return { personId, now: context.clock.now(), ...why };
}

/** A change as far as it came while somebody waited, and what became of it in each occurrence. */
export type Followed = { change: ChangeProgress; lines: ChangeLine[] };

/** Has a change brought to what it reaches, and waits for it as long as a person would. */
export async function follow(
  context: CliContext,
  { changeId, reached }: Ordered,
  { json }: OrderOptions,
): Promise<Followed> {
  const { db } = await context.db();
  if (reached > 0) {
    const { client, shift } = await context.commander();
    await starterOf(client).change(changeId, shift);
    await awaitChange(db, changeId, json === true ? () => {} : shown());
  }
  return await followed(db, changeId);
}

/** What became of a change up to now. @throws NotFoundError */
export async function followed(db: Database, changeId: number): Promise<Followed> {
  return { change: await changeProgress(db, changeId), lines: await changeLines(db, changeId) };
}

function shown(): (progress: ChangeProgress) => void {
  const bar = progressBar('已送达');
  return ({ rows, done, edited, refused }) => bar(done + edited + refused, rows);
}

/** What became of a change, in a few lines. */
export function followedText({ change, lines }: Followed): string {
  const { id, rows, done, edited, refused } = change;
  const left = rows - done - edited - refused;
  const parts = [
    `涉及 ${rows} 项`,
    ...(done > 0 ? [`在办 ${done} 项已记入台账`] : []),
    ...(edited > 0 ? [`未启动 ${edited} 项已调整`] : []),
    ...(refused > 0 ? [`${refused} 项不适用`] : []),
    ...(left > 0 ? [`${left} 项还在送达，会自动继续（duban change ${id} 查看）`] : []),
  ];
  return [
    rows === 0 ? '没有在办事项受影响' : `${parts.join('；')}（变更 ${id}）`,
    ...lines
      .filter(({ outcome }) => outcome === 'refused')
      .map(({ number, title, unit, reason }) => `  · ${number} ${title}（${unit}）：${reason}`),
  ].join('\n');
}
