import { type AgendaKind, WEIGHT } from './agenda.ts';
import { chineseDate, type PlainDate } from './date.ts';
import type { Audience } from './moments.ts';
import type { WhyMoment } from './why.ts';

/** What became of a moment, in a word. */
export const OUTCOME_NAMES: Record<WhyMoment['outcome'], string> = {
  told: '已发出',
  waits: '等待发出',
  'not-told': '没有发出',
  'to-come': '还没到',
};

const AUDIENCES: Partial<Record<Audience, string>> = {
  answering: '责任单位',
  leader: '单位领导',
  'supervising-leader': '督办领导',
  coordinator: '协调员',
  verifier: '核验人',
};

/** Whom a notice is for. */
export function audienceName(audience: Audience): string {
  return AUDIENCES[audience] ?? '有关单位';
}

/** The clause from which an item comes. */
export type ClauseWords = {
  planTitle: string;
  documentNumber: string | null;
  section: string | null;
  quote: string;
  words: string | null;
  meaning: string | null;
  dueOn: PlainDate | null;
  originalDueOn: PlainDate | null;
  provisional: boolean;
  unit: string;
};

/** Where an item comes from and how its time was read, a line each. */
export function clauseLines(clause: ClauseWords): string[] {
  const { planTitle, documentNumber, section, quote, words, meaning, dueOn, originalDueOn } =
    clause;
  const moved =
    originalDueOn === null || originalDueOn === dueOn
      ? ''
      : `，原为${chineseDate(originalDueOn)}，经批准或调整`;
  const due = dueOn === null ? '没有确定的日期' : `${chineseDate(dueOn)}${moved}`;
  const provisional = clause.provisional ? '（该年放假安排尚未公布）' : '';
  const read = [words === null ? '' : `“${words}”`, meaning ?? ''].filter(Boolean).join('，即');
  return [
    `文件：《${planTitle}》${documentNumber ?? ''}${section === null ? '' : ` ${section}`}`,
    `原文：${quote}`,
    `责任单位：${clause.unit}`,
    `时限：${[read, due].filter(Boolean).join('：')}${provisional}`,
  ];
}

const NAMES: Record<AgendaKind, string> = {
  quarter: '每季度提示',
  liaison: '提示协调员过问',
  waiting: '提示正在等待',
  milestone: '节点提示',
  pace: '进度询问',
  remind: '到期提醒',
  verify: '提醒核验',
  decide: '提醒答复退回的任务',
  urge: '逾期催办',
  escalate: '请单位领导督促',
  list: '列入督办领导专报',
  circular: '列入通报备选',
};

/** What people call a moment. */
export function momentName(kind: AgendaKind, step: number): string {
  if (kind === 'remind' && step === 0) return '到期提醒（最后一次）';
  return kind === 'urge' && step === 0 ? '询问预计完成时间' : NAMES[kind];
}

/** The ledger keeps the kind as a word. */
export function kindOf(word = ''): AgendaKind {
  return WEIGHT.find((kind) => kind === word) ?? 'remind';
}
