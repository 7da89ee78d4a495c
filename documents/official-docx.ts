import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  LineRuleType,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { OfficialLetter } from '../plan/letter.ts';

// Paper, margins, type and line height as GB/T 9704-2012 sets them for official documents.
const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    bottom: convertMillimetersToTwip(35),
    left: convertMillimetersToTwip(28),
    right: convertMillimetersToTwip(26),
  },
};
const TEXT_WIDTH = convertMillimetersToTwip(210 - 28 - 26);
const BODY = 32; // 三号, in half points
const TITLE = 44; // 二号
const LINE = { line: 28 * 20, lineRule: LineRuleType.EXACT };
const TWO_CHARACTERS = 16 * 2 * 20; // an indentation of two characters of 三号, in twips

const FANGSONG = '仿宋_GB2312';
const HEITI = '黑体';
const XIAOBIAOSONG = '方正小标宋简体';
const NUMERALS = '一二三四五六七八九十';

/** An official letter as a Word document, to be printed; number and stamp stay blank. */
export async function officialDocx(letter: OfficialLetter): Promise<Uint8Array> {
  const document = new Document({
    creator: letter.signature,
    title: letter.title,
    sections: [{ properties: { page: PAGE }, children: paragraphsOf(letter) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function paragraphsOf(letter: OfficialLetter): (Paragraph | Table)[] {
  return [
    line(letter.title, { size: TITLE, font: XIAOBIAOSONG, alignment: AlignmentType.CENTER }),
    line(letter.number, { alignment: AlignmentType.CENTER }),
    line(''),
    ...(letter.addressee === '' ? [] : [line(letter.addressee)]),
    ...letter.paragraphs.map((text) => line(text, INDENTED)),
    ...letter.sections.flatMap(({ heading, items }, index) => [
      line(`${numeral(index)}、${heading}`, { ...INDENTED, font: HEITI }),
      ...items.flatMap((item, place) => [
        line(`（${numeral(place)}）${item.head}`, { ...INDENTED, bold: true }),
        line(item.text, INDENTED),
      ]),
    ]),
    ...(letter.table === undefined ? [] : [tableOf(letter.table), line('')]),
    ...letter.closing.map((text) => line(text, INDENTED)),
    line(''),
    line(letter.signature, { alignment: AlignmentType.RIGHT }),
    line(letter.date, { alignment: AlignmentType.RIGHT }),
  ];
}

const SMALL = 21; // 五号

/** A table over the whole width, its heads repeated on each page. */
function tableOf({ heads, rows, widths }: NonNullable<OfficialLetter['table']>): Table {
  const cells = (texts: string[], bold: boolean) =>
    texts.map((text, index) => cell(text, bold, widths?.[index]));
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    ...(widths === undefined
      ? {}
      : {
          layout: TableLayoutType.FIXED,
          columnWidths: widths.map((width) => Math.round((TEXT_WIDTH * width) / 100)),
        }),
    rows: [
      new TableRow({ tableHeader: true, children: cells(heads, true) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
    ],
  });
}

function cell(text: string, bold: boolean, width?: number): TableCell {
  return new TableCell({
    ...(width === undefined ? {} : { width: { size: width, type: WidthType.PERCENTAGE } }),
    children: [new Paragraph({ children: [run(text, SMALL, FANGSONG, bold)] })],
  });
}

type Look = {
  size?: number;
  font?: string;
  bold?: boolean;
  alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  indent?: number;
};
const INDENTED: Look = { indent: TWO_CHARACTERS };

function line(text: string, look: Look = {}): Paragraph {
  const { size = BODY, font = FANGSONG, bold = false, indent = 0 } = look;
  return new Paragraph({
    ...(look.alignment === undefined ? {} : { alignment: look.alignment }),
    spacing: LINE,
    indent: { firstLine: indent },
    children: [run(text, size, font, bold)],
  });
}

function run(text: string, size: number, font: string, bold: boolean): TextRun {
  const latin = 'Times New Roman';
  return new TextRun({ text, size, bold, font: { eastAsia: font, ascii: latin, hAnsi: latin } });
}

/** 一 … 十, 十一 … 九十九. */
function numeral(index: number): string {
  const value = index + 1;
  if (value <= 10) return NUMERALS[index] ?? '';
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens === 1 ? '' : NUMERALS[tens - 1]}十${ones === 0 ? '' : NUMERALS[ones - 1]}`;
}
