import type { Dismissal } from './extracted.ts';
import type { Paragraph } from './paragraphs.ts';
import { foldWidth } from './text/numerals.ts';
import { wordingOf } from './vocabulary.ts';

/** Sections that hold no tasks, and what their sentences are. */
const SECTIONS: [reason: Dismissal, heading: RegExp][] = [
  [
    'aim',
    /(?:工作|主要|总体|行动|年度|整治|发展|预期|建设|帮扶|协作|总)目标(?:要求)?$|^[^\u4E00-\u9FA5]*(?:[一二三四五六七八九十]+、)?目标$/,
  ],
  ['principle', /指导思想|总体要求|总体思路|工作思路|目标要求|基本原则|工作原则/],
  [
    'background',
    /(?:整治|检查|排查|督查)(?:重点|内容|范围|对象)$|重要意义|工作背景|基本情况|提高.{0,4}认识|重大意义|结对(?:关系|安排)/,
  ],
];

/** Why a section holds no tasks, by its heading; null for one that may hold some. */
export function sectionReason(heading: string): Dismissal | null {
  const words = heading.replace(/[。：:\s]+$/, '');
  return SECTIONS.find(([, form]) => form.test(words))?.[0] ?? null;
}

// Lines that belong to the document itself, each with one of its kind.
export const OWN_LINES: [example: string, form: string][] = [
  [
    '二〇二四年三月一日',
    '[二〇零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$',
  ],
  ['填报单位：县委办', '[（(]?(?:填报|制表|填表|编制|报送)(?:单位|部门|人|日期|时间)?[：:]'],
  ['2024年3月印发', '[^，。；]{0,24}\\d{4}年\\d{1,2}月(?:印发|印制|制)?$'],
  ['县政府办公室2024年3月1日印发', '[^，。；]{0,40}\\d{4}年\\d{1,2}月\\d{1,2}日(?:印发)?$'],
  ['青禾县乡村振兴局文件', '[^，。；：]{2,40}(?:文件|办公室|委员会|政府|领导小组|号)$'],
  ['各乡镇党委、政府：', '[^。；]{2,60}[：:]$'],
  ['抄送：县委办', '[（(]?(?:此件|联系人|联系电话|抄送|抄报|主题词|附件)[^。]*$'],
];
const SIGNATURE = new RegExp(`^(?:${OWN_LINES.map(([, form]) => form).join('|')})`);

// What has been achieved, or lies behind, each with one of its kind.
export const ACHIEVED: [example: string, form: string][] = [
  [
    '累计完成投资200万元',
    '(?:已经?|累计|共计)(?:全部|全面|完成|建成|投入|选派|派出|实施|开展|帮助|组织|举办|安排|引进|经)',
  ],
  ['取得了阶段性成效', '取得(?:了)?[^，。]{0,10}(?:成效|进展|成绩|成果)|具备[^，。]{0,8}基础'],
  ['截至目前', '^(?:截至|截止)(?:目前|\\d)|^(?:近年来|去年|上年|过去)'],
  ['已经县政府审议通过', '已经?[^，。]{2,20}(?:研究|审议)?(?:通过|同意)'],
];
const DONE = new RegExp(ACHIEVED.map(([, form]) => form).join('|'));

/**
 * Why a sentence asks for nothing whatever its words: it stands where plans tell of background, aims or
 * principles, or tells of what is done already. Null for one that may be a task.
 */
export function dismissalOf(
  text: string,
  paragraph: Paragraph,
  periods: readonly number[],
): Dismissal | null {
  if (SIGNATURE.test(foldWidth(text))) return 'signature';
  const section = paragraph.headings.map((heading) => sectionReason(heading.text));
  const reason = section.findLast((found) => found !== null);
  if (reason) return reason;
  if (isPast(text, periods)) return 'past';
  if (DEFINES.test(text)) return 'principle';
  if (OF_ITSELF.test(text)) return 'nothing';
  return paragraph.preamble ? 'background' : null;
}

// 本方案自印发之日起施行; 数据以……为准
const OF_ITSELF =
  /^本(?:方案|计划|办法|意见|通知|细则|任务书|清单|表)[^，。]{0,16}(?:起|施行|实施|执行|一式|解释)|(?:以[^，。]{2,30}为准|由[^，。]{2,20}负责解释|如下(?:重点)?(?:项目|任务|工作|事项)?)[。：:]?$/;

// 结对帮扶是……的重要举措
const DEFINES =
  /^[^，。]{2,24}(?:工作)?是[^，。]{0,40}(?:重要|关键|根本|基础|必然|有力|一场|源头|命脉|生命线|系统工程)/;

/** True for a sentence whose years all lie before the plan, or that tells what has been achieved. */
function isPast(text: string, periods: readonly number[]): boolean {
  if (DONE.test(text) && !/要|须|应当|(?<![目此])前|底/.test(text)) return true;
  const named = [...foldWidth(text).matchAll(/(20\d{2})(?:-(20\d{2}))?(?:年|学年)/g)];
  const years = named.map(([, first, last]) => Number(last ?? first));
  const schoolYears = named.every(([words]) => words.endsWith('学年'));
  const begin = periods[0] ?? 0;
  const latest = Math.max(...years);
  if (years.length === 0 || /起|以来|开始/.test(text)) return false;
  return latest < begin || (schoolYears && periods.length > 1 && latest === begin);
}

/** What kind of words a sentence is that asks for nothing. */
export function kindOfWords(text: string): Dismissal {
  return wordingOf(text) === 'call' ? 'call' : 'nothing';
}
