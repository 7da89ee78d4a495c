import { basename } from 'node:path';
import { Command } from 'commander';
import type { Connection } from '../db/connect.ts';
import { type PlanOverview, type TaskRow, planOverview, tasksOf } from '../db/plans.ts';
import { applyTaskSheets, reviewAll, reviewState } from '../db/review.ts';
import { readSheets, writeWorkbook } from '../documents/sheet.ts';
import { KIND_WORDS, TRACKING_WORDS } from '../plan/task-cells.ts';
import { taskSheets } from '../plan/task-sheet.ts';
import type { CliContext } from './context.ts';
import { planNumber, readInput, writeOutput } from './files.ts';

type Options = {
  out?: string;
  apply?: string;
  reviewAll?: boolean;
  force?: boolean;
  json?: boolean;
};
type Done = { changes?: string[]; reviewed?: number; written?: string };

/** `duban tasks PLAN`: shows a plan's tasks, hands them out for review and takes them back. */
export function tasksCommand(context: CliContext): Command {
  return new Command('tasks')
    .description('列出方案的任务；导出任务表审改，再收回')
    .argument('<plan>', '方案编号', planNumber)
    .option('--apply <file>', '收回改好的任务表（草稿期间）')
    .option('--review-all', '把全部任务标为已审（草稿期间）')
    .option('--out <file>', '导出任务表（.xlsx）')
    .option('--force', '覆盖已有的导出文件')
    .option('--json', '以 JSON 输出')
    .action(async (planId: number, options: Options) => {
      const connection = await context.db();
      const done = await act(connection, planId, options, context.clock.now());
      const overview = await planOverview(connection.db, planId);
      const tasks = await tasksOf(connection.db, planId);
      if (options.json) return context.json({ ...done, overview, tasks });
      const acted = Object.keys(done).length > 0;
      context.out(acted ? doneText(done, overview) : tasksText(overview, tasks));
    });
}

/** In this order, so that one call can take a sheet back, mark all as reviewed and write anew. */
async function act(
  { db }: Connection,
  planId: number,
  options: Options,
  now: number,
): Promise<Done> {
  const done: Done = {};
  if (options.apply !== undefined) {
    const sheets = await readSheets(await readInput(options.apply), basename(options.apply));
    done.changes = await applyTaskSheets(db, planId, sheets, now);
  }
  if (options.reviewAll) done.reviewed = await reviewAll(db, planId, now);
  if (options.out !== undefined) {
    const workbook = await writeWorkbook(taskSheets(await reviewState(db, planId)));
    await writeOutput(options.out, workbook, options.force);
    done.written = options.out;
  }
  return done;
}

function doneText(
  { changes, reviewed, written }: Done,
  { id, tasks, names }: PlanOverview,
): string {
  const lines: string[] = [];
  if (changes?.length === 0) lines.push('任务表与现有内容一致，没有改动');
  if (changes && changes.length > 0) {
    lines.push(`改动 ${changes.length} 处：`, ...changes.map((change) => `  - ${change}`));
  }
  if (reviewed !== undefined) lines.push(`标为已审 ${reviewed} 项`);
  if (written !== undefined) {
    lines.push(`已导出 ${written}，改好后运行：duban tasks ${id} --apply ${written}`);
  }
  const open =
    names.unsettled > 0 ? `；${names.unsettled} 个单位名称尚未对应（duban names ${id}）` : '';
  return [...lines, `已审 ${tasks.reviewed}/${tasks.total - tasks.dismissed} 项${open}`].join('\n');
}

function tasksText({ title, tasks: { total } }: PlanOverview, tasks: TaskRow[]): string {
  return [`《${title}》任务 ${total} 项`, ...tasks.map(taskText)].join('\n');
}

function taskText(task: TaskRow): string {
  if (task.dismissed !== null) return `  ${task.key} ${task.title}（不作任务：${task.dismissed}）`;
  const facts = [
    task.lead.join('、') || '没有责任单位',
    dueText(task.deadline),
    TRACKING_WORDS[task.tracking],
    task.reviewed ? '已审' : '未审',
    ...task.issues.map(({ expected }) => `疑问：${expected}`),
  ];
  return `  ${task.key} ${task.title}：${facts.join('；')}`;
}

function dueText({ kind, due }: TaskRow['deadline']): string {
  const [first] = due;
  if (first === undefined) return KIND_WORDS.none;
  return due.length === 1
    ? first
    : `${KIND_WORDS[kind]} ${due.length} 次（${first} 至 ${due.at(-1)}）`;
}
