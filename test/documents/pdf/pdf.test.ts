import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import type { PagedPart } from '../../../documents/parts.ts';
import { readPdf } from '../../../documents/pdf.ts';
import { readDocument } from '../../../documents/read.ts';
import { DocumentError } from '../../../plan/errors.ts';
import { type PlainPage, plainPdf, rule, write } from './plain-pdf.ts';

function read(...pages: PlainPage[]): Promise<PagedPart[]> {
  return readPdf(plainPdf(pages), '计划.pdf');
}

function hex(text: string): string {
  return /<(\w+)>/.exec(write(text, 0, 0))?.[1] ?? '';
}

async function texts(...pages: PlainPage[]): Promise<string[]> {
  return (await read(...pages)).map((part) => (part.kind === 'paragraph' ? part.text : part.kind));
}

const PLAN = `${write('一、组织领导', 112, 700)}${write('（一）召开会议2次。', 112, 670)}`;
// an image of 2 by 2 grey points
const IMAGE =
  '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream';
const SCAN: PlainPage = { draws: 'q 595 0 0 842 0 0 cm /X1 Do Q' };

describe('text', () => {
  it('is read in fonts that the file does not carry', async () => {
    expect(await read({ draws: PLAN })).toEqual([
      { kind: 'paragraph', text: '一、组织领导', page: 1 },
      { kind: 'paragraph', text: '（一）召开会议2次。', page: 1 },
    ]);
  });

  it('leaves the given bytes as they are, and says nothing on the console', async () => {
    const said = vi.spyOn(console, 'log');
    const warned = vi.spyOn(console, 'warn');
    const bytes = plainPdf([{ draws: PLAN }]);
    const before = bytes.slice();
    await readPdf(bytes, '计划.pdf');
    expect(bytes).toEqual(before);
    expect([said.mock.calls, warned.mock.calls]).toEqual([[], []]);
  });

  it.each([
    ['turned by the page', PLAN, '/Rotate 90'],
    ['turned on the page', `q 0 1 -1 0 595 0 cm ${PLAN} Q`, ''],
    ['turned on a turned page', `q 0 -1 1 0 0 842 cm ${PLAN} Q`, '/Rotate 90'],
    [
      'beside a page number that stands as on other pages',
      `q 0 1 -1 0 595 0 cm ${PLAN} Q ${write('— 5 —', 280, 30)}`,
      '/Rotate 90',
    ],
    ['in a form', `q 1 0 0 1 20 20 cm ${PLAN} Q`, ''],
    [
      'under a slanting watermark',
      `${PLAN}q .7 .7 -.7 .7 200 90 cm ${write('内部', 0, 0, 90)} Q`,
      '',
    ],
  ])('reads the same %s', async (_, draws, entries) => {
    expect(await texts({ draws, entries })).toEqual(['一、组织领导', '（一）召开会议2次。']);
  });

  it('is placed by every operator that moves the pen', async () => {
    const draws = `BT /F1 16 Tf 20 TL 112 700 Td <${hex('县')}> Tj -200 0 Td T* 200 0 Td
      [<${hex('教')}> -100 <${hex('育')}>] TJ 0 -20 TD 2 Tc 1 Tw 90 Tz 3 Ts <${hex('局')}> '
      5 6 <${hex('办')}> " 0 Tc 100 Tz 0 Ts 1 0 0 1 112 500 Tm <${hex('年')}> Tj
      0.5 0 0 0.5 128 500 Tm <${hex('3')}> Tj ET`;
    expect(await texts({ draws })).toEqual(['县', '教育', '局', '办', '年3']);
  });
});

