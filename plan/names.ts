import type { Collective } from './book-collectives.ts';
import type { ExtractedSide } from './extracted.ts';

/** What names are compared with: a unit of the address book. */
export type NamedUnit = {
  name: string;
  aliases: readonly string[];
  side: string | null;
  kind: 'unit' | 'role' | 'group' | 'village' | 'leading-body' | 'outside';
};

/** Whose plan it is, and between whom: a short name may mean one unit here and another there. */
export type NameContext = { home: string; sides: readonly ExtractedSide[] };

/**
 * What is known of the plan besides: whom reports go to, which units its other names settled on, and
 * how many of those names are still open.
 */
export type ProposalContext = NameContext & {
  /** The collectives that the address book knows. */
  collectives?: readonly Collective[];
  recipientOffice?: string | null;
  responsible?: readonly string[];
  open?: number;
};

/** Units that a name may stand for, and why; a person decides. */
export type Proposal = { units: string[]; reason: string };

export type NameMatch<Unit extends NamedUnit> = { settled: 'exact' | 'alias'; unit: Unit };

/**
 * The name as it is compared: without white space, full-width ASCII forms (brackets among them) as
 * half-width. Chinese punctuation stays as it is.
 * @example foldName('青禾县 教育局（体育局）') // '青禾县教育局(体育局)'
 */
export function foldName(name: string): string {
  const bare = name.replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, '');
  return bare.replace(/[\uFF01-\uFF5E]/g, (form) => form.normalize('NFKC'));
}

/**
 * The one unit that bears the written name, or null when there is none or several. A name may be
 * borne with its side in front (青禾县教育局, 青禾教育局 for 教育局 of 青禾县).
 * @example matchName('青禾教育局', units, { home: '青禾县', sides })
 */
export function matchName<Unit extends NamedUnit>(
  written: string,
  units: readonly Unit[],
  context: NameContext,
): NameMatch<Unit> | null {
  const name = foldName(written);
  const exact = units.filter((unit) => foldName(unit.name) === name);
  if (exact.length === 1 && exact[0]) return { settled: 'exact', unit: exact[0] };
  const unit = onlyBearer(name, units, context);
  return unit ? { settled: 'alias', unit } : null;
}

/** Every form in which a unit's name may be written, folded: with its side in full, short or left out. */
export function namesOfUnit(unit: NamedUnit, context: NameContext): Set<string> {
  const own = [unit.name, ...unit.aliases].map(foldName);
  const side = context.sides.find(({ name }) => name === unit.side);
  const prefixes = [unit.side, side?.short].filter((prefix) => prefix !== null && prefix);
  return new Set([...own, ...own.flatMap((name) => prefixed(name, prefixes.map(String)))]);
}

/** True for a unit of the plan's home side; where the plan has one side only, no side means home. */
export function isHome({ side }: NamedUnit, { home, sides }: NameContext): boolean {
  return side === home || (side === null && sides.length < 2);
}

/** A name without the side that stands in front of it, in full or short. */
export function withoutSide(name: string, prefixes: readonly string[]): string {
  const longestFirst = prefixes.toSorted((a, b) => b.length - a.length);
  const prefix = longestFirst.find(
    (each) => name.startsWith(each) && name.length > each.length + 1,
  );
  return prefix === undefined ? name : name.slice(prefix.length);
}

function onlyBearer<Unit extends NamedUnit>(
  name: string,
  units: readonly Unit[],
  context: NameContext,
): Unit | null {
  const bearers = units.filter((unit) => namesOfUnit(unit, context).has(name));
  if (bearers.length < 2) return bearers[0] ?? null;
  // in a document of one side, 县财政局 means that side's
  const own = context.sides.length < 2 ? bearers.filter((unit) => isHome(unit, context)) : [];
  return own.length === 1 ? (own[0] ?? null) : null;
}

function prefixed(name: string, prefixes: string[]): string[] {
  const bare = withoutSide(name, prefixes);
  return prefixes.map((prefix) => prefix + bare);
}
