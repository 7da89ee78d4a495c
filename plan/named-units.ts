import { isCollective } from './collectives.ts';
import type { ExtractedSide, ExtractedTask } from './extracted.ts';
import { leadingSide } from './sides.ts';

const LEVELS = '县区市州旗省';

/**
 * True for a name of persons, or of a unit by its part in the plan only: nobody to write to.
 * @example isRole('驻村第一书记') // true
 * @example isRole('选派单位') // true
 */
export function isRole(name: string): boolean {
  return /代表团$|考察团$|招商团队$|领导(?:同志|干部)?$|负责(?:同志|人)$|书记$|干部$|队员$|工作队$|专家$|人员$|(?:选派|派出|接收|实施|建设|承办)单位$/.test(
    name,
  );
}

/** The units that tasks name, in order and once each; collectives and roles are none. */
export function unitsNamed(tasks: readonly Pick<ExtractedTask, 'lead' | 'support'>[]): string[] {
  const names = tasks.flatMap(({ lead, support }) => [...lead, ...support]);
  return [...new Set(names)].filter((name) => !isCollective(name) && !isRole(name));
}

/** The level that stands in front of most names (县教育局 → 县); '' where none does. */
export function levelOf(names: readonly string[], text: string): string {
  const levels = names.flatMap(
    (name) => new RegExp(`^[${LEVELS}](?!直)(?=..)`).exec(name)?.[0] ?? [],
  );
  const [most] = [...Map.groupBy(levels, (level) => level)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  return most?.[0] ?? new RegExp(`[我全]([${LEVELS}])`).exec(text)?.[1] ?? '';
}

/** The side, else the level, that a name begins with; null for a bare name. */
export function placeOf(name: string, sides: readonly ExtractedSide[]): string | null {
  const side = leadingSide(name, sides);
  return side?.name ?? new RegExp(`^[${LEVELS}](?=..)`).exec(name)?.[0] ?? null;
}
