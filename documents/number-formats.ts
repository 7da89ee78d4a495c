const DIGITS = Array.from('〇一二三四五六七八九');
const ZERO = '零';
const LEGAL_DIGITS = Array.from('零壹贰叁肆伍陆柒捌玖');
const POWERS = Array.from('十百千');
const LEGAL_POWERS = Array.from('拾佰仟');
const STEMS = Array.from('甲乙丙丁戊己庚辛壬癸');
const BRANCHES = Array.from('子丑寅卯辰巳午未申酉戌亥');

type Format = (number: number) => string;

// names as in ECMA-376, ST_NumberFormat
const FORMATS: Record<string, Format> = {
  none: () => '',
  decimalZero: (number) => String(number).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  numberInDash: (number) => `- ${number} -`,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (number) => within(number, 20, 0x2474),
  decimalEnclosedFullstop: (number) => within(number, 20, 0x2488),
  ideographEnclosedCircle: (number) => within(number, 10, 0x3280),
  upperLetter: (number) => letters(number, 'A'),
  lowerLetter: (number) => letters(number, 'a'),
  upperRoman: roman,
  lowerRoman: (number) => roman(number).toLowerCase(),
  chineseCounting: counted,
  taiwaneseCounting: counted,
  chineseCountingThousand: chinese,
  taiwaneseCountingThousand: chinese,
  japaneseCounting: japanese,
  ideographDigital: byPlace,
  japaneseDigitalTenThousand: byPlace,
  taiwaneseDigital: byPlace,
  chineseLegalSimplified: (number) => inWords(number, LEGAL_DIGITS, LEGAL_POWERS, true),
  ideographLegalTraditional: (number) => inWords(number, LEGAL_DIGITS, LEGAL_POWERS, true),
  japaneseLegal: (number) => inWords(number, LEGAL_DIGITS, LEGAL_POWERS, true),
  ideographTraditional: (number) => STEMS[number - 1] ?? String(number),
  ideographZodiac: (number) => BRANCHES[number - 1] ?? String(number),
};

/**
 * A list's number in one of Word's formats; those unknown count in Arabic numerals.
 * @example formatNumber(21, 'chineseCountingThousand') // '二十一'
 */
export function formatNumber(number: number, format: string): string {
  if (number < 1 && format !== 'none') return String(number);
  return (FORMATS[format] ?? String)(number);
}

function fullWidth(number: number): string {
  return String(number).replace(/\d/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
  );
}

function within(number: number, last: number, before: number): string {
  return number <= last ? String.fromCharCode(before - 1 + number) : String(number);
}

function circled(number: number): string {
  if (number <= 20) return String.fromCharCode(0x245f + number);
  if (number <= 35) return String.fromCharCode(0x3251 - 21 + number);
  return number <= 50 ? String.fromCharCode(0x32b1 - 36 + number) : String(number);
}

/** After Z comes AA, then BB: Word repeats the letter. */
function letters(number: number, first: string): string {
  const letter = String.fromCharCode(first.charCodeAt(0) + ((number - 1) % 26));
  return letter.repeat(Math.min(30, Math.ceil(number / 26)));
}

const ROMAN: [value: number, sign: string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(number: number): string {
  if (number >= 4000) return String(number);
  let [rest, text] = [number, ''];
  for (const [value, sign] of ROMAN) {
    while (rest >= value) [rest, text] = [rest - value, text + sign];
  }
  return text;
}

function byPlace(number: number): string {
  return String(number).replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? digit);
}

/** Word counts in words to 99 and goes on by digits. */
function counted(number: number): string {
  return number < 100 ? chinese(number) : byPlace(number);
}

function chinese(number: number): string {
  return inWords(number, [ZERO, ...DIGITS.slice(1)], POWERS, number >= 20);
}

/** Japanese leaves out the one before 十, 百 and 千. */
function japanese(number: number): string {
  return inWords(number, ['', ...DIGITS.slice(1)], POWERS, false).replace(/一(?=[十百千])/g, '');
}

function inWords(
  number: number,
  digits: string[],
  powers: string[],
  oneBeforeTen: boolean,
): string {
  if (number >= 10_000) return String(number);
  const places = Array.from(String(number), Number);
  let text = '';
  places.forEach((digit, at) => {
    const power = places.length - 1 - at;
    const isLeadingTen = at === 0 && digit === 1 && power === 1 && !oneBeforeTen;
    const zero = text.endsWith(digits[0] ?? '') ? '' : digits[0];
    text += digit === 0 ? zero : (isLeadingTen ? '' : digits[digit]) + (powers[power - 1] ?? '');
  });
  return text.endsWith(ZERO) ? text.slice(0, -1) : text;
}
