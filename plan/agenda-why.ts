import { type AgendaEntry, lastReminder, reminderDay, type Terms } from './agenda.ts';
import { pastQuiet, quietMoved } from './agenda-days.ts';
import {
  addWorkingDays,
  type Calendar,
  isHoliday,
  isProvisional,
  isQuietDay,
  isWorkingDay,
  leaveAround,
  workingDayFrom,
  workingDayUntil,
} from './calendar.ts';
import {
  addDays,
  beijingDate,
  chineseDate,
  type PlainDate,
  plainDate,
  weekday,
  yearOf,
} from './date.ts';
import { ladderFrom } from './ladder.ts';
import type { Policy } from './policy.ts';
import { policyLines } from './policy-words.ts';

/** The rule that a moment follows; the day on which it would lie by number alone, and what moved it. */
export type DayWhy = { rule: string; nominal: PlainDate; moved: string[] };

/** What of an occurrence's terms decides its days. */
export type WhyTerms = Pick<
  Terms,
  'dueOn' | 'length' | 'force' | 'firmLimit' | 'milestones' | 'rectifyBy'
>;

type Moment = Pick<AgendaEntry, 'kind' | 'step' | 'at'>;

/** Why a moment of an agenda lies on its day: the rules of agenda.ts and agenda-days.ts in words. */
export function whyThatDay(
  entry: Moment,
  terms: WhyTerms,
  policy: Policy,
  calendar: Calendar,
): DayWhy {
  const day = beijingDate(entry.at);
  const { nominal, moved, expected = day } = placed(entry, day, terms, policy, calendar);
  const provisional = isProvisional(calendar, day)
    ? [`${yearOf(day)}年放假安排尚未公布，按周末推算，公布后可能调整`]
    : [];
  // what was computed under other terms is not explained by those of today
  const words = expected === day ? moved : [ADJUSTED];
  return {
    rule: ruleOf(entry, terms, policy),
    nominal: expected === day ? nominal : day,
    moved: [...words, ...provisional],
  };
}

const ADJUSTED = '按当时的时限、规则和放假安排推算，之后有过调整';

type Placed = { nominal: PlainDate; moved: string[]; expected?: PlainDate };

function placed(
  { kind, step }: Moment,
  day: PlainDate,
  terms: WhyTerms,
  policy: Policy,
  calendar: Calendar,
): Placed {
  const dueOn = terms.rectifyBy ?? terms.dueOn;
  switch (kind) {
    case 'remind':
      return dueOn === null ? { nominal: day, moved: [] } : reminderPlaced(calendar, dueOn, step);
    case 'milestone':
      return milestonePlaced(terms, policy, calendar, step, day);
    case 'quarter':
    case 'liaison':
    case 'waiting':
      return firstOfMonthPlaced(calendar, day);
    case 'urge':
    case 'escalate':
    case 'list':
    case 'circular':
      return dueOn === null
        ? { nominal: day, moved: [] }
        : latePlaced(terms, policy, calendar, { dueOn, step, day, kind });
    case 'pace':
    case 'verify':
    case 'decide':
      return { nominal: day, moved: [] };
  }
}

/** Reminders move to the earlier working day. */
function reminderPlaced(calendar: Calendar, dueOn: PlainDate, step: number): Placed {
  const base = workingDayUntil(calendar, dueOn);
  const expected = reminderDay(calendar, dueOn, step);
  if (step > 0) {
    return {
      nominal: expected,
      expected,
      moved: [...restWords(calendar, dueOn, base), ...between(calendar, expected, base)],
    };
  }
  const long = lastReminder(calendar, dueOn) !== base;
  const early = `时限在三天以上的假期里，最后一次提醒放在放假前第二个工作日（${short(expected, dueOn)}）`;
  return {
    nominal: dueOn,
    expected,
    moved: long ? [...restWords(calendar, dueOn, base), early] : restWords(calendar, dueOn, base),
  };
}

/** A due date that is a rest day is met on the working day before. */
function restWords(calendar: Calendar, dueOn: PlainDate, base: PlainDate): string[] {
  if (base === dueOn) return [];
  const day = short(dueOn, base);
  return [`时限${day}${restKind(calendar, dueOn)}，以此前最后一个工作日${short(base, dueOn)}为准`];
}

function milestonePlaced(
  { milestones, dueOn }: WhyTerms,
  { milestoneDays }: Policy,
  calendar: Calendar,
  step: number,
  day: PlainDate,
): Placed {
  const dated = milestones.filter(({ date }) => dueOn === null || date <= dueOn);
  const milestone = dated[step];
  if (milestone === undefined) return { nominal: day, moved: [] };
  const base = workingDayUntil(calendar, milestone.date);
  const expected = addWorkingDays(calendar, base, -milestoneDays);
  const named = `节点${short(milestone.date, day)}`;
  const rest = base === milestone.date ? [] : [`${named}${restKind(calendar, milestone.date)}`];
  return { nominal: expected, expected, moved: [...rest, ...between(calendar, expected, base)] };
}

