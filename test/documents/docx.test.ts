import { describe, expect, it } from 'vitest';
import { readDocx } from '../../documents/docx.ts';
import type { Part } from '../../documents/parts.ts';
import { cell, counted, docxFile, level, list, paragraph, run, table, zipOf } from './docx-file.ts';

type Draft = Parameters<typeof docxFile>[0];

function partsOf(draft: string | Draft): Part[] {
  return readDocx(docxFile(typeof draft === 'string' ? { body: draft } : draft), '方案.docx');
}

function textsOf(draft: string | Draft): string[] {
  return partsOf(draft).flatMap((part) => (part.kind === 'paragraph' ? [part.text] : []));
}

function numbersOf(draft: Draft): string[] {
  return textsOf(draft).map((text) => text.replace(/ ?事项$/, ''));
}

function numbering(...lists: { abstract: string; instance: string }[]): string {
  const [abstracts, instances] = [
    lists.map((each) => each.abstract),
    lists.map((each) => each.instance),
  ];
  return [...abstracts, ...instances].join('');
}

const rowWith = (text: string, properties = '') =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cell(text)}${cell('县委办')}</w:tr>`;

const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;

const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;

const merge = (kind: string) => `<w:vMerge w:val="${kind}"/>`;

const rowsOf = (body: string) => {
  const part = partsOf(body).find(({ kind }) => kind === 'table');
  return part?.kind === 'table' ? part.rows : [];
};

const repeated = (times: number, properties: string) => paragraph('事项', properties).repeat(times);

describe('automatic numbers', () => {
  it.each([
    ['decimal', '%1.', 11, '11.'],
    ['decimalZero', '%1', 3, '03'],
    ['decimalFullWidth', '%1．', 12, '１２．'],
    ['decimalEnclosedCircle', '%1', 3, '③'],
    ['decimalEnclosedCircle', '%1', 21, '㉑'],
    ['decimalEnclosedParen', '%1', 2, '⑵'],
    ['chineseCounting', '%1、', 1, '一、'],
    ['chineseCounting', '第%1章', 12, '第十二章'],
    ['chineseCountingThousand', '（%1）', 10, '（十）'],
    ['chineseCountingThousand', '（%1）', 21, '（二十一）'],
    ['chineseCountingThousand', '%1、', 101, '一百零一、'],
    ['chineseCounting', '%1、', 101, '一〇一、'],
    ['japaneseCounting', '%1、', 11, '十一、'],
    ['taiwaneseCounting', '%1、', 11, '十一、'],
    ['taiwaneseCountingThousand', '%1、', 20, '二十、'],
    ['ideographTraditional', '%1、', 2, '乙、'],
    ['ideographZodiac', '%1、', 3, '寅、'],
    ['ideographDigital', '%1、', 10, '一〇、'],
    ['chineseLegalSimplified', '%1、', 12, '壹拾贰、'],
    ['upperLetter', '%1.', 3, 'C.'],
    ['lowerLetter', '%1)', 27, 'aa)'],
    ['upperRoman', '%1.', 14, 'XIV.'],
    ['lowerRoman', '%1.', 9, 'ix.'],
    ['none', '附件', 1, '附件'],
    ['bullet', '●', 2, ''],
    ['aFormatOfTheFuture', '%1.', 2, '2.'],
  ])('in %s %s: number %d is %s', (format, text, count, expected) => {
    const draft = {
      body: repeated(count, counted(1)),
      numbering: numbering(list(1, level(0, format, text))),
    };
    expect(numbersOf(draft).at(-1)).toBe(expected);
  });

  const outline = numbering(
    list(
      1,
      level(0, 'chineseCounting', '%1、'),
      level(1, 'chineseCounting', '（%2）'),
      level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>'),
    ),
  );

  it('begin anew under every higher one, and may name all above in Arabic numerals', () => {
    const depths = [0, 1, 1, 2, 0, 1, 2];
    const body = depths.map((depth) => paragraph('事项', counted(1, depth))).join('');
    expect(numbersOf({ body, numbering: outline })).toEqual([
      '一、',
      '（一）',
      '（二）',
      '1.2.1',
      '二、',
      '（一）',
      '2.1.1',
    ]);
  });

  it('go on where a level never restarts', () => {
    const levels = [
      level(0, 'decimal', '%1.'),
      level(1, 'decimal', '(%2)', '<w:lvlRestart w:val="0"/>'),
    ];
    const body = [0, 1, 0, 1].map((depth) => paragraph('事项', counted(1, depth))).join('');
    expect(numbersOf({ body, numbering: numbering(list(1, ...levels)) })).toEqual([
      '1.',
      '(1)',
      '2.',
      '(2)',
    ]);
  });

  it('are one count for all instances of a list, but for those that set their start', () => {
    const instances = [2, 3].map((id) => {
      const start =
        id === 3 ? '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>' : '';
      return `<w:num w:numId="${id}"><w:abstractNumId w:val="1"/>${start}</w:num>`;
    });
    const body = [1, 2, 3, 3].map((id) => paragraph('事项', counted(id))).join('');
    const lists = numbering(list(1, level(0, 'decimal', '%1.'))) + instances.join('');
    expect(numbersOf({ body, numbering: lists })).toEqual(['1.', '2.', '5.', '6.']);
  });

  it('may have another form in an instance', () => {
    const override = `<w:lvlOverride w:ilvl="0">${level(0, 'decimal', '任务%1：')}</w:lvlOverride>`;
    const instance = `<w:num w:numId="2"><w:abstractNumId w:val="1"/>${override}</w:num>`;
    const lists = numbering(list(1, level(0, 'decimal', '%1.'))) + instance;
    expect(numbersOf({ body: repeated(1, counted(2)), numbering: lists })).toEqual(['任务1：']);
  });

  it('come with a style and with those based on it', () => {
    const styles = `
      <w:style w:type="paragraph" w:styleId="A"><w:pPr>${counted(1, 0)}</w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>
      <w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="B"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>`;
    const lists = numbering(
      list(
        1,
        level(0, 'chineseCounting', '%1、', '<w:pStyle w:val="A"/>'),
        level(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="B"/>'),
      ),
    );
    const body = ['A', 'B', 'C', 'D']
      .map((style) => paragraph('事项', `<w:pStyle w:val="${style}"/>`))
      .join('');
    expect(numbersOf({ body, styles, numbering: lists })).toEqual(['一、', '（一）', '（二）', '']);
  });

  it('come with a list that a numbering style defines', () => {
    const styles = `<w:style w:type="numbering" w:styleId="S"><w:pPr>${counted(1)}</w:pPr></w:style>`;
    const defined = list(1, '<w:styleLink w:val="S"/>', level(0, 'chineseCounting', '%1、'));
    const linked = list(2, '<w:numStyleLink w:val="S"/>');
    const draft = { body: repeated(2, counted(2)), styles, numbering: numbering(defined, linked) };
    expect(numbersOf(draft)).toEqual(['一、', '二、']);
  });

  it('fill the column of a table that holds nothing else, and are left out of empty lines', () => {
    const number = cell(paragraph('', counted(1)));
    const parts = partsOf({
      body:
        paragraph('', counted(1)) + table(['序号', '工作任务'], [number, '开会'], [number, '培训']),
      numbering: numbering(list(1, level(0, 'decimal', '%1'))),
    });
    expect(parts[0]).toMatchObject({ text: '' });
    const rows = parts[1]?.kind === 'table' ? parts[1].rows : [];
    expect(rows.map(([first]) => first?.text)).toEqual(['序号', '2', '3']);
  });
});

describe('tracked changes', () => {
  it('show their outcome: insertions in, deletions and moved words out', () => {
    const inner = [
      run('县教育局'),
      `<w:del w:id="1"><w:r><w:delText>每年</w:delText></w:r></w:del>`,
      `<w:ins w:id="2">${run('每月')}</w:ins>`,
      `<w:moveFrom w:id="3">${run('旧')}</w:moveFrom>`,
      `<w:moveTo w:id="4">${run('报送')}</w:moveTo>`,
    ].join('');
    expect(textsOf(`<w:p>${inner}</w:p>`)).toEqual(['县教育局每月报送']);
  });

  it('join paragraphs whose mark is deleted, and leave nothing of those deleted whole', () => {
    const mark = '<w:rPr><w:del w:id="1"/></w:rPr>';
    const gone = `<w:p><w:pPr>${mark}</w:pPr><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>`;
    expect(textsOf(paragraph('召开', mark) + paragraph('会议') + gone + paragraph('培训'))).toEqual(
      ['召开会议', '培训'],
    );
  });

  it('count no deleted paragraph', () => {
    const mark = '<w:rPr><w:del w:id="1"/></w:rPr>';
    const gone = `<w:p><w:pPr>${counted(1)}${mark}</w:pPr></w:p>`;
    const draft = {
      body: repeated(1, counted(1)) + gone + repeated(1, counted(1)),
      numbering: numbering(list(1, level(0, 'decimal', '%1.'))),
    };
    expect(numbersOf(draft)).toEqual(['1.', '2.']);
  });

  it('take deleted rows out of tables', () => {
    const [part] = partsOf(`<w:tbl>${rowWith('甲')}${rowWith('乙', '<w:del w:id="1"/>')}</w:tbl>`);
    expect(part?.kind === 'table' && part.rows).toHaveLength(1);
  });
});

describe('text', () => {
  it('is what a reader sees: no hidden words, codes of fields or comments', () => {
    const inner = [
      run('截至'),
      run('草稿', '<w:vanish/>'),
      field('begin'),
      '<w:r><w:instrText> DATE </w:instrText></w:r>',
      run('码中'),
      field('separate'),
      run('6月30日'),
      field('end'),
      '<w:r><w:commentReference w:id="1"/></w:r>',
      `<w:hyperlink>${run('完成')}</w:hyperlink>`,
    ].join('');
    expect(textsOf(`<w:p>${inner}</w:p>`)).toEqual(['截至6月30日完成']);
  });

  it('hidden by a style is left out, unless its run shows itself', () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="R"><w:rPr><w:vanish/></w:rPr></w:style>';
    const shown = run('显示', '<w:vanish w:val="0"/>');
    const body = `<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('隐藏')}${shown}</w:p><w:p>${run('也隐藏', '<w:rStyle w:val="R"/>')}${run('在')}</w:p>`;
    expect(textsOf({ body, styles })).toEqual(['显示', '在']);
  });

  it('stays whole over the controls, breaks and signs in it', () => {
    const inner =
      '<w:sdt><w:sdtContent><w:r><w:t>两地</w:t><w:tab/><w:t>会议</w:t><w:br/><w:t>1</w:t><w:noBreakHyphen/><w:t>2月</w:t></w:r></w:sdtContent></w:sdt>' +
      '<w:r><mc:AlternateContent><mc:Choice><w16se:symEx w16se:char="1F600"/></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>' +
      '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>';
    expect(textsOf(`<w:p>${inner}</w:p>`)).toEqual(['两地 会议\n1-2月😀☑']);
  });

  it('decodes characters written by name or number, and none declared elsewhere', () => {
    expect(textsOf(paragraph('A&amp;B &lt;&#x4e00;&#20108;&gt; &other; &amp;lt;'))).toEqual([
      'A&B <一二> &other; &lt;',
    ]);
  });

  it('of a text box follows its paragraph once, whatever alternatives the file gives', () => {
    const drawing = `<mc:AlternateContent><mc:Choice><w:drawing>${box('框中')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('旧框')}</w:pict></mc:Fallback></mc:AlternateContent>`;
    const body = `<w:p>${run('前')}<w:r>${drawing}</w:r>${run('后')}</w:p>${paragraph('下一段')}`;
    expect(textsOf(body)).toEqual(['前后', '框中', '下一段']);
  });

  it('keeps a large initial with its word', () => {
    const initial = paragraph('为', '<w:framePr w:dropCap="drop" w:lines="3"/>');
    expect(textsOf(initial + paragraph('做好工作，制定本方案。'))).toEqual([
      '为做好工作，制定本方案。',
    ]);
  });

  it('of notes stands at the end', () => {
    const footnotes = `<w:footnote w:id="0">${paragraph('分隔线')}</w:footnote><w:footnote w:id="2">${paragraph('含镇级。')}</w:footnote>`;
    const body = `<w:p>${run('各单位')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('负责')}</w:p>${paragraph('完')}`;
    expect(textsOf({ body, footnotes })).toEqual(['各单位负责', '完', '含镇级。']);
  });

  it('leaves out a table of contents and what a form still asks to be filled in', () => {
    const styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>';
    const body = [
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('目录')}</w:sdtContent></w:sdt>`,
      paragraph('一、任务3', '<w:pStyle w:val="T1"/>'),
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph('单击此处输入')}</w:sdtContent></w:sdt>`,
      paragraph('一、任务'),
    ].join('');
    expect(textsOf({ body, styles })).toEqual(['一、任务']);
  });
});

describe('headings and titles', () => {
  const styles = `
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="甲"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="4"><w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="5"><w:name w:val="heading 5"/></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>`;

  it.each([
    ['1', 1],
    ['2', 2],
    ['3', 2],
    ['4', undefined],
    ['5', undefined],
  ])('style %s has level %s', (style, expected) => {
    const [part] = partsOf({ body: paragraph('组织领导', `<w:pStyle w:val="${style}"/>`), styles });
    expect(part).toEqual({
      kind: 'paragraph',
      text: '组织领导',
      ...(expected === undefined ? {} : { level: expected }),
    });
  });

  it('are centred by themselves or by their style, every line of a title on its own', () => {
    const twoLines = `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>${run('青禾县')}<w:r><w:br/></w:r>${run('2024年工作方案')}</w:p>`;
    expect(partsOf({ body: twoLines + paragraph('甲', '<w:jc w:val="center"/>'), styles })).toEqual(
      [
        { kind: 'paragraph', text: '青禾县', centred: true },
        { kind: 'paragraph', text: '2024年工作方案', centred: true },
        { kind: 'paragraph', text: '甲', centred: true },
      ],
    );
  });
});

it('finds the main part where the file’s relations put it', () => {
  const relation = '<Relationship Type="x/officeDocument" Target="/word/document2.xml"/>';
  const bytes = zipOf({
    '_rels/.rels': `<Relationships>${relation}</Relationships>`,
    'word\\document2.xml': '<document><body><p><r><t>任务</t></r></p></body></document>',
  });
  expect(readDocx(bytes, '方案.docx')).toEqual([{ kind: 'paragraph', text: '任务' }]);
});

describe('tables', () => {
  it('have cells that take several rows and columns', () => {
    const rows = rowsOf(
      table(
        [cell('教育', merge('restart')), cell('县内', '<w:gridSpan w:val="2"/>')],
        [cell('看不见', '<w:vMerge/>'), '召开会议', '县教育局'],
        [cell('', '<w:vMerge/>'), '选派教师', '县人社局'],
      ),
    );
    expect(rows).toEqual([
      [
        { text: '教育', rows: 3, columns: 1 },
        { text: '县内', rows: 1, columns: 2 },
      ],
      [
        { text: '召开会议', rows: 1, columns: 1 },
        { text: '县教育局', rows: 1, columns: 1 },
      ],
      [
        { text: '选派教师', rows: 1, columns: 1 },
        { text: '县人社局', rows: 1, columns: 1 },
      ],
    ]);
  });

  it('may begin some columns in, and merge columns the old way', () => {
    const row = `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${cell('甲', '<w:hMerge w:val="restart"/>')}${cell('', '<w:hMerge/>')}${cell('乙')}</w:tr>`;
    expect(rowsOf(`<w:tbl>${row}</w:tbl>`)[0]?.map(({ columns }) => columns)).toEqual([2, 2, 1]);
  });

  it('keep the paragraphs and the tables of a cell as lines', () => {
    const inside = table(['牵头', '县委办'], ['配合', '县教育局']);
    const rows = rowsOf(table(['甲', cell(paragraph('1.开会') + inside + paragraph('完'))]));
    expect(rows[0]?.[1]?.text).toBe('1.开会\n牵头 县委办\n配合 县教育局\n完');
  });

  it('that only frame a text are not tables', () => {
    const framed = cell(paragraph('一、任务') + table(['甲', '乙']));
    expect(partsOf(table([framed])).map(({ kind }) => kind)).toEqual(['paragraph', 'table']);
  });

  it('give a title row over all columns as the title before them', () => {
    const title = cell('青禾县任务清单', '<w:gridSpan w:val="2"/>');
    expect(partsOf(table([title], ['工作任务', '责任单位']))).toMatchObject([
      { text: '青禾县任务清单', centred: true },
      { kind: 'table', rows: [[{ text: '工作任务' }, { text: '责任单位' }]] },
    ]);
    expect(partsOf(table([title], ['甲', '乙']))).toHaveLength(1);
  });
});
