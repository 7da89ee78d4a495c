import { z } from 'zod';
import { type Ruled, rulingsOf } from '../../db/authority.ts';
import type { Database } from '../../db/connect.ts';
import { type PartyEntry, partiesIn } from '../../db/parties.ts';
import type { LedgerRow } from '../../db/status.ts';
import { urgingFaults } from '../../db/urging.ts';
import { isOnBehalf, mayGive, type Ruling } from '../../plan/authority.ts';
import { type Need, needsOf, OFFICE_ACTS } from '../../plan/command-needs.ts';
import type { PlainDate } from '../../plan/date.ts';
import { COMMAND_NAMES, type CommandKind, refusal } from '../../plan/occurrence.ts';
import type { DeskStanding } from '../../plan/roles.ts';
import { COMPLETE_ASKED, offeredActs, UNIT_ACTS } from '../../plan/unit-acts.ts';
import { actingRow } from '../pages.ts';
import { WORDS } from './words.ts';

/** Every command that somebody may give. */
export const COMMAND_KINDS = [...UNIT_ACTS, ...OFFICE_ACTS] as const;

type DeskCommand = (typeof COMMAND_KINDS)[number];

/** A command that may be given now, in an answer. */
export const OFFERED = z.object({
  kind: z.enum(COMMAND_KINDS),
  name: WORDS,
  as: z.enum(['office', 'behalf', 'unit']),
  needs: z.array(z.enum(['reason', 'until', 'on', 'amount', 'to', 'source'])),
  units: z
    .array(z.object({ id: z.int(), name: z.string() }))
    .describe('代填：可以代哪些单位填；几个单位时须选定，写在 behalf.unitId'),
});

/** A command that somebody may give now: as the office, on behalf of a unit, or as a unit. */
export type Offered = {
  kind: DeskCommand;
  name: string;
  as: 'office' | 'behalf' | 'unit';
  needs: Need[];
  /** On behalf: those of its parties that may say it; else none. */
  units: { id: number; name: string }[];
};

/** What a unit says itself, and nobody for it. */
export const NEVER_ON_BEHALF: readonly CommandKind[] = ['hand-on', 'ask-contribution'];

/** The commands that the present state takes from somebody who is logged in. */
export async function offeredCommands(
  db: Database,
  standing: DeskStanding,
  row: LedgerRow,
  today: PlainDate,
): Promise<Offered[]> {
  return (await offeredIn(db, standing, [row], today)).get(row.id)?.offered ?? [];
}

/** What may be done with a row, and what decides it. */
export type OfferedRow = Around & { offered: Offered[] };

/** The same for many rows in a few queries, by id. */
export async function offeredIn(
  db: Database,
  standing: DeskStanding,
  rows: readonly LedgerRow[],
  today: PlainDate,
): Promise<Map<string, OfferedRow>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const [rulings, parties, faults] = await Promise.all([
    rulingsOf(db, ids),
    partiesIn(db, ids),
    urgingFaults(db, ids, today),
  ]);
  return new Map(
    rows.flatMap((row) => {
      const ruled = rulings.get(row.id);
      if (ruled === undefined) return [];
      const urgingFault = faults.get(row.id) ?? null;
      const around = { ...ruled, urgingFault, parties: parties.get(row.id) ?? [] };
      return [[row.id, { ...around, offered: offeredOf(standing, row, around, today) }]];
    }),
  );
}

type Around = Ruled & { urgingFault: string | null; parties: PartyEntry[] };

function offeredOf(
  standing: DeskStanding,
  row: LedgerRow,
  { office, ruling, urgingFault, parties, superviseFrom }: Around,
  today: PlainDate,
): Offered[] {
  if (row.beforeStart) return [];
  const roles = office === null ? [] : officeRoles(standing, office);
  const taken = COMMAND_KINDS.filter(
    (kind) => isTaken(row, kind) && (kind !== 'urge' || urgingFault === null),
  );
  const spoken = roles.includes('coordinator') ? parties : [];
  const own = parties.filter(({ unitId }) => standing.belongsTo.includes(unitId));
  const parts = PARTS.filter((part) => own.some(({ role }) => role === part));
  const partners = parties.filter(({ role }) => role === 'participant');
  return [
    ...taken.filter((kind) => mayAsOffice(roles, kind, ruling)).map(asOffice),
    ...taken.filter(mayOnBehalf).flatMap((kind) => onBehalf(kind, spoken, ruling)),
    ...offeredActs(actingRow({ row, facts: { superviseFrom, partners } }), parts, today).map(
      asUnit,
    ),
  ];
}

const PARTS = ['answering', 'participant', 'counterpart'] as const;

type OfficeRole = 'coordinator' | 'verifier' | 'supervising-leader';

/** What somebody is in an office. */
export function officeRoles(standing: DeskStanding, office: number): OfficeRole[] {
  const held: [OfficeRole, number[]][] = [
    ['coordinator', standing.coordinates],
    ['verifier', standing.verifies],
    ['supervising-leader', standing.supervises],
  ];
  return held.flatMap(([role, offices]) => (offices.includes(office) ? [role] : []));
}

function isTaken({ standing }: LedgerRow, kind: CommandKind): boolean {
  return refusal(standing, completeCommand(kind)) === null;
}

/** A command with all that it may lack; an extension is decided where one was asked for. */
export function completeCommand(kind: CommandKind): Parameters<typeof refusal>[1] {
  return { ...COMPLETE_ASKED, kind, ...(kind === 'decide-extension' ? { approve: false } : {}) };
}

function mayAsOffice(roles: OfficeRole[], kind: CommandKind, ruling: Ruling): boolean {
  return roles.some(
    (role) =>
      mayGive(role, { kind, approve: true }, ruling) ||
      mayGive(role, { kind, approve: false }, ruling),
  );
}

/** True of what the office may enter for a unit that told it. */
export function mayOnBehalf(kind: CommandKind): boolean {
  return isOnBehalf(kind) && !NEVER_ON_BEHALF.includes(kind);
}

function asOffice(kind: DeskCommand): Offered {
  const needs = kind === 'decide-extension' ? [] : needsOf({ kind, door: 'web' });
  return { kind, name: COMMAND_NAMES[kind], as: 'office', needs, units: [] };
}

/** Nothing where no unit has the part in which it is said. */
function onBehalf(kind: DeskCommand, parties: PartyEntry[], ruling: Ruling): Offered[] {
  const units = parties
    .filter(({ role }) => mayGive(role, { kind }, ruling))
    .map(({ unitId, unit }) => ({ id: unitId, name: unit }));
  const needs = needsOf({ kind, door: 'behalf' });
  return units.length === 0
    ? []
    : [{ kind, name: COMMAND_NAMES[kind], as: 'behalf', needs, units }];
}

function asUnit(kind: DeskCommand): Offered {
  const needs = needsOf({ kind, door: 'web' });
  return { kind, name: COMMAND_NAMES[kind], as: 'unit', needs, units: [] };
}
