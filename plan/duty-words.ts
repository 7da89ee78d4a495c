import { chineseDate, type PlainDate } from './date.ts';
import type { OccurrenceState } from './occurrence.ts';
import { expectedBy } from './pace.ts';

/** What beside state and due date stands of a duty. */
export type DutyFacts = {
  state: OccurrenceState;
  dueOn: PlainDate | null;
  waitsFor: string | null;
  eventOn: PlainDate | null;
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  riskOn: PlainDate | null;
  promisedOn: PlainDate | null;
  rectifyBy: PlainDate | null;
  notedUntil: PlainDate | null;
  circularOn: PlainDate | null;
  extensionUntil: PlainDate | null;
  confirmedOn: PlainDate | null;
  confirmedSum: number | null;
  papersDue: number;
  countFrom: PlainDate | null;
  opensOn: PlainDate;
  countTarget: number | null;
  countUnit: string | null;
  countSum: number;
};

/**
 * What a clerk must know of a duty beside its state and date, a line each.
 *
 * @example '数量：已填报 1 次，要求 4 次，按进度应为 2 次'
 */
export function dutyLines(duty: DutyFacts, today: PlainDate): string[] {
  return [
    ...waitingLines(duty),
    ...since(duty.pausedOn, '已暂停'),
    ...since(duty.declinedOn, '单位提出退回任务，等待答复'),
    ...until(duty.extensionUntil, '单位申请延期，等待答复：延至'),
    ...since(duty.riskOn, '单位报告有困难'),
    ...until(duty.promisedOn, '单位预计完成：'),
    ...until(duty.rectifyBy, '限期整改：'),
    ...until(duty.notedUntil, '领导已批阅，等到'),
    ...since(duty.circularOn, '可列入通报'),
    ...countLines(duty, today),
    ...confirmationLines(duty),
    ...(duty.papersDue > 0 ? [`待收纸质件 ${duty.papersDue} 份`] : []),
  ];
}

function since(day: PlainDate | null, words: string): string[] {
  return day === null ? [] : [`${words}（${chineseDate(day)}）`];
}

function until(day: PlainDate | null, words: string): string[] {
  return day === null ? [] : [`${words}${chineseDate(day)}`];
}

function waitingLines({ waitsFor, eventOn }: DutyFacts): string[] {
  if (waitsFor === null) return [];
  return eventOn === null ? [`正在等待：${waitsFor}`] : [`${waitsFor}：${chineseDate(eventOn)}`];
}

function countLines(duty: DutyFacts, today: PlainDate): string[] {
  const { countTarget: target, countFrom: from, countSum: sum, opensOn, dueOn } = duty;
  if (target === null || from === null) return [];
  const unit = duty.countUnit ?? '';
  const expected = dueOn === null ? 0 : expectedBy({ from, opensOn, dueOn, target, sum }, today);
  const pace = expected > sum ? `，按进度应为 ${expected} ${unit}` : '';
  return [`数量：已填报 ${sum} ${unit}，要求 ${target} ${unit}${pace}`];
}

function confirmationLines({ confirmedOn, confirmedSum, countTarget, countSum }: DutyFacts) {
  if (confirmedOn === null) return [];
  const said = confirmedSum === null ? '' : `，数量 ${confirmedSum}`;
  const differs = countTarget !== null && confirmedSum !== null && confirmedSum !== countSum;
  return [`对方已确认（${chineseDate(confirmedOn)}）${said}${differs ? '，与本方填报不一致' : ''}`];
}
