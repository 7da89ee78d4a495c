import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../../documents/assemble.ts';
import type { PagedPart, TablePart } from '../../../documents/parts.ts';
import { readPdf } from '../../../documents/pdf.ts';
import { browserProgram as program } from '../../harness/browser-program.ts';
import { print } from './chromium.ts';

const DUTY =
  '各单位要对照职责分工，细化举措，逐项明确完成时限和责任人，于每季度末月25日前向县协作办公室报送进展情况，确保年度目标如期实现。';
const ROW = '推动两地学校结对，选派骨干教师赴云岭县支教，时间不少于一学期，并做好跟踪服务工作';

const STYLE = `<style>
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: '— ' counter(page) ' —' } }
  @page wide { size: A4 landscape; margin: 28mm }
  body { font: 16pt/28pt 'Noto Serif CJK SC', serif; margin: 0; text-align: justify }
  p { margin: 0; text-indent: 2em }
  h1 { font-size: 22pt; line-height: 34pt; text-align: center; font-weight: normal }
  .annex { page: wide }
  table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 16pt }
  th, td { border: 1px solid; padding: 2px }
  .bare th, .bare td { border: none; padding: 2px 12px }
  .three th, .three td { border: none; border-bottom: 1px solid }
</style>`;

const CHAPTERS = ['一', '二', '三', '四', '五', '六'].map(
  (number) => `<p>${number}、协作任务</p><p>（一）加强组织</p><p>${DUTY.repeat(3)}</p>
    <p>1. 召开会议。${DUTY}</p><p>2. 全年开展培训不少于2次。</p>`,
);

const ROWS = Array.from({ length: 24 }, (_, at) => {
  const kind = at % 4 === 0 ? `<td rowspan="4">第${at / 4 + 1}类</td>` : '';
  return `<tr><td>${at + 1}</td>${kind}<td>${ROW}</td><td>${(at % 12) + 1}月底前</td><td>县教育局</td><td></td></tr>`;
});

const PLAN = `${STYLE}<h1>青禾县人民政府办公室关于印发青禾县对口协作云岭县2024年工作方案的通知</h1>
  ${CHAPTERS.join('')}<p style="text-align: right">2024年3月4日</p>
  <div class="annex"><p style="text-indent: 0">附件</p><h1>协作任务清单</h1><table><thead>
    <tr><th rowspan="2">序号</th><th rowspan="2">类别</th><th rowspan="2">工作任务</th>
      <th rowspan="2">完成时限</th><th colspan="2">责任单位</th></tr>
    <tr><th>牵头</th><th>配合</th></tr></thead>${ROWS.join('')}</table></div>`;

describe.skipIf(program === null)('a plan printed by a browser', () => {
  let parts: PagedPart[] = [];
  beforeAll(async () => {
    parts = await readPdf(print(program ?? '', PLAN), '计划.pdf');
  });

  it('has its title whole, and its headings and paragraphs as they were written', () => {
    const { blocks } = assemble('计划.pdf', parts);
    const [title] = blocks;
    expect(title).toMatchObject({
      kind: 'title',
      text: '青禾县人民政府办公室关于印发青禾县对口协作云岭县2024年工作方案的通知',
    });
    const paragraphs = parts.filter((part) => part.kind === 'paragraph').map(({ text }) => text);
    expect(paragraphs.filter((text) => text === DUTY.repeat(3))).toHaveLength(6);
    expect(paragraphs.filter((text) => text === `1.召开会议。${DUTY}`)).toHaveLength(6);
    expect(blocks.filter((block) => block.kind === 'heading' && block.level === 1)).toHaveLength(6);
    expect(paragraphs).toHaveLength(2 + 6 * 5 + 1 + 2);
  });

  it('has no page numbers', () => {
    expect(JSON.stringify(parts)).not.toMatch(/—/);
  });

  it('has the table of its landscape annex with merged cells, a part on every page', () => {
    const tables = parts.filter((part): part is TablePart => part.kind === 'table');
    expect(tables.length).toBeGreaterThan(1);
    expect(tables[0]?.rows.slice(0, 2)).toEqual([
      [
        ...['序号', '类别', '工作任务', '完成时限'].map((text) => ({ text, rows: 2, columns: 1 })),
        { text: '责任单位', rows: 1, columns: 2 },
      ],
      [
        { text: '牵头', rows: 1, columns: 1 },
        { text: '配合', rows: 1, columns: 1 },
      ],
    ]);
    const rows = assemble('计划.pdf', parts).blocks.filter((block) => block.kind === 'row');
    expect(rows).toHaveLength(24);
    expect(rows[5]).toMatchObject({
      cells: ['6', '第2类', ROW, '6月底前', '县教育局', ''],
      head: ['序号', '类别', '工作任务', '完成时限', '责任单位牵头', '责任单位配合'],
    });
    expect(rows.at(-1)?.place.page).toBeGreaterThan(rows[0]?.place.page ?? Infinity);
  });
});

it.skipIf(program === null).each(['bare', 'three'])(
  'a table without rules down is known by its tags: %s',
  async (style) => {
    const html = `${STYLE}<p>任务如下：</p><table class="${style}"><tr><th>序号</th><th colspan="2">任务</th></tr>
    <tr><td>1</td><td>${ROW}</td><td>3月</td></tr></table>`;
    const parts = await readPdf(print(program ?? '', html), '计划.pdf');
    expect(parts.slice(1)).toEqual([
      {
        kind: 'table',
        page: 1,
        rows: [
          [
            { text: '序号', rows: 1, columns: 1 },
            { text: '任务', rows: 1, columns: 2 },
          ],
          [
            { text: '1', rows: 1, columns: 1 },
            { text: ROW, rows: 1, columns: 1 },
            { text: '3月', rows: 1, columns: 1 },
          ],
        ],
      },
    ]);
  },
);
