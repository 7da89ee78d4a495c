import { expect, it } from 'vitest';
import { columnsOf } from '../../plan/columns.ts';

it.each([
  ['序号 重点工作 具体事项 完成时限 责任单位 备注', 'number section task time lead remark'],
  ['序号 主要任务 具体措施 责任单位 完成时间', 'number section task lead time'],
  ['编号 工作任务 牵头单位 配合单位 时间节点', 'number task lead support time'],
  ['序号 工作内容 牵头单位 责任单位 责任领导', 'number task lead support person'],
  ['序号 类别 工作内容 时限', 'number section task time'],
  ['序号 类别 时限', 'number task time'],
  ['序号 项目名称 金额（万元）', 'number task amount'],
])('understands the head %s', (head, meaning) => {
  const columns = columnsOf(head.split(' '));
  const byPlace = [...columns].toSorted(([, one], [, other]) => one - other);
  expect(byPlace.map(([name]) => name).join(' ')).toBe(meaning);
});

it('finds no task column under unknown names', () => {
  expect(columnsOf(['甲', '乙']).has('task')).toBe(false);
});
