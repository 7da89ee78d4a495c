import type { PlanOverview } from '../db/plans.ts';
import type { Issue } from '../plan/extracted.ts';
import type { Conflict } from '../plan/findings.ts';

/** A plan in a few lines: document, sides, numbers, and what could not be read for certain. */
export function overviewText(overview: PlanOverview): string {
  return [
    `《${overview.title}》${overview.documentNumber ?? ''}`,
    `  ${sidesText(overview)}；${periodText(overview)}；印发 ${overview.issued ?? '未写明'}`,
    `  ${tasksText(overview)}`,
    `  ${namesText(overview)}`,
    ...issuesText(overview.issues),
    ...conflictsText(overview.conflicts),
  ].join('\n');
}

/** An open-ended plan's first year is known, its last is not. */
function periodText({ periodFrom, periodTo, openEnded }: PlanOverview): string {
  return openEnded
    ? `期间自 ${periodFrom} 起逐年执行（没有写明截止年份；启动时可用 --until 写明）`
    : `期间 ${periodFrom} 至 ${periodTo}`;
}

function sidesText({ sides, home }: PlanOverview): string {
  const others = sides.filter((side) => !side.home).map(({ name }) => name);
  return others.length === 0
    ? `本方 ${home}`
    : `本方 ${home}；对方 ${others.join('、')}（只联络，不发催办）`;
}

function tasksText({ tasks }: PlanOverview): string {
  const { tracking, total, dismissed, reviewed } = tasks;
  const parts = [
    `限时 ${tracking.deadline}、随报表 ${tracking.return}、仅记录 ${tracking.record}`,
    counted('不作任务', dismissed),
    counted('没有日期', tasks.undated),
    counted('没有责任单位', tasks.withoutUnit),
    counted('有疑问', tasks.doubtful),
    `已审 ${reviewed}`,
  ];
  return `任务 ${total} 项：${parts.filter((part) => part !== '').join('；')}`;
}

function namesText({ names: { total, unsettled, leftOut } }: PlanOverview): string {
  const open = unsettled === 0 ? '全部已对应通讯录' : `${unsettled} 个尚未对应通讯录`;
  return `单位名称 ${total} 个：${[open, counted('不纳入', leftOut)].filter(Boolean).join('；')}`;
}

function issuesText(issues: Issue[]): string[] {
  if (issues.length === 0) return [];
  const lines = issues.map(
    ({ line, where, expected, found }) =>
      `    第 ${line} 行 ${where}：应为${expected}，现为“${found}”`,
  );
  return [`  需要核对 ${issues.length} 处：`, ...lines];
}

/** Contradictions do not hold a launch up; they are to be seen before it. */
function conflictsText(conflicts: Conflict[]): string[] {
  if (conflicts.length === 0) return [];
  const lines = conflicts.flatMap(({ question, says }) => [
    `    ${question}`,
    ...says.map(({ text, place }) => `      第 ${place.line} 行：${text}`),
  ]);
  return [`  冲突与疑点 ${conflicts.length} 处：`, ...lines];
}

function counted(what: string, number: number): string {
  return number === 0 ? '' : `${what} ${number}`;
}
