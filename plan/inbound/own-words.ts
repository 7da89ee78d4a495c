// What its author wrote in a mail, without the mail that it answers and without a signature.

/** Where the mail that is answered begins; each on a line of its own. */
const QUOTES: readonly RegExp[] = [
  /^\s*>/,
  /^[\s\-—–_=*]*(?:原始邮件|原邮件|回复的原邮件|原始信息|转发(?:的)?邮件(?:信息)?|被转发邮件信息|original(?: message| mail| e-?mail)?|forwarded message|begin forwarded message)[\s\-—–_=*:：]*$/i,
  /^\s*(?:在|于)?\s*(?:20\d{2}[-/年.].{0,200}|.{0,120}<[^<>\s]+@[^<>\s]+>.{0,20})(?:写道|写到|来信|编写)\s*[:：]?\s*$/,
  /^\s*(?:在|于)\s*.{4,200}(?:写道|写到|编写)\s*[:：]\s*$/,
  /^\s*(?:on|at|le|am)\b.{4,200}\b(?:wrote|écrit|schrieb)\s*[:：]\s*$/i,
  /^\s*.{1,120}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|写道)\s*[:：]?\s*$/i,
  /^\s*_{10,}\s*$/,
];

/** The head of a quoted mail, line by line: 发件人、发送时间、收件人、主题. */
const HEAD =
  /^[\s|>*]*(?:发[\s　]*件[\s　]*人|发[\s　]*送[\s　]*(?:时[\s　]*间|日[\s　]*期)|日[\s　]*期|时[\s　]*间|收[\s　]*件[\s　]*人|抄[\s　]*送(?:[\s　]*人)?|主[\s　]*题|from|sent|date|to|cc|subject)[\s　]*\*{0,2}[\s　]*(?:[:：|]|\*\*)/i;

/** Lines of a mail program's own, and what begins a signature. */
const SIGNATURES: readonly RegExp[] = [
  /^-- ?$/,
  /^\s*(?:发自|来自|发送自|由)\s*(?:我的|网易|QQ|iPhone|iPad|华为|小米|OPPO|vivo|荣耀|三星|钉钉|企业微信|Foxmail|安卓|手机|移动)/i,
  /^\s*sent from (?:my|mail|outlook|yahoo)/i,
  /^\s*(?:获取|下载)\s*(?:适用于|outlook)/i,
  /^\s*get outlook for/i,
  /^\s*(?:签名由|本邮件由)?\s*网易邮箱大师/,
  /^\s*签名由/,
];

/**
 * What the author of a mail wrote above the mail that it answers.
 *
 * @example ownWords('已完成\n\n在 2026年3月2日，督办 <d@x.cn> 写道：\n> 请办理') // '已完成'
 */
export function ownWords(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .split('\n');
  // what begins a quote is short: a line without end is looked at no further, nor a gap without end
  const heads = lines.map((line) => line.slice(0, LONGEST_HEAD).replace(/\s{3,}/g, '  '));
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    const head = heads[index] ?? '';
    if (beginsQuote(heads, index) || SIGNATURES.some((form) => form.test(head))) break;
    kept.push(line.trimEnd());
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const LONGEST_HEAD = 400;

function beginsQuote(lines: string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (QUOTES.some((form) => form.test(line))) return true;
  if (isTorn(lines, index)) return true;
  return HEAD.test(line) && followingHeads(lines, index) >= 2;
}

/** "On …, 督办 <…>" and "wrote:" on the next line, or the one after it. */
function isTorn(lines: string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (!/^\s*(?:on|at)\s.*\d|^\s*(?:在|于)\s*.*\d/i.test(line)) return false;
  const joined = [line, lines[index + 1] ?? '', lines[index + 2] ?? ''].map((each) => each.trim());
  const together = [joined.slice(0, 2), joined].map((each) => each.join(' '));
  return together.some(
    (each) =>
      each.length < 300 &&
      /@|<|20\d{2}/.test(each) &&
      /(?:wrote|写道|写到)\s*[:：]\s*$/i.test(each),
  );
}

/** How many of a line and the four that follow it are lines of a mail's head. */
function followingHeads(lines: string[], index: number): number {
  return lines.slice(index, index + 8).filter((line) => HEAD.test(line)).length;
}
