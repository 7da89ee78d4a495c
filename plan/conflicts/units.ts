import { aliasesAmong } from '../aliases.ts';
import { isCollective } from '../collectives.ts';
import type { ExtractedSide, ExtractedTask } from '../extracted.ts';
import type { Conflict } from '../findings.ts';
import { isRole } from '../named-units.ts';
import { leadingSide } from '../sides.ts';
import { type ConflictSources, sayingOf } from './sources.ts';

/** Units that act in a clause and are not among the responsible. */
export function actorsNotListed({ tasks, sides }: ConflictSources): Conflict[] {
  return tasks.flatMap((task) => {
    const missing = actorsOf(task, sides).filter((name) => !isListed(name, task, sides));
    if (missing.length === 0 || task.lead.length === 0) return [];
    const named = missing.join('、');
    return [
      {
        kind: 'actor-not-listed' as const,
        tasks: [task.id],
        says: [sayingOf(task, `责任单位：${[...task.lead, ...task.support].join('、')}`)],
        question: `原文写由${named}去做，但责任单位里没有，由谁负责？`,
        choices: [`把${named}列入责任单位`, '仍由所列责任单位负责', '原文有误，另行核定'],
      },
    ];
  });
}

/** Lists that hold units of both sides for what one side does: gathered, as it is a habit of plans. */
export function otherSideListed({ tasks, sides }: ConflictSources): Conflict[] {
  const found = tasks.filter((task) => {
    const acting = leadingSide(task.actor ?? '', sides);
    const owned = task.lead.map((name) => leadingSide(name, sides));
    return (
      acting !== null && owned.includes(acting) && owned.some((side) => side && side !== acting)
    );
  });
  if (found.length === 0) return [];
  return [
    {
      kind: 'other-side-listed',
      tasks: found.map(({ id }) => id),
      says: found.map((task) => sayingOf(task, `责任单位：${task.lead.join('、')}`)),
      question: '这些事项由一方去做，责任单位却列了双方，由谁答复？',
      choices: ['由去做的一方答复，对方确认收到', '双方各自答复'],
    },
  ];
}

/** Names that look like slips of the pen. */
export function misspeltUnits({ tasks, doubled, aliases }: ConflictSources): Conflict[] {
  const all = [...tasks, ...doubled.map(({ body }) => body)];
  return aliases
    .filter(({ slip }) => slip)
    .map(({ names, why }) => {
      const holders = names.map((name) => all.filter((task) => namesUnit(task, name)));
      const known = names.filter((_, index) => (holders[index]?.length ?? 0) > 0);
      const says = known.flatMap((name) => {
        const [first] = all.filter((task) => namesUnit(task, name));
        return first ? [sayingOf(first, name)] : [];
      });
      return {
        kind: 'misspelt-unit' as const,
        tasks: [...new Set(holders.flat().map(({ id }) => id))].filter((id) => id !== ''),
        says,
        question: `${names.map((name) => `“${name}”`).join('与')}：${why}，是不是同一单位？`,
        choices: [...names.map((name) => `同一单位，应写作“${name}”`), '不是同一单位'],
      };
    });
}

function namesUnit({ lead, support }: ExtractedTask, name: string): boolean {
  return lead.includes(name) || support.includes(name);
}

const NAME =
  '[\\u4E00-\\u9FA5]{1,14}?(?:街道|镇|乡|村|社区?|局|办|部|委|联|公司|集团|中心|学校|医院)';
// 甲街道、乙镇，丙村与对方……商议后
const LIST = new RegExp(`^(?:${NAME}[、，])+${NAME}(?=与|和|要|负责|开展|组织|应|共同|联合)`);

// they act for the bureau that is over them
const FACILITY = /(?:院|校|中学|小学|高中|幼儿园|医疗机构|企业|公司)$/;

/** The units that a clause names as acting: the one it begins with, or a list of them. */
function actorsOf({ quote, actor }: ExtractedTask, sides: readonly ExtractedSide[]): string[] {
  const list = LIST.exec(quote)?.[0].split(/[、，]/) ?? [];
  const named = actor !== null && !FACILITY.test(actor) ? [actor] : [];
  const all = list.length > 0 ? list : named;
  return all.filter((name) => !isCollective(name) && !isRole(name) && !isPlace(name, sides));
}

function isPlace(name: string, sides: readonly ExtractedSide[]): boolean {
  return sides.some((side) => [side.name, side.short].includes(name));
}

/** True for a unit in a task's list, in any spelling; a collective in the list may mean it too. */
function isListed(name: string, task: ExtractedTask, sides: readonly ExtractedSide[]): boolean {
  return [...task.lead, ...task.support].some(
    (each) => isCollective(each) || each === name || aliasesAmong([each, name], sides).length > 0,
  );
}
