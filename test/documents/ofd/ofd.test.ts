import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOfd } from '../../../documents/ofd.ts';
import { pathOf } from '../../../documents/ofd/path.ts';
import { stepsOf } from '../../../documents/ofd/numbers.ts';
import { readDocument } from '../../../documents/read.ts';
import { DocumentError } from '../../../plan/errors.ts';
import { zipOf } from '../docx-file.ts';
import { ofdFile, ofdOf, root, rule, text } from './ofd-file.ts';

const HEADING = text('一、组织领导', 38, 60);
const DUTY = text('（一）召开会议', 38, 70);

function read(bytes: Uint8Array): string[] {
  return readOfd(bytes, '计划.ofd').map((part) =>
    part.kind === 'paragraph' ? `${part.page} ${part.text}` : `${part.kind} ${part.page}`,
  );
}

describe('text', () => {
  it('is read page by page, of all documents in the file', () => {
    expect(read(ofdOf([{ pages: [HEADING, DUTY] }, { pages: [HEADING] }]))).toEqual([
      '1 一、组织领导',
      '2 （一）召开会议',
      '3 一、组织领导',
    ]);
  });

  it.each([
    ['in a block', `<ofd:PageBlock><ofd:PageBlock>${HEADING}</ofd:PageBlock></ofd:PageBlock>`],
    ['with entities', HEADING.replace('组', '&#x7EC4;')],
    ['in radicals', HEADING.replace('一', '⼀')],
    ['scaled', text('一、组织领导', 38, 60, 'CTM="2 0 0 2 0 0"')],
    ['beside hidden text', `${HEADING}${text('密', 38, 90, 'Visible="false"')}`],
    [
      'in several codes',
      HEADING.replace(
        /<ofd:TextCode.*TextCode>/,
        '<ofd:TextCode X="0" Y="4.4">一、组织</ofd:TextCode><ofd:TextCode X="20">领导</ofd:TextCode>',
      ),
    ],
  ])('is read %s', (_, objects) => expect(read(ofdFile([objects]))).toEqual(['1 一、组织领导']));

  it('set downwards stands in lines of a character each', () => {
    const down = HEADING.replace('DeltaX', 'DeltaY');
    expect(read(ofdFile([down]))).toHaveLength(6);
  });

  it('of a template is left out, unless the page has nothing else', () => {
    const head = text('青禾县协作办公室', 38, 10);
    expect(read(ofdFile([HEADING], [head]))).toEqual(['1 一、组织领导']);
    expect(read(ofdFile([''], [head]))).toEqual(['1 青禾县协作办公室']);
  });
});

it('is read as a document, in the thread that reads files', async () => {
  const { blocks } = await readDocument(ofdFile([HEADING]), '计划.ofd');
  expect(blocks[0]).toMatchObject({ kind: 'heading', text: '一、组织领导', place: { page: 1 } });
});

describe('a table', () => {
  const words = text('序号', 32, 52) + text('工作任务', 62, 52) + text('召开会议', 62, 72);
  const lines = [50, 70, 90].map((y) => rule(30, y, 130, y));
  const walls = [30, 60, 130].map((x) => rule(x, 50, x, 90));
  const thin = [...lines, ...walls].map((path) =>
    path
      .replace('LineWidth', 'Stroke="false" Fill="true" LineWidth')
      .replace(/M 0 0 L (\d+) (\d+)/, (_, x, y) =>
        Number(x) > 0
          ? `M 0 0 L ${x} 0 L ${x} 0.2 L 0 0.2 C`
          : `M 0 0 L 0 ${y} L 0.2 ${y} L 0.2 0 C`,
      ),
  );

  it.each([
    ['strokes', [...lines, ...walls]],
    ['thin rectangles', thin],
  ])('is rebuilt from %s', (_, rules) => {
    const [part] = readOfd(ofdFile([words + rules.join('')]), '计划.ofd');
    expect(part).toMatchObject({
      kind: 'table',
      page: 1,
      rows: [
        [{ text: '序号' }, { text: '工作任务' }],
        [{ text: '' }, { text: '召开会议' }],
      ],
    });
  });

  it('is none where the rules are white', () => {
    const white = [...lines, ...walls].map((path) =>
      path.replace('<ofd:Abb', '<ofd:StrokeColor Value="255 255 255"/><ofd:Abb'),
    );
    expect(read(ofdFile([words + white.join('')])).join()).not.toContain('table');
  });
});

