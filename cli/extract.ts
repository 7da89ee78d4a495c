import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { readDocument } from '../documents/read.ts';
import { DocumentError } from '../plan/errors.ts';
import { extractPlan } from '../plan/extract.ts';
import type { Count, ExtractedPlan, ExtractedTask, Issue } from '../plan/extracted.ts';
import { planFindings, taskFindings } from './extract-findings.ts';

/** `duban extract FILE [--json]`: the tasks that a document states, for reading or as JSON. */
export function extractCommand(): Command {
  return new Command('extract')
    .description('从方案文件中读出任务、时限和责任单位')
    .argument('<file>', '方案文件（.docx .doc .wps .pdf .xlsx .ofd .txt .md）')
    .option('--json', '输出 JSON')
    .action(async (file: string, options: { json?: true }) => {
      const plan = extractPlan(await readDocument(await bytesOf(file), basename(file)));
      console.log(options.json ? JSON.stringify(plan, null, 2) : readable(plan));
    });
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new DocumentError(file, '打不开这个文件，请检查路径是否正确', { cause });
  }
}

/** The plan as text for a terminal: head, one paragraph per task, doubts, coverage. */
export function readable(plan: ExtractedPlan): string {
  return [
    ...headLines(plan),
    '',
    ...plan.tasks.flatMap(taskLines),
    ...planFindings(plan),
    ...issueLines([...plan.issues, ...plan.tasks.flatMap((task) => task.issues)]),
    coverageLine(plan),
  ].join('\n');
}

function headLines(plan: ExtractedPlan): string[] {
  const { documentNumber, issued, periods, sides, overallEnd, fundsTotal } = plan;
  const facts = [
    documentNumber,
    issued && `印发日期 ${issued}`,
    `计划年度 ${periods.join('、') || '未知'}`,
    sides.length > 0 && `双方 ${sides.map(({ name }) => name).join('、')}`,
    overallEnd && `总体时限 ${overallEnd.date}`,
    fundsTotal !== null && `资金合计 ${fundsTotal}${plan.funds[0]?.unit ?? '万元'}`,
  ];
  return [plan.title, facts.filter((fact) => typeof fact === 'string').join('  ')];
}

function taskLines(task: ExtractedTask): string[] {
  const support = task.support.length > 0 ? `；配合：${task.support.join('、')}` : '';
  const counts = [task.count, ...task.otherCounts].filter((count) => count !== null);
  return [
    `${task.id}  ${task.quote}`,
    `     时限：${deadlineText(task)}`,
    `     单位：${task.lead.join('、') || '（未写明）'}${support}`,
    ...(counts.length > 0 ? [`     数量：${counts.map(countText).join('，')}`] : []),
    ...task.milestones.map(({ text, date }) => `     节点：${date}（${text}）`),
    ...taskFindings(task),
    '',
  ];
}

const MOST_DATES = 4;

function deadlineText({ deadline: { text, due, inherited } }: ExtractedTask): string {
  if (due.length === 0) return text ?? '（未写明）';
  const shown = due.slice(0, MOST_DATES).join('、');
  const more = due.length > MOST_DATES ? `等 ${due.length} 个日期` : '';
  const source = inherited ? '按总体时限' : text;
  return `${shown}${more}${source ? `（${source}）` : ''}`;
}

function countText({ op, value, unit }: Count): string {
  return `${{ '>=': '不少于 ', '=': '', '~': '约 ' }[op]}${value} ${unit}`;
}

function issueLines(issues: Issue[]): string[] {
  if (issues.length === 0) return [];
  const lines = issues.map(
    ({ where, expected, found }) => `  - ${where}：应为${expected}；现为：${found}`,
  );
  return [`需要核对 ${issues.length} 处：`, ...lines, ''];
}

function coverageLine({ tasks, coverage }: ExtractedPlan): string {
  const { clauses, tasks: inTasks, rules, dismissed } = coverage;
  return `共 ${tasks.length} 项任务。全文 ${clauses} 条：任务 ${inTasks}，规则 ${rules}，不作任务 ${dismissed}。`;
}
