import type { ActingRole } from './authority.ts';
import { chineseDate, monthOf, type PlainDate, yearOf } from './date.ts';
import type { OfficialLetter } from './letter.ts';

/** How far a circular has come: 拟稿, 送审, 审核, 签发, 印发; or given up. */
export type CircularState = 'draft' | 'submitted' | 'reviewed' | 'signed' | 'issued' | 'dropped';

/** What people do to a circular. */
export type CircularStep =
  | 'draft'
  | 'edit'
  | 'ask'
  | 'answer'
  | 'submit'
  | 'return'
  | 'review'
  | 'sign'
  | 'issue'
  | 'drop';

type OfficeRole = Extract<ActingRole, 'coordinator' | 'verifier' | 'supervising-leader'>;

const COORDINATOR: readonly OfficeRole[] = ['coordinator'];
const OFFICE: readonly OfficeRole[] = ['coordinator', 'verifier', 'supervising-leader'];
const LEADER: readonly OfficeRole[] = ['supervising-leader'];

/** Each step: the states that take it, the state that follows, and who may do it. */
export const CIRCULAR_STEPS: Record<
  CircularStep,
  { from: readonly CircularState[]; to: CircularState; by: readonly OfficeRole[] }
> = {
  draft: { from: [], to: 'draft', by: COORDINATOR },
  edit: { from: ['draft'], to: 'draft', by: COORDINATOR },
  ask: { from: ['draft'], to: 'draft', by: COORDINATOR },
  answer: { from: ['draft'], to: 'draft', by: COORDINATOR },
  submit: { from: ['draft'], to: 'submitted', by: COORDINATOR },
  return: { from: ['submitted', 'reviewed', 'signed'], to: 'draft', by: OFFICE },
  review: { from: ['submitted'], to: 'reviewed', by: OFFICE },
  sign: { from: ['reviewed'], to: 'signed', by: LEADER },
  issue: { from: ['signed'], to: 'issued', by: COORDINATOR },
  drop: { from: ['draft', 'submitted', 'reviewed', 'signed'], to: 'dropped', by: OFFICE },
};

export const CIRCULAR_STATES: Record<CircularState, string> = {
  draft: '拟稿中',
  submitted: '已送审',
  reviewed: '已审核，待签发',
  signed: '已签发，待印发',
  issued: '已印发',
  dropped: '已作废',
};

export const CIRCULAR_STEP_NAMES: Record<CircularStep, string> = {
  draft: '拟稿',
  edit: '修改',
  ask: '送有关单位核对',
  answer: '登记核对意见',
  submit: '送审',
  return: '退回修改',
  review: '审核',
  sign: '签发',
  issue: '登记印发',
  drop: '作废',
};

/** The working days that a unit has to check what a circular says of it. */
export const CHECK_DAYS = 2;

/** What decides whether a circular may go on. */
export type CircularStanding = {
  state: CircularState;
  /** The units that it names, with what each was asked and answered. */
  checks: { unit: string; asked: boolean; answered: boolean }[];
  checkUntil: PlainDate | null;
  /** Who handed it in for review. */
  submittedBy: number | null;
};

/**
 * Why a step cannot be done now, for the person who asked; null: it can. A circular leaves its drafter
 * only when every unit that it names was asked to check, and has answered or had its time; a reason
 * given (`words`) stands in for asking (docs/office-rules.md, 22).
 */
export function circularRefusal(
  { state, checks, checkUntil, submittedBy }: CircularStanding,
  step: { kind: CircularStep; personId: number; words?: string | undefined },
  today: PlainDate,
): string | null {
  const { kind, personId, words = '' } = step;
  if (!CIRCULAR_STEPS[kind].from.includes(state)) {
    return `该通报${CIRCULAR_STATES[state]}，不能${CIRCULAR_STEP_NAMES[kind]}`;
  }
  if (kind === 'review' && submittedBy === personId) return '审核须由送审人以外的人办理';
  if (['return', 'drop'].includes(kind) && words.trim() === '') return '请写明理由';
  if (kind !== 'submit' || words.trim() !== '') return null;
  const unasked = checks.filter(({ asked }) => !asked).map(({ unit }) => unit);
  if (unasked.length > 0) {
    return `还没有送核对：${unasked.join('、')}；不送核对的，请写明理由`;
  }
  const waiting = checks.filter(({ answered }) => !answered).map(({ unit }) => unit);
  if (waiting.length === 0 || checkUntil === null || checkUntil < today) return null;
  return `核对期限到${chineseDate(checkUntil)}，还没有答复：${waiting.join('、')}；提前送审的，请写明理由`;
}

