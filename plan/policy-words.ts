import { OFFICE_KEYS } from './policy-settings.ts';
import type { EscalationStep, Policy, StepTarget } from './policy.ts';

const TARGET_WORDS: Record<StepTarget, string> = {
  answering: '催办责任单位，列入协调员电话清单',
  leader: '报单位分管领导',
  'supervising-leader': '列入督办领导每周专报',
  circular: '列入通报备选',
};

/** The rules of a plan, one line each: what it says, and the key by which it is set. */
export function policyLines(policy: Policy): string[] {
  const { moment, remind, opensDays, acknowledge } = policy;
  return [
    line(`每个工作日 ${moment.hour}:${String(moment.minute).padStart(2, '0')} 起提醒`, 'moment'),
    line(`每月一次的事项：${before(remind.monthly)}提醒`, 'remind.monthly'),
    line(`每季度一次的事项：${before(remind.quarterly)}提醒`, 'remind.quarterly'),
    line(`时间更长的事项：${before(remind.long)}提醒`, 'remind.long'),
    line(`节点前 ${policy.milestoneDays} 个工作日提醒`, 'milestoneDays'),
    ...policy.ladder.map(stepLine),
    line(`最后一级之后每 ${policy.repeatDays} 个工作日重复`, 'repeatDays'),
    line(`报办结后第 ${policy.verifyDays.join('、')} 个工作日提醒核验`, 'verifyDays'),
    line(`核验超过 ${policy.officeDelayDays} 个工作日算办公室延误`, 'officeDelayDays'),
    line(`单位退回任务后第 ${policy.declineDays.join('、')} 个工作日提醒协调员答复`, 'declineDays'),
    line(`已报电子版的，纸质件可在时限后 ${policy.paperDays} 个工作日内补交`, 'paperDays'),
    line(EXTENSION[policy.extension], 'extension'),
    line(RELEASE[policy.release], 'release'),
    line(UPWARD[policy.upward], 'upward'),
    line(`批量销号时抽查 ${policy.samplePercent}%`, 'samplePercent'),
    line(`退回整改没有写明日期的，给 ${policy.rectifyDays} 个工作日`, 'rectifyDays'),
    line(`每月一次的事项提前 ${opensDays.monthly} 天启动`, 'opensDays.monthly'),
    line(`其他循环事项提前 ${opensDays.other} 天启动`, 'opensDays.other'),
    line(`没有凭据证明单位已知晓的，至多等 ${policy.toldWaits} 个工作日再上报`, 'toldWaits'),
    line(`交办后 ${acknowledge.chase} 个工作日未签收的再提醒`, 'acknowledge.chase'),
    line(`交办后 ${acknowledge.callList} 个工作日未签收的列入电话清单`, 'acknowledge.callList'),
    line(`每位联系人每月至多 ${policy.mailsPerMonth} 封邮件（${OFFICE_WIDE}）`, 'mailsPerMonth'),
    line(`每位联系人每月至多 ${policy.smsPerMonth} 条短信（${OFFICE_WIDE}）`, 'smsPerMonth'),
    line(`早上的消息在 ${policy.spreadMinutes} 分钟内错开发出（${OFFICE_WIDE}）`, 'spreadMinutes'),
    line(
      `${policy.bringForwardDays} 个工作日内的提醒并入已要发出的邮件（${OFFICE_WIDE}）`,
      'bringForwardDays',
    ),
    line(
      `逾期催办${policy.urgentInQuiet ? '可以' : '不'}在收件人免打扰时段发出（${OFFICE_WIDE}）`,
      'urgentInQuiet',
    ),
    line(`专报至多列 ${policy.listItems} 项（${OFFICE_WIDE}）`, 'listItems'),
  ];
}

/** The rules that hold over all plans, one line each. */
export function officeLines(policy: Policy): string[] {
  return policyLines(policy).filter((text) =>
    OFFICE_KEYS.some((key) => text.endsWith(`（${key}）`)),
  );
}

const OFFICE_WIDE = '各方案合计，按本机构默认执行';

const EXTENSION: Record<Policy['extension'], string> = {
  office: '延期由办公室批准',
  'two-level': '延期由办公室同意后报督办领导批准',
};

const RELEASE: Record<Policy['release'], string> = {
  automatic: '专报经协调员看过一个工作日后自动发出',
  required: '专报由协调员确认后才发出',
};

const UPWARD: Record<Policy['upward'], string> = {
  all: '所有逾期事项都列入专报',
  weighty: '只有标为重点的事项列入专报',
};

function stepLine({ afterDays, to }: EscalationStep, index: number): string {
  return line(`逾期第 ${afterDays} 个工作日：${TARGET_WORDS[to]}`, `ladder.${index}`);
}

function before(days: readonly number[]): string {
  const words = days.map((day) => (day === 0 ? '最后一个工作日' : `时限前 ${day} 个工作日`));
  return words.join('、');
}

/** A line of the rules without the key by which the office sets it. */
export function withoutKey(text: string): string {
  return text.replace(/（[\w.]+）$/, '');
}

function line(words: string, key: string): string {
  return `${words}（${key}）`;
}
