import { COMPETENCES, type Competence } from './competences.ts';
import type { ExtractedSide, ExtractedTask } from './extracted.ts';
import type { Candidate } from './findings.ts';
import { isRole, levelOf, unitsNamed } from './named-units.ts';
import { leadingSide } from './sides.ts';

// Units for tasks of nobody's: proposals only, a person assigns (docs/office-rules.md, 14).

/** What names of the document units are spelled after. */
export type UnitNaming = {
  names: readonly string[];
  level: string;
  sides: readonly ExtractedSide[];
};

const MOST = 3;

/** How the document names units: those of its tasks, and the level that stands before them. */
export function unitNaming(
  tasks: readonly Pick<ExtractedTask, 'lead' | 'support'>[],
  sides: readonly ExtractedSide[],
  text: string,
): UnitNaming {
  const names = unitsNamed(tasks);
  return { names, level: levelOf(names, text), sides };
}

/**
 * Up to three units that commonly answer for such a task, the likeliest first, in the document's own
 * spelling; [] for a task that names a unit.
 * @example candidatesOf(task, naming) // [{ unit: '县教体局', why: '原文有“支教”，一般由教育局负责' }]
 */
export function candidatesOf(
  task: Pick<ExtractedTask, 'lead' | 'actor' | 'quote' | 'section'>,
  naming: UnitNaming,
): Candidate[] {
  const { sides } = naming;
  if (!lacksUnit(task, sides)) return [];
  const side = leadingSide(task.actor ?? '', sides);
  const all = [
    ...task.lead.flatMap((role) => answersFor(role, side, naming)),
    ...byWork(task, side, naming),
  ];
  const first = all.filter(
    ({ unit }, index) => all.findIndex((other) => other.unit === unit) === index,
  );
  return first.slice(0, MOST);
}

/**
 * True for a task that nobody can be written to about: no unit, only a role, or a whole county.
 * @example lacksUnit({ lead: ['青禾县'] }, sides) // true
 */
export function lacksUnit(
  { lead }: Pick<ExtractedTask, 'lead'>,
  sides: readonly ExtractedSide[],
): boolean {
  const places = sides.flatMap(({ name, short }) => [name, short]);
  return lead.every((name) => isRole(name) || places.includes(name));
}

const ANSWERS: [role: RegExp, units: readonly Pick<Competence, 'unit' | 'party' | 'named'>[]][] = [
  [
    /领导|负责同志/,
    [
      { unit: '委办公室', named: /委办(?:公室)?$/ },
      { unit: '政府办公室', named: /政府办(?:公室)?$/ },
    ],
  ],
  [
    /第一书记|工作队|队员|挂职|干部|选派|派出/,
    [{ unit: '组织部', named: /(?:委|^)组织部/, party: true }],
  ],
];

/** Whom a role answers through, as offices commonly arrange it. */
function answersFor(role: string, side: ExtractedSide | null, naming: UnitNaming): Candidate[] {
  const units = ANSWERS.find(([words]) => words.test(role))?.[1] ?? [];
  return units.map((each) => ({
    unit: spelled(each, side, naming),
    why: `“${role}”没有写明单位，一般由其承办`,
  }));
}

function byWork(
  { quote, section }: Pick<ExtractedTask, 'quote' | 'section'>,
  side: ExtractedSide | null,
  naming: UnitNaming,
): Candidate[] {
  return COMPETENCES.map((competence) => ({
    competence,
    own: wordsIn(quote, competence),
    above: wordsIn(section ?? '', competence),
  }))
    .map((each) => ({ ...each, weight: 2 * each.own.length + each.above.length }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ competence, own, above }) => ({
      unit: spelled(competence, side, naming),
      why: `${own[0] ? '原文' : '标题'}有“${own[0] ?? above[0]}”，一般由${competence.unit.replace(/^委/, '党委')}负责`,
    }));
}

function wordsIn(text: string, { work }: Competence): string[] {
  return [...new Set([...text.matchAll(new RegExp(work, 'g'))].map(([word]) => word))];
}

/** The document's name for such a unit, of the acting side where one acts; else its usual name. */
function spelled(
  { unit, party, named }: Pick<Competence, 'unit' | 'party' | 'named'>,
  side: ExtractedSide | null,
  { names, level, sides }: UnitNaming,
): string {
  const known = names.filter((name) => named.test(name));
  const own = side ? known.find((name) => leadingSide(name, sides) === side) : known[0];
  if (own !== undefined) return own;
  const place = side?.name ?? level;
  if (place === '') return unit.replace(/^委/, '党委');
  return place + (party ? '委' : '') + unit;
}
