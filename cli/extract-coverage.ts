import { DISMISSAL_WORDS } from '../plan/coverage.ts';
import type { Clause, ExtractedPlan } from '../plan/extracted.ts';

/** Every clause of a document, one a line: where it stands, what became of it, and its words. */
export function coverageText(plan: ExtractedPlan): string {
  const lines = plan.clauses.map((clause) => {
    const place = `第 ${clause.line} 行`.padEnd(8);
    return `${place} ${outcomeText(clause)}  ${clause.text}`;
  });
  return [...lines, '', coverageLine(plan)].join('\n');
}

function outcomeText({ outcome, task, reason }: Clause): string {
  if (outcome === 'task') return `任务 ${task ?? '（并入清单中的同一任务）'}`;
  if (outcome === 'rule') return '规则（适用于多项任务）';
  if (outcome === 'part') return '同句任务的一部分';
  return `不作任务：${reason === null ? '没有提出要求' : DISMISSAL_WORDS[reason]}`;
}

/** How many clauses became what; their sum is all of the document's. */
export function coverageLine({ tasks, coverage }: ExtractedPlan): string {
  const { clauses, tasks: inTasks, rules, parts, dismissed } = coverage;
  return (
    `共 ${tasks.length} 项任务。全文 ${clauses} 条：` +
    `任务 ${inTasks}，规则 ${rules}，任务的一部分 ${parts}，不作任务 ${dismissed}。`
  );
}
