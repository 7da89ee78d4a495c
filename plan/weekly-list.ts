import { chineseDate, type PlainDate } from './date.ts';
import { type Digest, type DigestLine, sectionsOf } from './digest.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** 专报: one list for a supervising leader, counts first, the longest overdue on top, ten at most. */
export function listDigest(lines: DigestLine[], today: PlainDate): Omit<Digest, 'greeting'> {
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
      '本专报每周至多一份，上报前已交协调员核对一个工作日。',
    ],
  };
}

function countOf(lines: DigestLine[], unit: string): number {
  return lines.filter(({ unitName }) => unitName === unit).length;
}
