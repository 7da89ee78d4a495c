import { describe, expect, it } from 'vitest';
import { type LetterItem, liaisonLetter } from '../../plan/letter.ts';

const item: LetterItem = {
  number: '2.1',
  title: '选派教师交流',
  quote: '选派12名教师到我县支教',
  unitName: '云岭县教育局',
  dueOn: '2024-06-28',
  asks: 'act',
  count: null,
  again: false,
};
const letter = (items: LetterItem[], on = '2024-05-06') =>
  liaisonLetter({
    planTitle: '青禾县与云岭县2024年结对帮扶工作方案',
    documentNumber: '青协〔2024〕3号',
    office: '青禾县协作办公室',
    other: '云岭县',
    on,
    items,
  });

describe('the letter to the other side', () => {
  it('asks one office for the support of another', () => {
    const { title, number, addressee, sections, signature, date } = letter([item]);
    expect(title).toBe('青禾县协作办公室关于商请支持青禾县与云岭县2024年结对帮扶有关事项的函');
    expect(number).toBe('〔2024〕　　号');
    expect(addressee).toBe('云岭县有关工作办公室：');
    expect([signature, date]).toEqual(['青禾县协作办公室', '2024年5月6日']);
    expect(sections).toEqual([
      {
        heading: '商请协调推进的事项',
        items: [
          {
            head: '选派教师交流（方案第 2.1 项）',
            text: '方案提出：“选派12名教师到我县支教”。方案所列单位为云岭县教育局。方案所列时间为2024年6月28日，恳请协调推进。',
          },
        ],
      },
    ]);
  });

  it.each([
    [{ dueOn: '2024-04-30' }, '恳请告知目前情况及后续安排'],
    [{ dueOn: null }, '恳请适时协调推进'],
    [{ again: true }, '此事前函已商，谨再奉告'],
    [{ asks: 'confirm', count: { sum: 4, unit: '次' } }, '我方统计为 4 次，恳请贵方核对确认'],
    [{ asks: 'confirm' }, '此项工作我方已开展，恳请贵方核对确认'],
  ] as [Partial<LetterItem>, string][])('says of %j: %s', (fields, words) => {
    const text = letter([{ ...item, ...fields }]).sections[0]?.items[0]?.text;
    expect(text).toContain(words);
  });

  it('never urges and never says that anything is late', () => {
    const all = letter([
      { ...item, dueOn: '2023-01-01', again: true },
      { ...item, asks: 'confirm', count: { sum: 1, unit: '次' } },
    ]);
    expect(JSON.stringify(all)).not.toMatch(/催|逾期|红灯|超期|限期|责令|整改|务必|尽快/);
  });
});
