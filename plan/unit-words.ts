import { chineseDate, type PlainDate, yearOf } from './date.ts';
import { isEnded, round, type Standing, STATE_NAMES, type Tally } from './occurrence.ts';
import { expectedBy } from './pace.ts';

/** What of a duty its page must say plainly before anything else. */
export type PlainFacts = {
  standing: Standing;
  beforeStart: boolean;
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  waitsFor: string | null;
  dueOn: PlainDate | null;
  reportingPeriod: string | null;
};

/** Why nothing is done about what was due, or tells of the time, before supervision began. */
export const BEFORE_START_WORDS =
  '该事项在督办开始前到期，或者报的是此前的情况，只列出，不在这里办理';

/** Why nothing, or less than usual, is to be done about a duty now; empty when all is as usual. */
export function standingWords(row: PlainFacts, today: PlainDate): string {
  const { state } = row.standing;
  const day = (date: PlainDate) => chineseDate(date, yearOf(today));
  if (row.beforeStart) return `${BEFORE_START_WORDS}。`;
  if (state === 'closed' && row.reportingPeriod !== null) {
    return '本期报表已报送，不需再报；需要补充的，请在各事项的页面上报进展。';
  }
  if (isEnded(state)) return `该事项${STATE_NAMES[state]}，不需再办。`;
  if (row.pausedOn !== null) {
    return `该事项自${day(row.pausedOn)}起暂停，恢复之前不提醒、不催办；恢复后时限自动顺延。`;
  }
  if (row.declinedOn !== null) {
    return `${day(row.declinedOn)}已提出退回，请等候办公室答复；答复之前仍由本单位负责。`;
  }
  if (row.waitsFor !== null && row.dueOn === null) {
    return `时限取决于“${row.waitsFor}”，日期确定后再通知。`;
  }
  return state === 'completed' ? '已报办结，等待办公室核实；在此之前不会再催办。' : '';
}

/**
 * How far a counted duty is, how far it should be by now, and what is missing until it can be
 * claimed as done.
 */
export function tallyWords(
  { sum, target, opening, binding }: Tally,
  { countUnit, countFrom: from, opensOn, dueOn }: CountFacts,
  today: PlainDate,
): { done: string; rest: string } {
  const of = countUnit === null ? '' : ` ${countUnit}`;
  const gap = round(target - sum);
  const expected =
    from === null || dueOn === null ? 0 : expectedBy({ from, opensOn, dueOn, target, sum }, today);
  const rest = [
    opening === 0 ? '' : `其中督办开始前 ${opening}${of}`,
    expected > sum ? `按进度现在应完成 ${expected}${of}` : '',
    gap > 0 && binding ? `还差 ${gap}${of}，填够后才能报办结` : '',
    gap <= 0 ? '已达到要求，可以报办结' : '',
  ];
  return {
    done: `已完成 ${sum}/${target}${of}${binding ? '' : '（力争）'}`,
    rest: rest.filter(Boolean).join('；'),
  };
}

/** What is counted, since when and until when. */
export type CountFacts = {
  countUnit: string | null;
  countFrom: PlainDate | null;
  opensOn: PlainDate;
  dueOn: PlainDate | null;
};
