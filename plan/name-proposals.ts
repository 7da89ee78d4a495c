import { collectiveFor, membersOf } from './book-collectives.ts';
import { isCollective, members } from './collectives.ts';
import { type NameLikeness, UNLIKE, compareNames } from './name-likeness.ts';
import {
  type NameContext,
  type NamedUnit,
  type Proposal,
  type ProposalContext,
  foldName,
  isHome,
  namesOfUnit,
} from './names.ts';

const MOST = 3;

/** Up to three proposals for a name that no unit bears, the likeliest first; never a decision. */
export function proposals(
  written: string,
  units: readonly NamedUnit[],
  context: ProposalContext,
): Proposal[] {
  const known = collectiveFor(written, context.collectives ?? [], context);
  if (known !== null) return knownFirst(membersOf(known, units, context), written, units, context);
  if (isCollective(written)) return members(written, units, context);
  const likely = units
    .map((unit) => ({ unit, ...likeness(foldName(written), unit, context) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => rank(b, context) - rank(a, context));
  return likely.slice(0, MOST).map(({ unit, reason }) => ({ units: [unit.name], reason }));
}

/** What the address book says comes first; what the names suggest, where it is another. */
function knownFirst(
  known: Proposal,
  written: string,
  units: readonly NamedUnit[],
  context: ProposalContext,
): Proposal[] {
  const guessed = isCollective(written) ? members(written, units, context) : [];
  const same = new Set(known.units);
  const others = guessed.filter(
    (each) => each.units.length !== same.size || each.units.some((name) => !same.has(name)),
  );
  return known.units.length === 0 ? others : [known, ...others];
}

function rank({ unit, weight }: { unit: NamedUnit; weight: number }, context: NameContext) {
  return weight + (isHome(unit, context) ? 0.5 : 0);
}

function likeness(written: string, unit: NamedUnit, context: NameContext): NameLikeness {
  if (namesAnotherSide(written, unit, context)) return UNLIKE;
  const prefixes = sidePrefixes(context, unit);
  return [...namesOfUnit(unit, context)]
    .map((name) => compareNames(written, name, prefixes))
    .reduce((best, next) => (next.weight > best.weight ? next : best), UNLIKE);
}

/** 云岭县教育局 is not proposed to be a unit of 青禾县. */
function namesAnotherSide(written: string, unit: NamedUnit, { sides }: NameContext): boolean {
  const named = sides.find(({ name, short }) =>
    [name, short].some((each) => written.startsWith(each)),
  );
  return named !== undefined && unit.side !== null && unit.side !== named.name;
}

function sidePrefixes({ home, sides }: NameContext, unit: NamedUnit): string[] {
  return [home, unit.side ?? home, ...sides.flatMap(({ name, short }) => [name, short])];
}