describe('a file that cannot be read is refused with what to do', () => {
  const picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>';
  const nameless = text('\uE001'.repeat(40), 10, 60);
  const body = '<ofd:DocBody><ofd:DocRoot>Document.xml</ofd:DocRoot></ofd:DocBody>';

  it.each([
    ['no archive', Buffer.from('OFD'), '损坏'],
    ['without the file that it names', zipOf({ 'OFD.xml': root('OFD', body) }), '损坏'],
    ['of broken XML', zipOf({ 'OFD.xml': '<OFD><DocBody' }), '重新导出'],
    ['without a document', zipOf({ 'OFD.xml': root('OFD', '') }), '没有页面'],
    ['without a page', ofdFile([]), '没有页面'],
    ['without a word', ofdFile(['', '']), '没有文字'],
    ['scanned', ofdFile([picture]), '扫描件'],
    ['of a small picture alone', ofdFile([picture.replace('210 297', '145 109')]), '扫描件'],
    ['in fonts without names for their characters', ofdFile([nameless]), '字体'],
    ['locked', zipOf({ 'OFD.xml': '', 'Encryptions.xml': '' }), '加密'],
    ['unpacking to more than it should', zipOf({ 'OFD.xml': ' '.repeat(101 * 2 ** 20) }), '过大'],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(DocumentError);
    expect(() => read(bytes)).toThrow(message);
  });

  it('but a picture among pages of text is a gap', () => {
    expect(read(ofdFile([HEADING, picture, DUTY]))).toEqual([
      '1 一、组织领导',
      'gap 2',
      '3 （一）召开会议',
    ]);
  });
});

it.each([
  ['g 3 5.5 7', 10, [5.5, 5.5, 5.5, 7]],
  ['5 g 2 4', 10, [5, 4, 4]],
  ['g 1000000000 5', 3, [5, 5, 5]],
  ['', 3, []],
  ['g', 3, []],
])('reads steps: %s', (list, most, steps) => expect(stepsOf(list, most)).toEqual(steps));

it.each([
  ['M 0 0 L 10 0 C', [0, 0, 0, 1, 10, 0, 4]],
  ['S 0 0 B 1 2 3 4 5 6', [0, 0, 0, 2, 1, 2, 3, 4, 5, 6]],
  ['M 0 0 L 1', [0, 0, 0]],
  ['M0 0L10 -5Z', [0, 0, 0, 1, 10, -5, 4]],
  ['x M 1 y', []],
])('reads a path: %s', (data, path) => expect(pathOf(data)).toEqual(path));

it('gives parts or a DocumentError for whatever bytes and objects', () => {
  const whole = ofdFile([HEADING + rule(0, 0, 9, 0)], [DUTY]);
  const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
  const mutants = fc
    .tuple(fc.array(change, { maxLength: 6 }), fc.nat(whole.length * 3))
    .map(([changes, end]) => {
      const bytes = whole.slice();
      for (const { at, to } of changes) bytes[at] = to;
      return bytes.slice(0, end);
    });
  const piece = fc.oneof(
    fc.constantFrom(HEADING, DUTY, rule(0, 0, 9, 9), '<', '</ofd:Layer>', '<ofd:TextObject>'),
    fc.string().map((value) => `<ofd:PathObject Boundary="${value}" CTM="${value}"/>`),
    fc.double().map((value) => text('组织', value, value, `CTM="${value} 0 0 ${value} 0 0"`)),
  );
  const drawn = fc.array(piece, { maxLength: 8 }).map((pieces) => ofdFile([pieces.join('')]));
  fc.assert(
    fc.property(fc.oneof(mutants, drawn), (bytes) => {
      try {
        readOfd(bytes, '计划.ofd');
      } catch (error) {
        expect(error).toBeInstanceOf(DocumentError);
      }
    }),
    { numRuns: 400 },
  );
});