describe('a table', () => {
  const cells =
    write('序号', 105, 655, 10) + write('工作任务', 210, 655, 10) + write('召开会议', 210, 615, 10);
  const stroked =
    [680, 640, 600].map((y) => rule(100, y, 400, y)).join('') +
    [100, 200, 400].map((x) => rule(x, 600, x, 680)).join('');
  const rectangles = [600, 640].map((y) => `100 ${y} 100 40 re S 200 ${y} 200 40 re S\n`).join('');
  const filled =
    [680, 640, 600].map((y) => `100 ${y} 300 .5 re f\n`).join('') +
    [100, 200, 400].map((x) => `${x} 600 .5 80 re f\n`).join('');

  it.each([
    ['lines', stroked],
    ['rectangles around cells', rectangles],
    ['thin filled rectangles', filled],
    [
      'lines on a scaled canvas',
      `q 2 0 0 2 0 0 cm ${stroked.replace(/\d+/g, (n) => `${Number(n) / 2}`)} Q`,
    ],
  ])('is rebuilt from %s', async (_, rules) => {
    const parts = await read({ draws: write('附件', 100, 720) + cells + rules });
    expect(parts.slice(1)).toEqual([
      {
        kind: 'table',
        page: 1,
        rows: [
          [
            { text: '序号', rows: 1, columns: 1 },
            { text: '工作任务', rows: 1, columns: 1 },
          ],
          [
            { text: '', rows: 1, columns: 1 },
            { text: '召开会议', rows: 1, columns: 1 },
          ],
        ],
      },
    ]);
  });

  it('has its title rows before it', async () => {
    const title = `100 680 300 40 re S ${write('任务清单', 200, 695)}`;
    const [first, table] = await read({ draws: title + stroked + cells });
    expect(first).toEqual({ kind: 'paragraph', text: '任务清单', centred: true, page: 1 });
    expect(table?.kind === 'table' ? table.rows : []).toHaveLength(2);
  });

  it('is none where the rules are white or only clip', async () => {
    expect(await texts({ draws: `1 1 1 RG ${stroked} ${cells}` })).not.toContain('table');
    expect(await texts({ draws: `${stroked.replaceAll('S', 'W n')} ${cells}` })).not.toContain(
      'table',
    );
  });
});

describe('a file that cannot be read is refused with what to do', () => {
  const nameless = `/F1 << /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H
    /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /DW 1000
    /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>`;
  const codes = `BT /F1 16 Tf 100 700 Td <${'0501'.repeat(40)}> Tj ET`;

  it.each([
    ['locked', readFileSync(join(import.meta.dirname, 'locked.pdf')), '密码'],
    ['broken', Buffer.from('%PDF-1.7\n1 0 obj'), '损坏'],
    ['not a PDF', Buffer.from('计划'), '损坏'],
    ['without a word', plainPdf([{ draws: '' }]), '没有文字'],
    ['scanned', plainPdf([SCAN, SCAN], '', [IMAGE]), '扫描件'],
    ['mostly scanned', plainPdf([{ draws: PLAN }, SCAN, SCAN], undefined, [IMAGE]), '3页中有2页'],
    ['in fonts without names for their characters', plainPdf([{ draws: codes }], nameless), '字体'],
  ])('%s', async (_, bytes, message) => {
    const refusal = readPdf(new Uint8Array(bytes), '计划.pdf');
    await expect(refusal).rejects.toThrow(DocumentError);
    await expect(refusal).rejects.toThrow(message);
  });
});

it('is read as a document, in the thread that reads files', async () => {
  const { blocks, gaps } = await readDocument(
    plainPdf([{ draws: PLAN }, { draws: PLAN }, SCAN], undefined, [IMAGE]),
    '计划.pdf',
  );
  expect(blocks[0]).toMatchObject({ kind: 'heading', text: '一、组织领导', place: { page: 1 } });
  expect(gaps).toEqual([3]);
});

it('names the scanned page among pages of text, and leaves out a blank one', async () => {
  const pages = [{ draws: PLAN }, SCAN, { draws: '' }, { draws: PLAN }];
  const parts = await readPdf(plainPdf(pages, undefined, [IMAGE]), '计划.pdf');
  expect(parts.map(({ kind, page }) => `${kind} ${page}`)).toEqual([
    'paragraph 1',
    'paragraph 1',
    'gap 2',
    'paragraph 4',
    'paragraph 4',
  ]);
});

it('gives parts or a DocumentError for whatever bytes, and no rejection besides', async () => {
  const bytes = plainPdf([{ draws: PLAN + rule(0, 0, 9, 9) }, SCAN], undefined, [IMAGE]);
  const worker = new Worker(new URL('mutants.ts', import.meta.url), { workerData: bytes });
  const outcome = await new Promise((resolve) => {
    worker.on('error', resolve).on('exit', resolve);
  });
  expect(outcome).toBe(0);
});