/** The first of a month moves to the next working day, and away from holidays. */
function firstOfMonthPlaced(calendar: Calendar, day: PlainDate): Placed {
  const nominal = plainDate(yearOf(day), Number(day.slice(5, 7)), 1);
  const worked = workingDayFrom(calendar, nominal);
  const rest =
    worked === nominal
      ? []
      : [`${short(nominal, day)}${restKind(calendar, nominal)}，顺延到${short(worked, day)}`];
  return {
    nominal,
    expected: pastQuiet(calendar, worked),
    moved: [...rest, ...quietWords(calendar, worked)],
  };
}

type Late = { dueOn: PlainDate; step: number; day: PlainDate; kind: AgendaEntry['kind'] };

/** Urging and steps upwards move to the later working day, and away from holidays. */
function latePlaced(
  terms: WhyTerms,
  policy: Policy,
  calendar: Calendar,
  { dueOn, step, day, kind }: Late,
): Placed {
  const enquiry = kind === 'urge' && step === 0;
  const from = enquiry ? dueOn : (terms.rectifyBy ?? ladderFrom(terms, dueOn));
  const repeated = !enquiry && !policy.ladder.some(({ afterDays }) => afterDays === step);
  // a repeated step counts from the one before it, which may have moved
  if (repeated) return { nominal: day, moved: [] };
  const days = enquiry ? 1 : step;
  const nominal = addWorkingDays(calendar, from, days);
  return {
    nominal,
    expected: quietMoved(calendar, from, days),
    moved: [...between(calendar, from, nominal), ...quietWords(calendar, nominal)],
  };
}

function quietWords(calendar: Calendar, day: PlainDate): string[] {
  const moved = pastQuiet(calendar, day);
  if (moved === day) return [];
  return [`${short(day, moved)}是长假前后的工作日，只发提醒，顺延到${short(moved, day)}`];
}

/** What of the days after one day and up to another is no plain week: leaves and make-up days. */
function between(calendar: Calendar, from: PlainDate, to: PlainDate): string[] {
  const words: string[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (calendar.work.has(day)) words.push(`其间${short(day, to)}调休上班，计入`);
    const leave = leaveAround(calendar, day);
    const named = leave !== null && (leave.days > 2 || calendar.rest.has(day));
    if (named && leave.to === day) {
      words.push(`其间${short(leave.from, to)}至${short(leave.to, to)}放假，不计`);
    }
  }
  return words;
}

/** Why offices do not work on a day. */
function restKind(calendar: Calendar, day: PlainDate): string {
  if (calendar.rest.has(day) || isHoliday(calendar, day)) return '放假';
  return weekday(day) === 6 ? '是周六' : '是周日';
}

function short(day: PlainDate, besides: PlainDate): string {
  return chineseDate(day, yearOf(besides));
}

/** What a day is to an office, where it is no plain working day; null: it is one. */
export function dayKind(calendar: Calendar, day: PlainDate): string | null {
  if (!isWorkingDay(calendar, day)) {
    return `${chineseDate(day)}${restKind(calendar, day)}，不发通知；提醒提前、催办顺延到工作日`;
  }
  if (isQuietDay(calendar, day)) {
    return `${chineseDate(day)}是长假前后的工作日，只发到期提醒和对办理的答复，催办等顺延`;
  }
  return calendar.work.has(day) ? `${chineseDate(day)}调休上班，照常发通知` : null;
}

/** The line of the policy that a moment follows. */
function ruleOf({ kind, step }: Moment, terms: WhyTerms, policy: Policy): string {
  switch (kind) {
    case 'remind': {
      if (terms.force === 'advice') return lineOf(policy, 'milestoneDays');
      const which = step === 0 ? '最后一个工作日提醒' : `时限前 ${step} 个工作日提醒`;
      const length = terms.rectifyBy === null ? terms.length : 'monthly';
      return `${which}；规则：${lineOf(policy, `remind.${length}`)}`;
    }
    case 'milestone':
      return lineOf(policy, 'milestoneDays');
    case 'quarter':
      return '办理时间超过一个季度的事项，每季度第一个工作日列出一次';
    case 'pace':
      return '按进度应完成而没有填报到的，次一工作日随下一封提醒询问';
    case 'verify':
      return lineOf(policy, 'verifyDays');
    case 'decide':
      return lineOf(policy, 'declineDays');
    case 'liaison':
      return '由对方办理、督办前到期或只是建议的事项，每月提示协调员一次，不催单位';
    case 'waiting':
      return '等待事件、暂停中的事项，每月提示协调员一次，不催单位';
    default: {
      if (kind === 'urge' && step === 0) return '原则上的时限过后，询问一次预计完成时间，不催办';
      const index = policy.ladder.findIndex(({ afterDays }) => afterDays === step);
      return lineOf(policy, index < 0 ? 'repeatDays' : `ladder.${index}`);
    }
  }
}

/** A line of the rules by its key. */
export function lineOf(policy: Policy, key: string): string {
  return policyLines(policy).find((line) => line.endsWith(`（${key}）`)) ?? '';
}
