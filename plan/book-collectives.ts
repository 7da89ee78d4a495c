import {
  type NameContext,
  type NamedUnit,
  type Proposal,
  type ProposalContext,
  foldName,
  namesOfUnit,
} from './names.ts';

/** A name for several units that the address book knows; `side` null: of no side, or of all. */
export type Collective = {
  name: string;
  side: string | null;
  aliases: readonly string[];
  units: readonly string[];
};

/**
 * The collective of the address book that a name in a plan means; null: none is registered. 各乡镇 is
 * that of the plan's own side, 云岭县各乡镇 that of 云岭县.
 */
export function collectiveFor<Registered extends Collective>(
  written: string,
  known: readonly Registered[],
  context: NameContext,
): Registered | null {
  const name = foldName(written).replace(/^全[县区市](?=各)/, '');
  const bearers = known.filter((each) => namesHere(each, context).has(name));
  // its own side's before the one for all
  return bearers.find(({ side }) => side !== null) ?? bearers[0] ?? null;
}

/** How a collective may be written in a plan: of another side only with that side in front. */
function namesHere(collective: Collective, context: NameContext): Set<string> {
  const { name, side, aliases } = collective;
  const all = namesOfUnit({ name, side, aliases, kind: 'group' }, context);
  const isOurs = side === null || side === context.home;
  if (isOurs) return all;
  const own = new Set([name, ...aliases].map(foldName));
  return new Set([...all].filter((form) => !own.has(form)));
}

/** What a registered collective proposes; whom reports go to owes itself none (docs/office-rules.md, 24). */
export function membersOf(
  { name, units: members }: Collective,
  units: readonly NamedUnit[],
  { recipientOffice }: ProposalContext,
): Proposal {
  const isRecipient = (unitName: string) => {
    const unit = units.find((each) => each.name === unitName);
    const names = [unitName, ...(unit?.aliases ?? [])].map(foldName);
    return recipientOffice != null && names.includes(foldName(recipientOffice));
  };
  const chosen = members.filter((each) => !isRecipient(each));
  const out = members.filter(isRecipient).map((each) => `；不含 ${each}（接收报送的单位）`);
  const reason = `通讯录登记的集合称谓“${name}”，${chosen.length} 个单位${out.join('')}`;
  return { units: chosen, reason };
}

/** A collective as a form states it. */
export type CollectiveFields = {
  name: string;
  side: string | null;
  aliases: string[];
  units: string[];
};

type Known = {
  units: readonly Pick<NamedUnit, 'name' | 'aliases' | 'side'>[];
  /** The others that are registered. */
  collectives: readonly Collective[];
};

type Fault = { at: keyof CollectiveFields; says: string };

/** What must be mended in a collective before it is written down, by field. */
export function collectiveFaults(given: CollectiveFields, known: Known): Fault[] {
  const { side } = given;
  const written = [given.name, ...given.aliases].map(foldName).filter((name) => name !== '');
  const takenBy = (name: string) => {
    const other = known.collectives.find(
      (each) => each.side === side && [each.name, ...each.aliases].map(foldName).includes(name),
    );
    if (other !== undefined) return `“${other.name}”已经登记，请直接修改它`;
    const unit = known.units.find(
      (each) =>
        (side === null || each.side === null || each.side === side) &&
        [each.name, ...each.aliases].map(foldName).includes(name),
    );
    return unit === undefined ? null : `是单位“${unit.name}”的名称，不能又作集合称谓`;
  };
  const names = written.flatMap((name, index): Fault[] => {
    const taken = takenBy(name);
    const at = index === 0 ? ('name' as const) : ('aliases' as const);
    return taken === null ? [] : [{ at, says: `“${name}”：${taken}` }];
  });
  return [
    ...(foldName(given.name) === '' ? [{ at: 'name' as const, says: '请填称谓' }] : []),
    ...names,
    ...memberFaults(given, known),
  ];
}

function memberFaults({ side, units }: CollectiveFields, known: Known): Fault[] {
  if (units.length === 0) return [{ at: 'units', says: '请选择它指的单位' }];
  const found = new Map(known.units.map((unit) => [unit.name, unit]));
  const unknown = units.filter((name) => !found.has(name));
  const foreign = units.filter((name) => {
    const of = found.get(name)?.side ?? null;
    return side !== null && of !== null && of !== side;
  });
  return [
    ...(unknown.length > 0
      ? [{ at: 'units' as const, says: `通讯录里没有 ${unknown.join('、')}` }]
      : []),
    ...(foreign.length > 0
      ? [{ at: 'units' as const, says: `${foreign.join('、')}不属于${side}` }]
      : []),
  ];
}

/** The side that all members share; null: they share none. */
export function sharedSide(members: readonly { side: string | null }[]): string | null {
  const [first] = members;
  const side = first?.side ?? null;
  return members.every((each) => each.side === side) ? side : null;
}
