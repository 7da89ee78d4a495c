import { Command } from 'commander';
import { cancelLeave, holdsPost, leavesFrom, personCalled, takeLeave } from '../db/leave.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { dayOption, wholeNumber } from './options.ts';
import { table } from './table.ts';

type Options = {
  from?: PlainDate;
  to?: PlainDate;
  substitute?: string;
  cancel?: number;
  json?: true;
};

/** `duban leave [PERSON]`: who is away, and who stands in. */
export function leaveCommand(context: CliContext): Command {
  return new Command('leave')
    .description('请假与代理：期间的通知发给代理人；不写姓名则列出')
    .argument('[person]', '请假的人（姓名、邮箱或编号）')
    .option('--from <日期>', '首日（默认今天）', dayOption)
    .option('--to <日期>', '末日', dayOption)
    .option('--substitute <人员>', '由谁代理；不写则发给同岗位的其他人')
    .option('--cancel <编号>', '取消一条登记', wholeNumber('登记编号，用 duban leave 查看'))
    .option('--json', '以 JSON 输出')
    .action(async (who: string | undefined, options: Options) => {
      const { db } = await context.db();
      const today = beijingDate(context.clock.now());
      if (options.cancel !== undefined) await cancelLeave(db, options.cancel);
      if (who !== undefined) {
        if (options.to === undefined) throw new RefusedError('请用 --to 写明请假到哪一天');
        const away = await personCalled(db, who);
        if (!(await holdsPost(db, away.id)))
          throw new RefusedError(`${away.name}没有岗位，不需登记`);
        const substitute =
          options.substitute === undefined ? null : await personCalled(db, options.substitute);
        const days = { from: options.from ?? today, to: options.to };
        await takeLeave(db, { personId: away.id, substituteId: substitute?.id ?? null, ...days });
      }
      const leaves = await leavesFrom(db, today);
      if (options.json) return context.json(leaves);
      const rows = leaves.map((each) => [
        String(each.id),
        each.person,
        each.from,
        each.to,
        each.substitute ?? '（同岗位其他人）',
      ]);
      context.out(
        rows.length === 0 ? '没有请假登记' : table(['编号', '请假', '首日', '末日', '代理'], rows),
      );
    });
}
