import type { Distribution } from './extracted.ts';

/** A party to a two-sided plan; a supervised one uses the system, with an office of its own. */
export type LaunchSide = { name: string; short: string; home: boolean; supervised: boolean };

/** A unit as launch sees it; `side` is the other side that it belongs to, null for our own. */
export type LaunchUnit = { id: number; name: string; side: string | null };

/** A unit in a task's list, and the name by which the plan calls it. */
export type LaunchParty = { unit: LaunchUnit; written: string };

export type LaunchedParty = {
  unitId: number;
  role: 'answering' | 'participant' | 'counterpart';
  written: string;
};

/** Those who have to do with one occurrence; `key` stands in its id. */
export type PartyGroup = {
  key: string;
  /** Its answering unit belongs to a side that is not supervised here. */
  liaison: boolean;
  answering: LaunchUnit;
  parties: LaunchedParty[];
};

type Listed = {
  distribution: Distribution;
  actor: string | null;
  lead: LaunchParty[];
  support: LaunchParty[];
};
type Terms = { sides: LaunchSide[]; coordinatorUnitId: number | null };

/** Who owes a task, who takes part and who is on the other side (docs/office-rules.md, 1, 2, 13 and 21). */
export function partyGroups(task: Listed, terms: Terms): PartyGroup[] {
  return task.distribution === 'joint' ? jointGroups(task, terms) : eachGroups(task, terms);
}

function eachGroups(task: Listed, terms: Terms): PartyGroup[] {
  const all = unique([...task.lead, ...task.support]);
  const owing = task.lead.length > 0 ? all.slice(0, unique(task.lead).length) : all;
  const helping = all.slice(owing.length);
  // the office that receives what everybody owes does not owe it to itself
  return owing
    .filter(({ unit }) => unit.id !== terms.coordinatorUnitId)
    .map((entry) => {
      const beside = helping.filter(({ unit }) => unit.side === entry.unit.side);
      const isOurs = isSupervised(entry.unit, terms);
      return groupOf(String(entry.unit.id), entry, [entry, ...(isOurs ? beside : [])], terms);
    });
}

/**
 * One unit answers: of the side that acts, else the first-named lead of ours. Where nobody in
 * particular acts and the other side is supervised as well, it has an occurrence of its own.
 */
function jointGroups(task: Listed, terms: Terms): PartyGroup[] {
  const all = unique([...task.lead, ...task.support]);
  const acting = actingSide(task.actor, terms.sides);
  const answering =
    (acting === undefined ? undefined : firstOf(acting, task)) ??
    task.lead.find(({ unit }) => unit.side === null) ??
    task.lead[0] ??
    all[0];
  if (answering === undefined) return [];
  const first = groupOf('joint', answering, all, terms);
  if (acting !== undefined) return [first];
  const others = terms.sides
    .filter(({ home, supervised, name }) => !home && supervised && name !== answering.unit.side)
    .flatMap(({ name }) => firstOf(name, task) ?? []);
  return [first, ...others.map((entry) => groupOf(String(entry.unit.id), entry, all, terms))];
}

/** The side that the clause's actor names: another's name, null for ours; undefined: it names none. */
function actingSide(actor: string | null, sides: LaunchSide[]): string | null | undefined {
  const found = sides.find(({ name, short }) => actor === name || actor === short);
  return found === undefined ? undefined : found.home ? null : found.name;
}

/** The first-named lead of a side, else its first unit in the list. */
function firstOf(side: string | null, { lead, support }: Listed): LaunchParty | undefined {
  return [...lead, ...support].find(({ unit }) => unit.side === side);
}

function groupOf(
  key: string,
  answering: LaunchParty,
  all: LaunchParty[],
  terms: Terms,
): PartyGroup {
  const role = ({ unit }: LaunchParty): LaunchedParty['role'] => {
    if (unit.id === answering.unit.id) return 'answering';
    return unit.side === answering.unit.side ? 'participant' : 'counterpart';
  };
  return {
    key,
    liaison: !isSupervised(answering.unit, terms),
    answering: answering.unit,
    parties: all.map((entry) => ({
      unitId: entry.unit.id,
      role: role(entry),
      written: entry.written,
    })),
  };
}

function isSupervised({ side }: LaunchUnit, { sides }: Terms): boolean {
  return side === null || sides.some(({ name, supervised }) => name === side && supervised);
}

function unique(parties: LaunchParty[]): LaunchParty[] {
  return parties.filter(
    ({ unit }, index) => parties.findIndex((other) => other.unit.id === unit.id) === index,
  );
}
