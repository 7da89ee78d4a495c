import { chineseDate, type PlainDate } from './date.ts';
import { type Digest, type DigestLine, sectionsOf } from './digest.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** 专报: one list for a supervising leader, counts first, the longest overdue on top, ten at most. */
export function listDigest(
  lines: DigestLine[],
  today: PlainDate,
  held = 0,
): Omit<Digest, 'greeting'> {
  const sorted = lines.toSorted((a, b) => b.workingDaysLate - a.workingDaysLate);
  const shown = sorted.slice(0, DEFAULT_POLICY.listItems);
  const units = new Set(lines.map(({ unitName }) => unitName));
  const rest = lines.length - shown.length;
  return {
    subject: `【督办专报】${lines.length}项事项逾期，涉及${units.size}个单位`,
    sections: [
      {
        title: `截至${chineseDate(today)}逾期情况`,
        items: [
          {
            head: `共 ${lines.length} 项逾期，涉及 ${units.size} 个单位`,
            details: [...units].map((unit) => `${unit}：${countOf(lines, unit)}项`),
            quote: null,
          },
        ],
      },
      ...sectionsOf(shown),
    ],
    links: [],
    closing: [
      ...(rest > 0 ? [`另有 ${rest} 项逾期时间较短，未列出，可向办公室调阅台账。`] : []),
      ...(held > 0 ? [`另有 ${held} 项由协调员说明理由，暂缓上报。`] : []),
      '本专报每周至多一份，上报前已交协调员核对一个工作日。',
    ],
  };
}

/** What the list proposes to decide of a matter, by what has come in of it. */
export function proposalOf(row: {
  extensionUntil: PlainDate | null;
  riskOn: PlainDate | null;
  rectifyBy: PlainDate | null;
  declinedOn: PlainDate | null;
  acted: boolean;
}): string {
  if (row.declinedOn !== null) return '先答复单位的退回意见，明确由谁办理';
  if (row.extensionUntil !== null) return `审批延期申请（至${chineseDate(row.extensionUntil)}）`;
  if (row.rectifyBy !== null) return '限期整改期限已过，建议约谈';
  if (row.riskOn !== null) return '单位报告有困难，建议召集协调';
  return row.acted ? '限期整改，明确完成日期' : '请分管领导当面督促，并限期整改';
}

function countOf(lines: DigestLine[], unit: string): number {
  return lines.filter(({ unitName }) => unitName === unit).length;
}
