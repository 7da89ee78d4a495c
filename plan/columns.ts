/** What a column of a task table holds. */
export type Column =
  | 'number'
  | 'section'
  | 'task'
  | 'time'
  | 'lead'
  | 'person'
  | 'support'
  | 'remark'
  | 'amount'
  | 'target'
  | 'score';

// a column is what the first name that fits it says
const NAMES: [column: Column, name: RegExp][] = [
  ['number', /^(?:序号|编号|序|号)$/],
  ['time', /时限|时间|期限|进度/],
  ['support', /(?:配合|协办|协助|参与|参加)(?:单位|部门)/],
  ['person', /^[^单部]*(?:领导|责任人|联系人)$/],
  ['lead', /单位|部门|责任|牵头|主办/],
  ['target', /^(?:目标|指标|任务|工作)要求$|(?:目标|指标|任务|计划)[值数]$|^数量/],
  ['remark', /备注|说明|建议|佐证|要求/],
  ['amount', /金额|资金|经费|预算/],
  ['score', /分值|权重|评分/],
  ['section', /类别|板块|分类|领域|项目类型/],
  ['task', /工作|任务|事项|内容|措施|举措|目标|指标|项目|名称/],
];

// of two columns that could hold the tasks, the one that tells more does; the other groups them
const TELLING = [/具体/, /内容|事项|措施|举措/, /任务|项目|名称/, /./];

/**
 * The place of each column that a table's head names; the first of a kind counts.
 * @example columnsOf(['序号', '重点工作', '具体事项', '完成时限']).get('task') // 2
 */
export function columnsOf(head: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  const tasks: number[] = [];
  head.forEach((name, index) => {
    const column = NAMES.find(([, form]) => form.test(name))?.[0];
    if (column === 'task') tasks.push(index);
    // 责任单位 beside 牵头单位 are those who take part
    else if (column === 'lead' && columns.has('lead')) columns.set('support', index);
    else if (column && !columns.has(column)) columns.set(column, index);
  });
  const [task, group] = tasks.toSorted((one, other) => telling(head[one]) - telling(head[other]));
  const place = task ?? columns.get('section');
  if (place === undefined) return columns;
  columns.set('task', place);
  if (group !== undefined) columns.set('section', group);
  else if (task === undefined) columns.delete('section');
  return columns;
}

function telling(name: string | undefined): number {
  return TELLING.findIndex((form) => form.test(name ?? ''));
}