/** A matter that is late, as a circular names it. */
export type LateFact = {
  number: string;
  title: string;
  unit: string;
  dueOn: PlainDate | null;
  daysLate: number;
  /** The unit's own words on why. */
  reason: string | null;
  newDate: PlainDate | null;
};

/** What a circular is drafted from, as it was at one instant. */
export type CircularFacts = {
  planTitle: string;
  office: string;
  on: PlainDate;
  figures: { all: number; done: number; onTime: number; overdue: number };
  /** Units that did all that was due on time, and what they did before it was due, by name. */
  praised: { unit: string; count: number; early: number }[];
  late: LateFact[];
};

/** 通报稿: how it goes and what went well first, what is late by matter with reason and new date; no ranking. */
export function circularDraft({
  planTitle,
  office,
  on,
  figures,
  praised,
  late,
}: CircularFacts): OfficialLetter {
  const { all, done, onTime, overdue } = figures;
  const day = plainWords(on);
  const sections = [
    {
      heading: '推进较好的单位',
      items: praised.map((each) => ({ head: each.unit, text: praiseWords(each) })),
    },
    {
      heading: '需要加快推进的事项',
      items: late.map((each) => ({
        head: `${each.title}（方案第 ${each.number} 项，${each.unit}）`,
        text: lateWords(each),
      })),
    },
  ];
  return {
    title: `${office}关于《${planTitle}》${yearOf(on)}年${monthOf(on)}月工作推进情况的通报`,
    number: `〔${yearOf(on)}〕　　号`,
    addressee: '各有关单位：',
    paragraphs: [
      `现将《${planTitle}》工作推进情况通报如下。`,
      `截至${day}，纳入督办的事项共 ${all} 项，已完成 ${done} 项，其中按时完成 ${onTime} 项；正在推进 ${all - done} 项，其中超过时限 ${overdue} 项。`,
    ],
    sections: sections.filter(({ items }) => items.length > 0),
    closing:
      late.length === 0
        ? ['请各单位继续按照方案要求抓好落实。']
        : ['请有关单位对照时限加快推进，完成后及时报送；有困难的，请及早向我办说明。'],
    signature: office,
    date: day,
  };
}

function praiseWords({ count, early }: CircularFacts['praised'][number]): string {
  if (count === 0) return `提前完成 ${early} 项工作。`;
  const besides = early === 0 ? '' : `，另提前完成 ${early} 项`;
  return `到期的 ${count} 项工作均按时完成${besides}。`;
}

/** What a unit is asked to check: the matters that a circular names of it, as it names them. */
export function checkWords(late: readonly LateFact[]): string {
  return late.map((each) => `${each.number} ${each.title}：${lateWords(each)}`).join('\n');
}

function lateWords({ dueOn, daysLate, reason, newDate }: LateFact): string {
  return [
    dueOn === null ? '' : `时限为${plainWords(dueOn)}，`,
    daysLate > 0 ? `已超过 ${daysLate} 个工作日` : '尚未完成',
    reason === null ? '。' : `；单位说明：${bare(reason)}。`,
    newDate === null ? '' : `新的完成时间为${plainWords(newDate)}。`,
  ].join('');
}

function bare(text: string): string {
  return text.trim().replace(/[。；，.;,]+$/, '');
}

function plainWords(day: PlainDate): string {
  return chineseDate(day).replace(/（.*）/, '');
}
