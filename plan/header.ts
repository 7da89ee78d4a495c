import type { SourceDocument } from './document.ts';
import { isPlainDate } from './date.ts';
import type { DateRange, ExtractedSide, PlainDate } from './extracted.ts';
import { rangeOf, stagesOf } from './range.ts';
import { findSides } from './sides.ts';
import { foldWidth, readNumber } from './text/numerals.ts';

/** What a document says of itself before it says what is to be done. */
export type Header = {
  title: string;
  documentNumber: string | null;
  issued: PlainDate | null;
  periods: number[];
  /** The days between which the plan runs, where its title names less than whole years. */
  range: DateRange | null;
  sides: ExtractedSide[];
};

// where a plan names its two sides if the title does not
const OPENING = 12;

/** The header of a document; nothing found is null or empty, never an error. */
export function readHeader(document: SourceDocument): Header {
  const title = titleOf(document);
  const issued = issuedOn(document);
  const documentNumber = documentNumberOf(document);
  const periods = periodsOf(title, issued, documentNumber, document.text);
  return {
    title,
    documentNumber,
    issued,
    periods,
    range: rangeOf(title, issued) ?? stagesOf(document.blocks, periods),
    sides: findSides([title, ...document.blocks.slice(0, OPENING).map((block) => block.text)]),
  };
}

/** The last title before the first heading: a covering notice stands before the plan it issues. */
function titleOf({ blocks, source }: SourceDocument): string {
  const firstHeading = blocks.findIndex((block) => block.kind === 'heading');
  const before = firstHeading < 0 ? blocks : blocks.slice(0, firstHeading);
  const title =
    before.findLast((block) => block.kind === 'title') ??
    blocks.find((block) => block.kind === 'title');
  return title?.text ?? blocks[0]?.text.slice(0, 60) ?? source;
}

function documentNumberOf({ blocks }: SourceDocument): string | null {
  const number = /^[\u4E00-\u9FA5]{2,14}[〔﹝[［（(]\d{4}[〕﹞\]］）)]第?\d+号$/;
  return blocks.find((block) => number.test(block.text))?.text ?? null;
}

/** The day that stands alone on a line, as below a signature. */
function issuedOn({ blocks }: SourceDocument): PlainDate | null {
  for (const { text } of blocks) {
    const day =
      /^[（(]?([\d〇零一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日(?:印发)?[）)]?$/;
    const [, year, month, date] = day.exec(foldWidth(text)) ?? [];
    const parts = [year, month, date].map((part) => readNumber(part ?? ''));
    const written = parts.map((part) => String(part).padStart(2, '0')).join('-');
    if (isPlainDate(written)) return written;
  }
  return null;
}

const YEARS =
  /(20\d{2})年?(?:[上下]半年|第?[一二三四]季度|\d{1,2}月)?(?:-{1,2}|至|到)(20\d{2})年?|(20\d{2})年/;

/** The years in the title, else that of issue, else that which the text names most. */
function periodsOf(
  title: string,
  issued: PlainDate | null,
  documentNumber: string | null,
  text: string,
): number[] {
  const [, first, last, only] = YEARS.exec(foldWidth(title)) ?? [];
  if (first && last) return yearsFrom(Number(first), Number(last));
  const span = only ? null : yearsAhead(text);
  if (span) return span;
  const year = only ?? issued?.slice(0, 4) ?? /\d{4}/.exec(documentNumber ?? '')?.[0];
  return year === undefined ? mostNamedYear(text) : [Number(year)];
}

/** 2012年起5年内 says which years a plan is for, where its title does not. */
function yearsAhead(text: string): number[] | null {
  const [, first, count] =
    /(20\d{2})年起[,，]?(?:用)?([2-9]|[两三四五六])年(?:内|时间)/.exec(foldWidth(text)) ?? [];
  const years = readNumber(count ?? '');
  return first === undefined || years === null
    ? null
    : yearsFrom(Number(first), Number(first) + years - 1);
}

function mostNamedYear(text: string): number[] {
  const named = [...foldWidth(text).matchAll(/(20\d{2})年/g)].map(([, year]) => Number(year));
  const [most] = [...Map.groupBy(named, (year) => year)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  return most ? [most[0]] : [];
}

const LONGEST_PLAN = 10; // 2021-2035 is an outline to refer to, not a plan to supervise

function yearsFrom(first: number, last: number): number[] {
  const length = last - first + 1;
  if (length < 1 || length > LONGEST_PLAN) return [first];
  return Array.from({ length }, (_, index) => first + index);
}
