import type { ExtractedPlan, ExtractedTask } from '../plan/extracted.ts';
import type { Alias, Collective, Conflict, FundsRelation } from '../plan/findings.ts';
import { REPORTING_WORDS, deliveryText } from '../plan/task-words.ts';

// What is found beside the tasks, as text for a terminal. Proposals are marked 建议.

/** What is found of one task: whom to give it to, how it is handed in, what time it tells of. */
export function taskFindings({ candidates, delivery, reporting }: ExtractedTask): string[] {
  const units = candidates.map(({ unit, why }) => `${unit}（${why}）`);
  return [
    ...(units.length > 0 ? [`     建议单位：${units.join('；')}`] : []),
    ...(delivery ? [`     报送：${deliveryText(delivery)}`] : []),
    ...(reporting ? [`     报告期：${REPORTING_WORDS[reporting]}`] : []),
  ];
}

/** What is found of the whole plan: contradictions with their places, names, money named twice. */
export function planFindings(plan: ExtractedPlan): string[] {
  return [
    ...section('冲突与疑点', plan.conflicts.flatMap(conflictLines), plan.conflicts.length),
    ...section('可能是同一单位（建议，未合并）', plan.aliases.map(aliasLine)),
    ...section('集合称谓（建议，待确认）', plan.collectives.map(collectiveLine)),
    ...section('资金关系（建议，不重复相加）', plan.fundsRelations.map(relationLine)),
  ];
}

function section(title: string, lines: string[], number = lines.length): string[] {
  return number === 0 ? [] : [`${title} ${number} 处：`, ...lines, ''];
}

function conflictLines({ question, says, choices, tasks }: Conflict): string[] {
  const about = tasks.length > 0 ? `（${tasks.join('、')}）` : '';
  return [
    `  - ${question}${about}`,
    ...says.map(({ text, place }) => `      第 ${place.line} 行：${text}`),
    `      可选：${choices.map((choice, index) => `${index + 1}. ${choice}`).join('  ')}`,
  ];
}

function aliasLine({ names, why }: Alias): string {
  return `  - ${names.join(' / ')}：${why}`;
}

function collectiveLine({ name, members, why }: Collective): string {
  return `  - ${name}：${members.join('、')}（${why}）`;
}

function relationLine({ kind, amount, unit, lines, says }: FundsRelation): string {
  const places = says.map(({ text, place }) => `第 ${place.line} 行“${text}”`).join('、');
  const what = kind === 'same' ? '同一笔资金' : '其中几项的小计';
  return `  - ${amount} ${unit}（${places}）是${what}：${lines.join('、')}`;
}
