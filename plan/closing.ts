import { type Calendar, workingDaysAfter } from './calendar.ts';
import { chineseDate, type PlainDate } from './date.ts';
import type { OfficialLetter } from './letter.ts';
import type { Verification } from './occurrence.ts';
import { textHash } from './text-hash.ts';

/** A completion that waits for its verifier. */
export type Claim = {
  id: string;
  number: string;
  title: string;
  reportingPeriod: string | null;
  unitName: string;
  dueOn: PlainDate | null;
  completedOn: PlainDate;
  verification: Verification;
  papersDue: number;
  /** What the unit said with its claim, how much it counts, and how many files it sent. */
  words: string | null;
  count: { sum: number; target: number; unit: string } | null;
  files: number;
};

/** A claim as the batch shows it: how long it has waited, and whether it is to be looked at closely. */
export type CheckedClaim = Claim & { waits: number; officeDelay: boolean; sampled: boolean };

/**
 * The claims of a plan with a sample of them to be looked at closely (抽查, docs/office-rules.md, 23).
 * The sample is the same all day long and cannot be chosen by whoever closes.
 */
export function checkedClaims(
  claims: Claim[],
  { samplePercent, officeDelayDays }: { samplePercent: number; officeDelayDays: number },
  calendar: Calendar,
  today: PlainDate,
): CheckedClaim[] {
  const size = Math.ceil((claims.length * samplePercent) / 100);
  const drawn = claims
    .map(({ id }) => ({ id, lot: lotOf(`${id}@${today}`) }))
    .toSorted((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
    .slice(0, size);
  const sampled = new Set(drawn.map(({ id }) => id));
  return claims.map((claim) => {
    const waits = workingDaysAfter(calendar, claim.completedOn, today);
    return {
      ...claim,
      waits,
      officeDelay: waits >= officeDelayDays,
      sampled: sampled.has(claim.id),
    };
  });
}

/** A number that nobody can foresee and that follows from the text alone. */
function lotOf(text: string): number {
  const hash = textHash(text);
  return Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0;
}

/** 销号清单: what a leader signs on paper, one row for each matter. */
export function closingList(
  claims: CheckedClaim[],
  { planTitle, office, on }: { planTitle: string; office: string; on: PlainDate },
): OfficialLetter {
  return {
    title: `《${planTitle}》销号清单`,
    number: `${chineseDate(on).replace(/（.*）/, '')}　共 ${claims.length} 项`,
    addressee: '',
    paragraphs: [],
    sections: [],
    table: {
      heads: ['序号', '事项', '责任单位', '时限', '办结日期', '完成情况', '佐证', '抽查', '意见'],
      rows: claims.map((claim, index) => [
        String(index + 1),
        `${claim.number} ${titleOf(claim)}`,
        claim.unitName,
        claim.dueOn ?? '',
        claim.completedOn,
        doneWords(claim),
        claim.files === 0 ? '无' : `${claim.files} 件`,
        claim.sampled ? '是' : '',
        '',
      ]),
    },
    closing: ['审核人：　　　　　　　　　　　签批领导：　　　　　　　　　　　日期：　　　　　　'],
    signature: office,
    date: '',
  };
}

/** The title of a matter with the time that its report tells of. */
export function titleOf({ title, reportingPeriod }: Claim): string {
  return reportingPeriod === null ? title : `${title}（${reportingPeriod}）`;
}

/** How much was done, and what the unit said of it. */
export function doneWords({ count, words }: Claim): string {
  const number = count === null ? [] : [`${count.sum}/${count.target}${count.unit}`];
  return [...number, ...(words === null ? [] : [words])].join('，');
}
