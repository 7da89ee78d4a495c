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
