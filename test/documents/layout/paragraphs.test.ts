import { describe, expect, it } from 'vitest';
import type { PlacedPage, Run } from '../../../documents/layout/page.ts';
import { partsOf } from '../../../documents/layout/parts.ts';

const LEFT = 80;
const WIDTH = 20; // characters to a line
const SIZE = 16;

type Written = string | { text: string; size?: number; y?: number; centred?: boolean };

/** A page of lines 28 points apart; a space at a line's beginning indents it by a character. */
function page(number: number, ...lines: Written[]): PlacedPage {
  const runs = lines.flatMap((line, at) => {
    const {
      text,
      size = SIZE,
      y = 120 + at * 28,
      centred,
    } = typeof line === 'string' ? { text: line } : line;
    const words = text.trimStart();
    const width = words.length * size;
    const left = LEFT + (text.length - words.length) * size;
    const x = centred === true ? LEFT + (WIDTH * SIZE - width) / 2 : left;
    return Array.from(
      words,
      (sign, place): Run => ({
        text: sign,
        x: x + place * size,
        y,
        width: size,
        height: size,
      }),
    );
  });
  return { page: number, width: 480, height: 842, runs, rules: [] };
}

function read(...pages: PlacedPage[]): string[] {
  return partsOf(pages).map((part) =>
    part.kind === 'paragraph'
      ? `${part.page}${part.centred === true ? ' centred' : ''} ${part.text}`
      : `${part.kind} ${part.page}`,
  );
}

const FULL = '为做好两地对口协作各项工作确保取得实效'; // 19, and a sign behind it
const BODY = [`  ${FULL.slice(0, 18)}`, `${FULL}，`, `${FULL}。`];

describe('lines', () => {
  it('that fill the column go on in the next line', () => {
    expect(read(page(1, ...BODY, '今后照此办理。'))).toEqual([
      `1 ${FULL.slice(0, 18)}${FULL}，${FULL}。今后照此办理。`,
    ]);
  });

  it('begin a paragraph where they are indented, numbered or name an annex', () => {
    expect(
      read(page(1, ...BODY, `  ${FULL.slice(2)}。`, '1.召开会议', '附件：清单')).map((text) =>
        text.slice(2, 6),
      ),
    ).toEqual(['为做好两', '好两地对', '1.召开', '附件：清']);
  });

  it('that are short end their paragraph', () => {
    expect(read(page(1, ...BODY, '  青禾县', '云岭县'))).toHaveLength(3);
  });

  it('further apart than others begin a paragraph', () => {
    const [one, two, three] = BODY;
    const pieces = [one ?? '', two ?? '', { text: three ?? '', y: 300 }];
    expect(read(page(1, ...pieces))).toHaveLength(2);
  });

  it('go on over the end of a page', () => {
    const joined = read(page(1, ...BODY, `  ${FULL.slice(1)}`), page(2, '效果。', ...BODY));
    expect(joined[1]).toBe(`1 ${FULL.slice(1)}效果。`);
    expect(joined[2]?.slice(0, 3)).toBe('2 为');
  });

  it('are parted after a sentence where nothing is indented', () => {
    expect(read(page(1, `${FULL}，`, `${FULL}。`, `${FULL}。`))).toHaveLength(2);
  });

  it('may be written twice to look bold, and have spaces between figures only', () => {
    const twice = page(1, '青 禾县2024 3', ...BODY);
    const bold = twice.runs.map((run) => ({ ...run, x: run.x + 0.4 }));
    expect(read({ ...twice, runs: [...twice.runs, ...bold] })[0]).toBe('1 青禾县2024 3');
  });
});

describe('a line is centred', () => {
  it('in the middle of the column and shorter than it, or larger than the text', () => {
    const large = { text: FULL.slice(0, 14), size: 22, centred: true };
    const short = { text: '工作方案', centred: true };
    expect(read(page(1, large, short, ...BODY)).slice(0, 2)).toEqual([
      `1 centred ${FULL.slice(0, 14)}`,
      '1 centred 工作方案',
    ]);
  });

  it('but not as the first line of a paragraph that happens to end two characters early', () => {
    expect(read(page(1, `  ${FULL.slice(0, 16)}`, ...BODY))[0]).toBe(`1 ${FULL.slice(0, 16)}`);
  });
});

function numbered(number: number, foot: string) {
  return page(number, { text: '青禾县协作', y: 40 }, ...BODY, { text: foot, y: 790 });
}

describe('page heads and feet', () => {
  it.each(['—1—', '-12-', '3', '第3页共8页', '3/8', '－3－', '— １２ —', '·3·'])(
    'are dropped where they are page numbers: %s',
    (foot) => {
      expect(read(page(1, ...BODY, { text: foot, y: 790 }))).toHaveLength(1);
    },
  );

  it('are dropped where most pages have them at the same height', () => {
    const pages = [1, 2, 3].map((number) => numbered(number, `内部资料${number}`));
    expect(read(...pages).join('')).not.toMatch(/协作$|青禾县协作|内部资料/);
    expect(read(...pages.slice(1)).join('')).toMatch(/青禾县协作.*内部资料2/);
  });

  it('are not what stands in the midst of a page', () => {
    const pages = [1, 2, 3].map((number) => page(number, { text: '第一组', y: 300 }));
    expect(read(...pages)).toHaveLength(3);
  });
});

it('names a page that cannot be read, and joins nothing over it', () => {
  const unread = { ...page(2), unread: 'picture' as const };
  expect(
    read(page(1, ...BODY, `  ${FULL.slice(1)}`), unread, page(3, '效果。')).map((text) =>
      text.slice(0, 5),
    ),
  ).toEqual(['1 为做好', '1 做好两', 'gap 2', '3 效果。']);
});
