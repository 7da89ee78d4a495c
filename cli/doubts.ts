import { Command } from 'commander';
import { decideDoubt, type DoubtOrder, type ShownDoubt, shownDoubts } from '../db/doubts.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';

type Options = {
  doubt?: string;
  choose?: string;
  day?: string;
  keep?: true;
  reopen?: true;
  reason?: string;
  all?: true;
  json?: true;
};

/** `duban doubts PLAN`: where the document contradicts itself, and what was decided of it. */
export function doubtsCommand(context: CliContext): Command {
  return new Command('doubts')
    .description('列出文件的冲突与疑点；按选项确定（改任务）、保持原样，或重新打开')
    .argument('<plan>', '方案编号', planNumber)
    .option('--doubt <编号>', '处理哪一处（列表里的编号）')
    .option('--choose <第几项>', '按第几个选项确定，从 1 起')
    .option('--day <日期>', '选项要定日期时，另定哪一天')
    .option('--keep', '保持原样（须写 --reason）')
    .option('--reopen', '重新打开，并撤回当时所作的修改')
    .option('--reason <理由>', '为什么这样定')
    .option('--all', '也列出已处理的')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: Options) => {
      const { db } = await context.db();
      const before = await shownDoubts(db, planId);
      const order = orderOf(options);
      if (order !== null) {
        const one = before.find(({ id }) => id === options.doubt);
        if (one === undefined)
          throw new NotFoundError('疑点', options.doubt ?? '（用 --doubt 写明）');
        const seen = one.decisions.at(-1)?.id ?? null;
        const who = { personId: null, now: context.clock.now(), seen };
        await decideDoubt(db, planId, one.id, order, who);
      }
      const all = order === null ? before : await shownDoubts(db, planId);
      const shown = options.all ? all : all.filter(({ open }) => open);
      if (options.json) return context.json(shown);
      if (shown.length === 0) return context.out('没有待确定的冲突与疑点');
      context.out(shown.map(doubtText).join('\n\n'));
    });
}

function orderOf({ choose, day, keep, reopen, reason }: Options): DoubtOrder | null {
  const asked = [choose, keep, reopen].filter((each) => each !== undefined);
  if (asked.length === 0) return null;
  if (asked.length > 1) throw new RefusedError('--choose、--keep、--reopen 只能写一个');
  if (keep) return { act: 'keep', words: reason ?? '' };
  if (reopen) return { act: 'reopen', words: reason };
  return { act: 'choose', choice: Number(choose) - 1, day, words: reason };
}

function doubtText({ id, question, says, choices, decisions }: ShownDoubt): string {
  return [
    `${id}  ${question}`,
    ...says.map(({ text }) => `  “${text}”`),
    ...choices.map(({ text, changes }, index) => {
      const does = changes.length === 0 ? '只记录' : changes.join('；');
      return `  ${index + 1}. ${text}（${does}）`;
    }),
    ...decisions.map(({ act, choice, words, by, undone }) => {
      const what = { choose: `选定“${choice ?? ''}”`, keep: '保持原样', reopen: '重新打开' }[act];
      return `  ${by}：${what}${words === null ? '' : `（${words}）`}${undone ? '，修改后来已撤销' : ''}`;
    }),
  ].join('\n');
}
