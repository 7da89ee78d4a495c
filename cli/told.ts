import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { giveCommand } from '../client/command.ts';
import { planActor } from '../db/authority.ts';
import { keepFiles } from '../db/evidence.ts';
import { openOfUnits, unitsOfPlan } from '../db/told-units.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { SOURCE_NAMES, type Source } from '../plan/occurrence.ts';
import { attach } from './attach.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { collectOption, sourceOption } from './options.ts';

type Options = { as?: string; source?: Source; reason?: string; file: string[]; json?: true };

/** `duban told PLAN UNIT…`: records that units were told by telephone, chat, OA or on paper. */
export function toldCommand(context: CliContext): Command {
  return new Command('told')
    .description('登记告知：电话、微信、OA、纸质通知了哪些单位，作为上报领导前的告知凭据')
    .argument('<plan>', '方案编号', planNumber)
    .argument('<units...>', '单位名称，可写几个；“全部”指方案的全部单位')
    .option('--as <人员>', '由谁告知（协调员）')
    .option('--source <方式>', '电话、微信、纸质、OA', sourceOption)
    .option('--reason <内容>', '何人接听、文号、内容等')
    .option('--file <文件>', '附件，如聊天截图、回执照片，可写多次', collectOption, [])
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, names: string[], options: Options) => {
      const { as, source, reason } = options;
      if (as === undefined) throw new RefusedError('请用 --as 写明由谁告知');
      if (source === undefined)
        throw new RefusedError('请用 --source 写明方式（电话、微信、纸质、OA）');
      if (!reason?.trim()) throw new RefusedError('请用 --reason 写明何人接听、文号或内容');
      const { db } = await context.db();
      const { personId, unitId } = await planActor(db, planId, as, '登记告知', ['coordinator']);
      const units = await unitsOfPlan(db, planId);
      const all = names.includes('全部');
      const unknown = all ? [] : names.filter((name) => !units.some((each) => each.name === name));
      if (unknown.length > 0) throw new NotFoundError('方案中的单位', unknown.join('、'));
      const told = units.filter(({ name }) => all || names.includes(name));
      const ids = await openOfUnits(
        db,
        planId,
        told.map(({ id }) => id),
      );
      const files = await Promise.all(options.file.map((path) => attach(context, path)));
      await keepFiles(db, files);
      const fileIds = files.map(({ id }) => id);
      const commander = await context.commander();
      const commandId = randomUUID(); // one act, whichever matters it concerns
      for (const id of ids) {
        const by = { personId, unitId, door: 'cli' as const, source };
        const command = { commandId, kind: 'record-telling' as const, ...by };
        const whole = fileIds.length === 0 ? command : { ...command, fileIds };
        await giveCommand(commander, id, whole, reason);
      }
      if (options.json)
        return context.json({ units: told.map(({ name }) => name), occurrences: ids });
      context.out(
        `✓ 已登记${SOURCE_NAMES[source]}告知：${told.map(({ name }) => name).join('、')}，涉及 ${ids.length} 项在办事项`,
      );
    });
}
