import { readBody, setsOverallEnd } from './body.ts';
import { aliasesOf, collectivesOf } from './aliases.ts';
import { candidatesOf, unitNaming } from './candidates.ts';
import { conflictsOf } from './conflicts.ts';
import type { ConflictSources } from './conflicts/sources.ts';
import { clausesOf, coverageOf } from './coverage.ts';
import { dueDates } from './deadline/dates.ts';
import { parseDeadline } from './deadline/parse.ts';
import type { SourceDocument } from './document.ts';
import type { Outcome } from './draft.ts';
import type { ExtractedPlan, ExtractedTask, Issue } from './extracted.ts';
import { readFunds } from './funds.ts';
import { type Header, readHeader } from './header.ts';
import type { Saying } from './findings.ts';
import { type MergedTask, mergeTasks } from './merge.ts';
import { forceOf } from './qualities.ts';
import { readRows } from './rows.ts';
import { taskOf } from './task.ts';
import { type Locator, locatorOf } from './text/locate.ts';

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
  const locate = locatorOf(document.text);
  const overall = overallEndOf(outcomes, header.periods, document, locate);
  const overallEnd = overall?.end ?? null;
  const context = { ...header, text: document.text, locate, overallEnd };
  const merged = mergeTasks(
    body.drafts.map((draft) => taskOf(draft, context)),
    rows.drafts.map((draft) => taskOf(draft, context)),
  );
  const tasks = numbered(merged, header, document.text);
  const recipientOffice = recipientOf(tasks);
  const { conflicts, ...money } = readFunds(document, rows.drafts, header.periods);
  const doubled = doubledOf(merged, tasks);
  const aliases = aliasesOf([...tasks, ...doubled.map(({ body: said }) => said)], header.sides);
  const sources = { tasks, doubled, sides: header.sides, aliases, overallEnd };
  return {
    ...header,
    ...money,
    source: document.source,
    overallEnd,
    recipientOffice,
    tasks,
    aliases: aliases.map(({ names, why }) => ({ names, why })),
    collectives: collectivesOf(tasks, { sides: header.sides, recipientOffice }, document.text),
    conflicts: [
      ...conflicts,
      ...conflictsOf({ ...sources, overallSaying: overall?.saying ?? null }),
    ],
    issues: [...gapIssues(document), ...headerIssues(header, tasks), ...rows.issues],
    clauses: clausesOf(outcomes, tasks),
    coverage: coverageOf(outcomes),
  };
}

/** The tasks with their ids, and with candidates where they name no unit. */
function numbered(merged: MergedTask[], { sides }: Header, text: string): ExtractedTask[] {
  const tasks = merged.map(({ task }) => task);
  const naming = unitNaming(tasks, sides, text);
  return tasks.map((task, index) => ({
    ...task,
    id: `t${String(index + 1).padStart(2, '0')}`,
    candidates: candidatesOf(task, naming),
  }));
}

/** The rows that the body states too, with its sentence. */
function doubledOf(merged: MergedTask[], tasks: ExtractedTask[]): ConflictSources['doubled'] {
  return merged.flatMap(({ body }, index) => {
    const row = tasks[index];
    return row && body ? [{ row, body }] : [];
  });
}

/** The end that is set for all work, and the sentence that sets it. */
type OverallEnd = { end: NonNullable<ExtractedPlan['overallEnd']>; saying: Saying | null };

/** The first sentence like 各项工作11月底前完成 that names a day. */
function overallEndOf(
  outcomes: Outcome[],
  periods: number[],
  { blocks }: SourceDocument,
  locate: Locator,
): OverallEnd | null {
  const rules = outcomes.filter(({ text, outcome }) => outcome === 'rule' && setsOverallEnd(text));
  for (const { text, line } of rules) {
    const time = parseDeadline(text);
    const date = time && dueDates(time.rule, periods).due.at(-1);
    if (!time || !date) continue;
    const place = blocks.find((block) => block.place.line === line)?.place;
    const saying = place ? { text, place: { ...place, ...locate(place, text) } } : null;
    return { end: { text: time.text, date, force: forceOf(text) }, saying };
  }
  return null;
}

/** The office that most reports go to, without its section; the first of equals. */
function recipientOf(tasks: ExtractedTask[]): string | null {
  const offices = tasks.flatMap(({ delivery }) => delivery?.recipients.slice(0, 1) ?? []);
  const counts = [...Map.groupBy(offices, (office) => office.replace(/(?<=局)..[科股]$/, ''))];
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
