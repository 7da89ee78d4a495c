/** What a column of a task table holds. */
export type Column =
  | 'number'
  | 'section'
  | 'task'
  | 'time'
  | 'lead'
  | 'support'
  | 'remark'
  | 'amount';

// the first column that a name fits; narrower names stand before wider ones
const NAMES: [column: Column, name: RegExp][] = [
  ['number', /^(?:序号|编号|序|号)$/],
  ['time', /时限|时间|期限|进度/],
  ['support', /(?:配合|协办|协助|参与|参加)(?:单位|部门)/],
  ['lead', /(?:单位|部门|责任人|牵头领导|责任领导|牵头|主办)/],
  ['remark', /备注|说明|建议|佐证|要求/],
  ['amount', /金额|资金|经费|预算/],
  [
    'task',
    /(?:具体|主要)(?:事项|工作|任务|内容|措施)|(?:工作|任务)(?:内容|事项|措施|举措)|措施|举措|事项|内容/,
  ],
  ['section', /重点工作|类别|板块|分类|领域|项目类型/],
  ['task', /任务|工作|项目|名称/],
];

/**
 * The place of each column that a table's head names; the first of a kind counts. A table with a
 * section column and none for tasks keeps its tasks there.
 * @example columnsOf(['序号', '重点工作', '具体事项', '完成时限']).get('task') // 2
 */
export function columnsOf(head: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  head.forEach((name, index) => {
    const column = NAMES.find(([, form]) => form.test(name))?.[0];
    if (column && !columns.has(column)) columns.set(column, index);
  });
  const section = columns.get('section');
  if (section !== undefined && !columns.has('task')) {
    columns.delete('section');
    columns.set('task', section);
  }
  return columns;
}
