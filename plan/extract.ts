import { readBody, setsOverallEnd } from './body.ts';
import { clausesOf, coverageOf } from './coverage.ts';
import { dueDates } from './deadline/dates.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { SourceDocument } from './document.ts';
import type { Outcome } from './draft.ts';
import type { ExtractedPlan, ExtractedTask, Issue } from './extracted.ts';
import { readFunds } from './funds.ts';
import { type Header, readHeader } from './header.ts';
import { mergeTasks } from './merge.ts';
import { forceOf } from './qualities.ts';
import { readRows } from './rows.ts';
import { taskOf } from './task.ts';

/**
 * The plan that a document states: its tasks, and everything that could not be read for certain.
 * Words that people wrote are never an error: for any document there is a plan, at worst an empty
 * one whose issues say what was missed.
 */
export function extractPlan(document: SourceDocument): ExtractedPlan {
  const header = readHeader(document);
  const body = readBody(document, header);
  const rows = readRows(document, header.sides);
  const outcomes = [...body.outcomes, ...rows.outcomes];
  const overallEnd = overallEndOf(outcomes, header.periods);
  const context = { ...header, text: document.text, overallEnd };
  const tasks = mergeTasks(
    body.drafts.map((draft) => taskOf(draft, context)),
    rows.drafts.map((draft) => taskOf(draft, context)),
  ).map((task, index) => ({ ...task, id: `t${String(index + 1).padStart(2, '0')}` }));
  return {
    ...header,
    source: document.source,
    overallEnd,
    recipientOffice: recipientOf(tasks),
    ...readFunds(document, [...rows.drafts, ...body.drafts]),
    tasks,
    issues: [...gapIssues(document), ...headerIssues(header, tasks), ...rows.issues],
    clauses: clausesOf(outcomes, tasks),
    coverage: coverageOf(outcomes),
  };
}

/** The end that a sentence like 各项工作11月底前完成 sets for all work. */
function overallEndOf(outcomes: Outcome[], periods: number[]): ExtractedPlan['overallEnd'] {
  for (const { text, outcome } of outcomes) {
    const time = outcome === 'rule' && setsOverallEnd(text) ? parseDeadline(text) : null;
    const date = time && dueDates(time.rule, periods).due.at(-1);
    if (time && date) return { text: time.text, date, force: forceOf(text) };
  }
  return null;
}

// 向……办公室报送, 报……办公室, 上报……至县局
const OFFICE = '(?:两地)?(?<office>[\\u4E00-\\u9FA5]{2,24}?(?:办公室|[局办委部](?![公会员])))';
const RECIPIENTS = [
  `向${OFFICE}(?:上报|报送|报告|提交)`,
  `报送?(?:[^，。；]{0,30}?[至到给])?${OFFICE}`,
];

/** The office that most reports go to; the first of equals. */
function recipientOf(tasks: ExtractedTask[]): string | null {
  const offices = tasks.flatMap(({ quote }) =>
    RECIPIENTS.flatMap((form) => new RegExp(form).exec(quote)?.groups?.['office'] ?? []).slice(
      0,
      1,
    ),
  );
  const counts = [...Map.groupBy(offices, (office) => office)];
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? null;
}

/** Tasks on a page that could not be read are missing without a trace. */
function gapIssues({ gaps = [] }: SourceDocument): Issue[] {
  return gaps.map((page) => ({
    where: `第${page}页`,
    line: 1,
    expected: '可以复制的文字',
    found: '扫描或图片，没有读出文字；该页的任务需要人工补录',
  }));
}

function headerIssues({ periods }: Header, tasks: ExtractedTask[]): Issue[] {
  const issues: Issue[] = [];
  if (periods.length === 0) {
    issues.push({ where: '标题', line: 1, expected: '计划年度（如“2024年”）', found: '未写年份' });
  }
  if (tasks.length === 0) {
    issues.push({
      where: '全文',
      line: 1,
      expected: '至少一项可督办的任务',
      found: '没有读出任务',
    });
  }
  return issues;
}
