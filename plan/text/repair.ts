// Damage that a document suffers on its way from a printed page to plain text, and its mending.

// Radicals that PDF fonts put in place of characters and that Unicode's NFKC leaves alone, each before
// the character that it stands for (Unicode's EquivalentUnifiedIdeograph, U+2E80 to U+2EFF).
const RADICAL_PAIRS =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄' +
  '⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻' +
  '⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀' +
  '⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦' +
  '⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜' +
  '⻰龙⻱龜⻲亀⻳龟';

const MEANT = new Map(
  [...RADICAL_PAIRS.matchAll(/(.)(.)/gu)].map(([, radical, meant]) => [radical, meant]),
);

/**
 * The text with one kind of line end, no byte order mark and no radicals in place of characters.
 * @example normaliseText('⼯作⽅案\r\n') // '工作方案\n'
 */
export function normaliseText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/[\u2F00-\u2FDF]/g, (radical) => radical.normalize('NFKC'))
    .replace(/[\u2E80-\u2EFF]/g, (radical) => MEANT.get(radical) ?? radical)
    .replace(/[戶㬵]/g, (form) => (form === '戶' ? '户' : '胶')) // what some PDF fonts answer
    .replace(/[\u00A0\u3000]/g, ' ');
}

/**
 * The text without the spaces that layout put beside Chinese characters and signs.
 * @example closeSpaces('1-11 月，共 4 次') // '1-11月，共4次'
 */
export function closeSpaces(text: string): string {
  const wide = '[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’—…]';
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(new RegExp(`(${wide}) `, 'g'), '$1')
    .replace(new RegExp(` (${wide})`, 'g'), '$1')
    .trim();
}

/**
 * True for a line that holds nothing but a page number.
 * @example isPageNumber('— 3 —') // true
 */
export function isPageNumber(line: string): boolean {
  return /^\s*(?:[—–－·•-]+\s*[\d０-９]{1,3}\s*[—–－·•-]+|\d{1,3}|第\s*\d{1,3}\s*页.{0,12})\s*$/.test(
    line,
  );
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
