// Damage that a document suffers on its way from a printed page to plain text, and its mending.

// Radicals that PDF fonts put in place of characters and that Unicode's NFKC leaves alone.
const RADICAL_PAIRS =
  '⺠民⻓长⻅见⻚页⻔门⻢马⻋车⻛风⻝食⻬齐⻩黄⻰龙⻥鱼⻦鸟⻄西⻆角⻘青⻁虎⻉贝⻣骨⻤鬼⻨麦';

/**
 * The text with one kind of line end, no byte order mark and no radicals in place of characters.
 * @example normaliseText('⼯作⽅案\r\n') // '工作方案\n'
 */
export function normaliseText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/[\u2F00-\u2FDF]/g, (radical) => radical.normalize('NFKC'))
    .replace(/[\u2E80-\u2EFF]/g, meantBy)
    .replace(/[\u00A0\u3000]/g, ' ');
}

function meantBy(radical: string): string {
  const at = RADICAL_PAIRS.indexOf(radical);
  return at < 0 ? radical : RADICAL_PAIRS.charAt(at + 1);
}

/**
 * The text without the spaces that layout put beside Chinese characters and signs.
 * @example closeSpaces('1-11 月，共 4 次') // '1-11月，共4次'
 */
export function closeSpaces(text: string): string {
  const wide = '[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’—…]';
  return text
    .replace(new RegExp(`(${wide})[ \\t]+`, 'g'), '$1')
    .replace(new RegExp(`[ \\t]+(${wide})`, 'g'), '$1')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/**
 * True for a line that holds nothing but a page number.
 * @example isPageNumber('— 3 —') // true
 */
export function isPageNumber(line: string): boolean {
  return /^\s*(?:[—–-]+\s*\d{1,3}\s*[—–-]+|\d{1,3}|第\s*\d{1,3}\s*页.{0,12})\s*$/.test(line);
}

/**
 * True when a line of running text breaks off, so that the next line continues it.
 * @example breaksOff('开展义诊、医疗学术交流等多形式的') // true
 * @example breaksOff('做好统计。') // false
 */
export function breaksOff(line: string): boolean {
  return !/[。；;：:！!？?）)】》”]\s*$/.test(line) || opensBracket(line);
}

function opensBracket(line: string): boolean {
  return (line.match(/[（(]/g)?.length ?? 0) > (line.match(/[）)]/g)?.length ?? 0);
}
