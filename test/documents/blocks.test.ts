import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../documents/blocks.ts';

function outline(...lines: string[]): string[] {
  return blocksOf(lines.join('\n')).map((block) => {
    const level = 'level' in block ? block.level : '';
    return `${block.place.line} ${block.kind}${level} ${block.text}`;
  });
}

describe('headings', () => {
  it.each([
    ['一、工作目标', 1],
    ['（一）加强领导', 2],
    ['(三)做好帮扶', 2],
    ['1. 推进项目', 3],
    ['2、产业帮扶', 3],
    ['（1）国有企业', 4],
    ['## 主要任务', 2],
    ['### 一、主要任务', 1],
  ])('%s has level %d', (line, level) => {
    expect(outline(line)[0]).toContain(`heading${level}`);
  });

  it('run into their paragraph are parted from it', () => {
    expect(outline('1. **开展互访。**两地互访共4次。')).toEqual([
      '1 heading3 1.开展互访。',
      '1 paragraph 两地互访共4次。',
    ]);
  });

  it('are not made of a numbered sentence that demands something, which is a list item', () => {
    expect(
      outline('2．每年组织2次活动。引导参加。', '3．召开推进会。（责任单位：县委办）'),
    ).toEqual([
      '1 item3 2．每年组织2次活动。引导参加。',
      '2 item3 3．召开推进会。（责任单位：县委办）',
    ]);
  });

  it('end in a full stop where a paragraph follows them', () => {
    expect(outline('2. 开展技能培训。', '联合开展1期培训。')[0]).toContain('heading3');
    expect(outline('2. 开展技能培训。', '3. 召开会议。')[0]).toContain('item3');
  });
});

describe('paragraphs', () => {
  it('torn by a page break are mended at their first line', () => {
    expect(outline('推动两地医院结对，加强基层医', '', '— 3 —', '', '疗机构的交流。')).toEqual([
      '1 paragraph 推动两地医院结对，加强基层医疗机构的交流。',
    ]);
  });

  it('are mended inside a bracket', () => {
    expect(outline('举办活动。（', '责任单位：县人社局）')).toHaveLength(1);
  });

  it.each([
    ['a heading', '推动医院结对，加强基层', '二、保障措施'],
    ['an annex', '推动医院结对，加强基层', '附件：清单'],
    ['a signature', '县领导小组办公室', '2024年3月4日'],
    ['a finished sentence', '召开会议，研究工作。', '县教育局负责，'],
    ['a table', '推动医院结对，加强基层', '1\t召开会议\t3月'],
  ])('are not joined with %s', (_, first, second) => {
    expect(outline(first, second)).toHaveLength(2);
  });

  it('lose the spaces of layout beside Chinese characters', () => {
    expect(outline('召开 2 次会议（时间：1-11 月）。')).toEqual([
      '1 paragraph 召开2次会议（时间：1-11月）。',
    ]);
  });
});

describe('titles', () => {
  it('are lines that name a document', () => {
    expect(outline('青禾县2024年工作方案')[0]).toBe('1 title 青禾县2024年工作方案');
    expect(outline('青禾县工作方案', '（2023-2024年）')).toEqual([
      '1 title 青禾县工作方案（2023-2024年）',
    ]);
    expect(outline('# 青禾县工作方案')[0]).toBe('1 title 青禾县工作方案');
    expect(outline('青禾县教育局与云岭县教育局', '2024年结对帮扶实施方案')).toEqual([
      '1 title 青禾县教育局与云岭县教育局2024年结对帮扶实施方案',
    ]);
    expect(outline('关于印发《青禾县2024年', '重点工作任务', '分解表》的通知')).toEqual([
      '1 title 关于印发《青禾县2024年重点工作任务分解表》的通知',
    ]);
    expect(outline('青协作〔2024〕3号', '青禾县2024年工作方案')).toHaveLength(2);
    expect(outline('2024年3月18日', '', '青禾县2024年工作方案')).toHaveLength(2);
    expect(outline('为做好工作，制定本方案')[0]).toContain('paragraph');
  });
});

describe('tables', () => {
  it('give every row the head above it, repeated heads being no rows', () => {
    const head = '序号\t具体事项\t完成时限';
    const blocks = blocksOf([head, '1\t召开会议\t3月', head, '\t\t4月'].join('\n'));
    expect(blocks.map((block) => (block.kind === 'row' ? [block.head, block.cells] : []))).toEqual([
      [
        ['序号', '具体事项', '完成时限'],
        ['1', '召开会议', '3月'],
      ],
      [
        ['序号', '具体事项', '完成时限'],
        ['', '', '4月'],
      ],
    ]);
  });

  it('may have a column of a name unknown', () => {
    const blocks = blocksOf('序号\t具体事项\t完成时限\t责任单位\t甲\n1\t召开会议\t3月\t县委办\t乙');
    expect(blocks).toHaveLength(1);
  });

  it('may be of Markdown', () => {
    const [row] = blocksOf('| 序号 | 具体事项 |\n|:--|---|\n| 1 | **召开**会议 |');
    expect(row).toMatchObject({ kind: 'row', cells: ['1', '召开会议'], place: { line: 3 } });
  });

  it('without a head keep their cells', () => {
    expect(blocksOf('甲\t乙\t丙')).toMatchObject([
      { kind: 'row', cells: ['甲', '乙', '丙'], head: [] },
    ]);
  });
});

it('keeps the place of every block in the text', () => {
  const text = '一、任务\n\n召开会议。\n';
  const [heading, paragraph] = blocksOf(text);
  const at = (place: { start: number; end: number } | undefined) =>
    text.slice(place?.start, place?.end);
  expect([at(heading?.place), at(paragraph?.place)]).toEqual(['一、任务', '召开会议。']);
});
