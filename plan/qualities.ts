import type { Distribution, Force, Tracking } from './extracted.ts';
import { splitClauses } from './text/sentences.ts';
import { wordingOf } from './vocabulary.ts';

// How a clause binds, and whom: what its words say beside the deliverable itself.

/**
 * How strictly a clause binds.
 * @example forceOf('原则上每年召开2次会议') // 'soft'
 */
export function forceOf(text: string): Force {
  if (/建议|可以|可(?:结合|视|根据|采取|邀请)/.test(text)) return 'advice';
  return /原则上|力争|争取|左右|尽量/.test(text) ? 'soft' : 'firm';
}

const TOGETHER = /共同|联合|合计|[互总]?共(?=[\d一二两三四五六七八九十])/;
const SEPARATELY =
  /分别|各自|均(?:需|要|须|应|不少于|完成)|(?:^|[，。；])(?:全县|全区|全市)?(?:各(?!项|类|种|方面)|每个)[^，。]{1,24}(?:要|须|应|需|每|于|至少|负责)/;
const OWED_BY_EACH =
  /上报|报送|填报|制定.{0,8}计划|指定专人|总结|报[至到给]|报.{2,24}(?:办公室|[局办委])/;

/**
 * Whether units named together owe one thing between them, or each its own.
 * @example distributionOf('各责任单位每年至少组织1次活动', ['各责任单位']) // 'each'
 */
export function distributionOf(text: string, lead: readonly string[]): Distribution {
  if (SEPARATELY.test(text)) return 'each';
  if (TOGETHER.test(text)) return 'joint';
  const toEach = lead.length > 0 && lead.every((name) => /^各|^每个?/.test(name));
  return toEach || (OWED_BY_EACH.test(text) && lead.some((name) => name.startsWith('各')))
    ? 'each'
    : 'joint';
}

const PER_PERSON = /对每[户名个]|每[户名](?:[^，。]{0,8}(?:干部|队员|对象))|监测对象|入户|帮扶对象/;

/** True for what is owed for each person, household or the like: so many were to be done, so many are. */
export function isPerPerson(text: string): boolean {
  return PER_PERSON.test(text);
}

/** How a task is followed: rhythms per household or person and undated duties go into the return. */
export function trackingOf(text: string, hasDateOrCount: boolean): Tracking {
  return hasDateOrCount && !isPerPerson(text) ? 'deadline' : 'return';
}

/**
 * The material that the text asks for as proof.
 * @example evidenceOf('提供会议材料、会议纪要') // ['会议材料', '会议纪要']
 */
export function evidenceOf(text: string): string[] {
  const asked =
    /(?:提供|提交|附)(?<list>[^，。；]*?(?:材料|纪要|照片|台账|总结|清单|签到表|报告|凭证|文件)[^，。；]*)/.exec(
      text,
    ) ?? /将(?<list>[^，。；]{2,30}?)报/.exec(text);
  return (asked?.groups?.['list'] ?? '')
    .split(/[、和及]/)
    .filter((name) => name !== '')
    .map((name) => name.replace(/^(.*?)(盖章|签字)后?$/, '$2的$1'));
}

const LONGEST_TITLE = 25;

/**
 * A short title for a clause: its first part that acts, without who and when, cut where it can be.
 * @example titleOf('各责任单位于6月底前报送总结', '6月底前') // '报送总结'
 */
export function titleOf(quote: string, time: string | null): string {
  const clauses = splitClauses(quote);
  const begin = clauses.find(({ text }) => wordingOf(text) === 'action')?.start ?? 0;
  const words = quote
    .slice(begin)
    .replace(`于${time}`, '')
    .replace(`到${time}`, '')
    .replace(time ?? '', '')
    .replace(/[（(][^（()）]*[）)]/g, '')
    .replace(/^(?:各[^，、]{1,12}?(?:单位|部门)|[，,；;、]|要|原则上|积极|认真)+/, '');
  return shortened(words || quote);
}

function shortened(words: string): string {
  if (words.length <= LONGEST_TITLE) return words;
  const head = words.slice(0, LONGEST_TITLE + 1);
  const cut = Math.max(...['，', ',', '；', '。'].map((mark) => head.lastIndexOf(mark)));
  return cut >= 6 ? head.slice(0, cut) : `${words.slice(0, LONGEST_TITLE - 1)}…`;
}
