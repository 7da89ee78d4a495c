import { NAMES } from './names.ts';
import { inEnglish } from './translate.ts';

/** An act as what was done; its Chinese name is that of the button too. */
const DONE: Record<string, string> = {
  签收: 'Acknowledged',
  退回任务: 'Declined',
  维持交办: 'Assignment kept',
  报进展: 'Progress reported',
  报告困难: 'Difficulty reported',
  填报数量: 'Number entered',
  填期初数: 'Opening number entered',
  告知预计完成时间: 'Said when it will be done',
  报送配合情况: 'Contribution reported',
  请配合报送: 'Contribution asked for',
  转交承办人: 'Handed on to a colleague',
  报办结: 'Completion reported',
  对方确认: 'Confirmed by the other side',
  收件登记: 'Papers received',
  退回: 'Returned',
  销号: 'Closed',
  认定不适用: 'Waived',
  撤销: 'Cancelled',
  重新启动: 'Reopened',
  申请延期: 'Extension asked for',
  同意延期并报领导审批: 'Extension agreed to, with the leader for approval',
  调整时限: 'Due date changed',
  填报事件日期: 'Day of the event entered',
  改交其他单位: 'Handed over to another unit',
  催办: 'Urged',
  批示: 'Instructed',
  限期整改: 'A day set for rectification',
  登记约谈: 'Summoned',
  批阅: 'Read',
  登记告知: 'Told otherwise',
  暂停: 'Paused',
  恢复: 'Resumed',
};

/**
 * What happened to a duty, in English.
 * @example actInEnglish('报办结（新增 1）') // 'Completion reported (1 more)'
 */
export function actInEnglish(text: string): string {
  const [head = ''] = text.split(/[（ ：]/);
  const done = DONE[head];
  const named = NAMES[head];
  return done === undefined || named === undefined
    ? inEnglish(text)
    : inEnglish(text).replace(named, done);
}
