import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { readDocument } from '../documents/read.ts';
import { DocumentError } from '../plan/errors.ts';
import { extractPlan } from '../plan/extract.ts';
import type { Count, ExtractedPlan, ExtractedTask, Issue } from '../plan/extracted.ts';
import { cardsText, withCard } from './extract-cards.ts';
import { coverageLine, coverageText } from './extract-coverage.ts';
import { planFindings, taskFindings } from './extract-findings.ts';

type Options = { json?: true; coverage?: true; cards?: true };

/** `duban extract FILE`: the tasks that a document states, for reading or as JSON. */
export function extractCommand(): Command {
  return new Command('extract')
    .description('从方案文件中读出任务、时限和责任单位')
    .argument('<file>', '方案文件（.docx .doc .wps .pdf .xlsx .ofd .txt .md）')
    .option('--coverage', '逐条列出全文每句话的去向：任务、规则、任务的一部分或不作任务的理由')
    .option('--cards', '列出每个时限怎样读、还可能怎样读、前六个日期')
    .option('--json', '输出 JSON')
    .action(async (file: string, options: Options) => {
      const plan = extractPlan(await readDocument(await bytesOf(file), basename(file)));
      console.log(outputOf(plan, options));
    });
}

function outputOf(plan: ExtractedPlan, { json, coverage, cards }: Options): string {
  if (json) {
    const tasks = plan.tasks.map((task) => withCard(task, plan));
    return JSON.stringify({ ...plan, tasks }, null, 2);
  }
  if (coverage) return coverageText(plan);
  return cards ? cardsText(plan) : readable(plan);
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

function deadlineText({ deadline: { text, due, inherited, assumed } }: ExtractedTask): string {
  if (due.length === 0) return text ?? '（未写明）';
  const shown = due.slice(0, MOST_DATES).join('、');
  const more = due.length > MOST_DATES ? `等 ${due.length} 个日期` : '';
  const source = inherited ? '按总体时限' : (text ?? (assumed ? '未写明，按计划末日' : null));
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
