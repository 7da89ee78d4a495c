const DIGITS = '〇一二三四五六七八九';
const TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** A regular expression's source for a number in either script; `readNumber` reads what it finds. */
export const NUMBER = '[\\d〇零一二两三四五六七八九十百千]{1,12}(?:\\.\\d{1,4})?';

/**
 * The value of a number in Arabic or Chinese numerals, or null when the text is none.
 * @example readNumber('二十一') // 21
 * @example readNumber('两百') // 200
 */
export function readNumber(text: string): number | null {
  const plain = foldWidth(text);
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (!/^[〇零一二两三四五六七八九十百千]+$/.test(plain)) return null;
  return readChinese(plain.replaceAll('两', '二').replaceAll('零', '〇'));
}

function readChinese(text: string): number {
  // without 十百千 the digits stand by place, as in 二〇二四
  if (!/[十百千]/.test(text)) {
    return Number(text.replace(/./g, (digit) => String(DIGITS.indexOf(digit))));
  }
  let sum = 0;
  let digit: number | null = null;
  for (const character of text) {
    const ten = TENS[character];
    if (ten === undefined) {
      digit = DIGITS.indexOf(character);
    } else {
      sum += (digit ?? 1) * ten;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

/**
 * The text with full-width letters, digits and signs made half-width and every dash made `-`,
 * so that one pattern serves all. Each character stays one character: positions hold.
 * @example foldWidth('１～１１月') // '1-11月'
 */
export function foldWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[—–―‐‑−~〜]/g, '-');
}
