import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../documents/docx.ts';
import { readDocument } from '../../documents/read.ts';
import { openArchive } from '../../documents/zip.ts';
import { DocumentError } from '../../plan/errors.ts';
import { counted, docxFile, level, list, paragraph, table, zipOf } from './docx-file.ts';

const LIMITS = { seconds: 60, megabytes: 512 };

const { abstract, instance } = list(1, level(0, 'decimal', '%1.'));
const plan = docxFile({
  body: paragraph('一、任务', counted(1)) + table(['工作任务', '责任单位'], ['开会', '县委办']),
  numbering: abstract + instance,
});

/** The bytes with a number of four bytes written over at the place where `mark` is found. */
function forged(bytes: Uint8Array, mark: string, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  const place = Buffer.from(copy).indexOf(Buffer.from(mark, 'latin1'));
  new DataView(copy.buffer).setUint32(place + offset, value, true);
  return copy;
}

async function refusalOf(bytes: Uint8Array, limits = LIMITS): Promise<string> {
  const refused = await readDocument(bytes, '方案.docx', limits).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DocumentError);
  return String(refused);
}

describe('reading ends', () => {
  it('when the time is over, saying so', async () => {
    const body = paragraph('开展工作。').repeat(300_000);
    expect(await refusalOf(docxFile({ body }), { ...LIMITS, seconds: 0.5 })).toContain(
      '读了 0.5 秒仍未读完',
    );
  });

  it('when the memory is full, saying so', async () => {
    const body = paragraph('开展工作。').repeat(100_000);
    expect(await refusalOf(docxFile({ body }), { seconds: 60, megabytes: 24 })).toContain(
      '内存不足',
    );
  });

  it('with the bytes still in the caller’s hands', async () => {
    const bytes = plan.slice();
    await readDocument(bytes, '方案.docx');
    expect(bytes).toEqual(plan);
    await readDocument(Buffer.from(plan), '方案.docx');
  });
});

describe('a ZIP file made to fill the memory is refused', () => {
  const zeros = '0'.repeat(120 * 1024 * 1024);
  const bomb = zipOf({ 'word/document.xml': zeros });

  it('when its directory says so', () => {
    expect(() => openArchive(forged(plan, 'PK\x01\x02', 24, 0xf0000000), 'a')).toThrow('过大');
  });

  it('when an entry holds more than its directory says', () => {
    const lying = forged(bomb, 'PK\x01\x02', 24, 100);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(() => openArchive(lying, 'a').read('word/document.xml')).toThrow('过大');
  });

  it('when it has too many entries', () => {
    const names = Array.from({ length: 10_001 }, (_, at): [string, string] => [`${at}`, '']);
    expect(() => openArchive(zipOf(Object.fromEntries(names)), 'a')).toThrow('过大');
  });

  it('when an entry locked by a password is asked for', () => {
    const locked = forged(plan, 'PK\x01\x02', 8, 1 | (8 << 16));
    const [name = ''] = openArchive(locked, 'a').names;
    expect(() => openArchive(locked, 'a').read(name)).toThrow('密码');
  });
});

describe('XML made to exhaust its reader is refused', () => {
  it.each([
    ['elements nested deep', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
    ['declared entities', '<!DOCTYPE a [<!ENTITY b "cc">]><document><body>&b;</body></document>'],
    ['no element at all', '正文'],
    ['another root', '<document/>'],
    ['an element cut short', '<document><body><p'],
  ])('%s', (_, text) => {
    expect(() => readDocx(zipOf({ 'word/document.xml': text }), '方案.docx')).toThrow(
      DocumentError,
    );
  });

  it('but tables nested deep are read', () => {
    let body = paragraph('中心');
    for (let depth = 0; depth < 40; depth += 1) body = table([`<w:tc>${body}</w:tc>`]);
    expect(readDocx(docxFile({ body }), '方案.docx')).toEqual([
      { kind: 'paragraph', text: '中心' },
    ]);
  });
});

it('reads or refuses whatever a document is turned into, and never fails otherwise', () => {
  const change = fc.record({ at: fc.nat(plan.length - 1), byte: fc.nat(255) });
  const mutation = fc.record({
    changes: fc.array(change, { maxLength: 6 }),
    length: fc.oneof(fc.constant(plan.length), fc.nat(plan.length)),
  });
  fc.assert(
    fc.property(mutation, ({ changes, length }) => {
      const bytes = plan.slice(0, length);
      for (const { at, byte } of changes) bytes[at] = byte;
      onlyRefuses(bytes);
    }),
    { numRuns: 500 },
  );
});

it('reads or refuses whatever its text is turned into', () => {
  const pieces = ['p', 'tbl', 'tr', 'tc', 'r', 't', 'pPr', 'numPr', 'txbxContent', 'sdt', 'del'];
  const values = [counted(1, 99), '<w:gridSpan w:val="-1"/>', '<w:vMerge/>', '<w:jc w:val="é"/>'];
  const piece = fc.oneof(
    fc.constantFrom(...values, 'x', '&', '<', '&#xffffff;'),
    fc.constantFrom(...pieces).map((name) => `<w:${name}>`),
    fc.constantFrom(...pieces).map((name) => `</w:${name}>`),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (all) => {
      onlyRefuses(docxFile({ body: all.join(''), numbering: abstract + instance }));
    }),
    { numRuns: 300 },
  );
});

function onlyRefuses(bytes: Uint8Array): void {
  try {
    readDocx(bytes, '方案.docx');
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
  }
}
