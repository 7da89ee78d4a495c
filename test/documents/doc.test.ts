import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDoc } from '../../documents/doc.ts';
import { readDocument } from '../../documents/read.ts';
import { DocumentError } from '../../plan/errors.ts';
import { extractPlan } from '../../plan/extract.ts';
import { oleFile } from './ole-file.ts';

const file = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures/plan.doc')));
const parts = readDoc(file, '方案.doc').filter(
  (part) => part.kind === 'table' || part.text.trim() !== '',
);
const paragraphs = parts.filter((part) => part.kind === 'paragraph');
const tables = parts.filter((part) => part.kind === 'table');
const head = Buffer.from('eca5', 'hex'); // of the main stream

function changed(offset: number, byte: number): Uint8Array {
  const copy = file.slice();
  copy[Buffer.from(file).indexOf(head) + offset] = byte;
  return copy;
}

describe('a Word 97 document', () => {
  it('is read in its final state, its automatic numbers written out', () => {
    expect(paragraphs.map(({ text }) => text)).toEqual([
      '青禾县对口云岭县',
      '2024年结对帮扶工作方案',
      '为做好工作，制定本方案。',
      '一、重点任务',
      '（一）两县每半年召开1次联席会议。（责任单位：青禾县委办）',
      '（二）县教育局每季度报送进展情况。',
      '附件：任务清单',
      '青禾县任务清单',
      '甲',
      '二、保障措施',
      '（五）召开会议',
      '联系人：林小满',
      '含镇级。',
    ]);
  });

  it('knows what is centred and what is a heading', () => {
    expect(paragraphs[0]).toMatchObject({ centred: true });
    expect(paragraphs[3]).toMatchObject({ level: 1 });
    expect(paragraphs[4]).toEqual({ kind: 'paragraph', text: paragraphs[4]?.text });
  });

  it('has its merged cells and numbered columns, and the tables inside cells as lines', () => {
    const [first, second] = tables.map(({ rows }) => rows);
    expect(first?.map((row) => row.map(({ text }) => text))).toEqual([
      ['序号', '工作类别', '具体事项', '完成时限', '责任单位'],
      ['1', '教育帮扶', '选派教师10名\n培训2期', '2024年9月30日前', '青禾县教育局'],
      ['2', '举办培训班2期', '云岭县教育局'],
    ]);
    expect(first?.[1]?.[1]).toMatchObject({ rows: 2, columns: 1 });
    expect(first?.[2]?.[1]).toMatchObject({ rows: 1, columns: 2 });
    expect(second?.[0]?.[1]?.text).toBe('县委办 县政府办\n电话 传真\n以上');
  });

  it('gives tasks with units and dates, also under the name of an old WPS file', async () => {
    const plan = extractPlan(await readDocument(file, '方案.wps'));
    expect(plan.title).toBe('青禾县对口云岭县2024年结对帮扶工作方案');
    expect(plan.tasks.slice(0, 1)).toMatchObject([
      { lead: ['青禾县委办'], deadline: { due: ['2024-06-30', '2024-12-31'] } },
    ]);
    expect(plan.tasks.map(({ lead }) => lead)).toContainEqual(['青禾县教育局']);
  });
});

describe('a Word document that cannot be read is refused with what to do', () => {
  it.each([
    [
      'one with a password',
      changed(0x0b, (file[Buffer.from(file).indexOf(head) + 0x0b] ?? 0) | 1),
      '密码',
    ],
    ['one of Word 95', changed(0, 0xdc), '旧格式'],
    ['one of an empty stream', oleFile({ WordDocument: new Uint8Array(8) }), '旧格式'],
    ['one cut short', file.slice(0, 6000), '损坏'],
  ])('%s', (_, bytes, message) => {
    expect(() => readDoc(bytes, '方案.doc')).toThrow(DocumentError);
    expect(() => readDoc(bytes, '方案.doc')).toThrow(message);
  });
});

it('reads or refuses whatever the file is turned into, and never fails otherwise', () => {
  const change = fc.record({ at: fc.nat(file.length - 1), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
      const bytes = file.slice();
      for (const { at, byte } of changes) bytes[at] = byte;
      try {
        readDoc(bytes, '方案.doc');
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentError);
      }
    }),
    { numRuns: 300 },
  );
});
