import type { BookPost, BookUnit, KnownBook } from './address-book.ts';
import { BOOK_HEADS, type BookColumn, KIND_NAMES, ROLE_NAMES } from './address-book-heads.ts';
import { foldName } from './names.ts';
import { LONGEST_CHAIN, circleFrom } from './reach.ts';
import type { SheetFault } from './sheet.ts';

type Entry = KnownBook['units'][number];
type Checked = { faults: SheetFault[]; warnings: SheetFault[] };

/** What the units, seen together and with those known already, contradict. */
export function checkUnits(units: BookUnit[], posts: BookPost[], known: KnownBook): Checked {
  const entries = merged(units, known);
  return {
    faults: [
      ...units.flatMap((unit) => aliasFaults(unit, entries)),
      ...units.flatMap((unit) => throughFaults(unit, entries)),
      ...units.flatMap((unit) => postFaults(unit, entries, posts)),
    ],
    warnings: [
      ...unknownSides(units, known),
      ...units.flatMap((unit) => silentPartyWarning(unit, entries)),
    ],
  };
}

/** Every unit as it will be, by its name. */
function merged(units: BookUnit[], known: KnownBook): Map<string, Entry> {
  const entries = new Map(known.units.map((unit) => [foldName(unit.name), unit]));
  for (const unit of units) {
    const before = entries.get(foldName(unit.name));
    entries.set(foldName(unit.name), {
      name: unit.name,
      kind: unit.kind ?? before?.kind ?? 'unit',
      side: unit.side ?? before?.side ?? null,
      aliases: unit.aliases.length > 0 ? unit.aliases : (before?.aliases ?? []),
      through: unit.through ?? before?.through ?? null,
    });
  }
  return entries;
}

/** The unit that a cell names, by name or by an alias that only one unit bears. */
function find(name: string, entries: Map<string, Entry>): Entry | undefined {
  const exact = entries.get(foldName(name));
  const bearers = [...entries.values()].filter(({ aliases }) => aliases.includes(foldName(name)));
  return exact ?? (bearers.length === 1 ? bearers[0] : undefined);
}

function aliasFaults(unit: BookUnit, entries: Map<string, Entry>): SheetFault[] {
  const side = entries.get(foldName(unit.name))?.side;
  const others = [...entries.values()].filter(
    (other) => foldName(other.name) !== foldName(unit.name) && other.side === side,
  );
  return unit.aliases.flatMap((alias) => {
    const taken = others.find(({ name, aliases }) =>
      [name, ...aliases].map(foldName).includes(alias),
    );
    return taken
      ? [fault(unit, 'aliases', alias, `只属于一个单位的别名（“${taken.name}”也用）`)]
      : [];
  });
}

function throughFaults(unit: BookUnit, entries: Map<string, Entry>): SheetFault[] {
  if (unit.through === null) return [];
  const wrong = (expected: string) => [fault(unit, 'through', unit.through ?? '', expected)];
  const target = find(unit.through, entries);
  if (!target) return wrong('表中或通讯录里已有的一个单位');
  const next = (entry: Entry) =>
    entry.through === null ? undefined : find(entry.through, entries);
  const start = entries.get(foldName(unit.name));
  const circle = start ? circleFrom(start, next) : null;
  if (circle)
    return wrong(`另一个单位，现在成了循环：${circle.map(({ name }) => name).join(' → ')}`);
  return chainLength(start, next) > LONGEST_CHAIN
    ? wrong(`不超过 ${LONGEST_CHAIN} 级的转办关系`)
    : [];
}

function chainLength(start: Entry | undefined, next: (entry: Entry) => Entry | undefined): number {
  let length = 0;
  for (let entry = start && next(start); entry; entry = next(entry)) length += 1;
  return length;
}

/** Offices, groups and villages are told through a unit (docs/office-rules.md, 11). */
function postFaults(unit: BookUnit, entries: Map<string, Entry>, posts: BookPost[]): SheetFault[] {
  const kind = entries.get(foldName(unit.name))?.kind ?? 'unit';
  if (!['role', 'group', 'village'].includes(kind)) return [];
  const own = posts.filter(({ unit: name, role }) => name === unit.name && role === 'contact');
  return own.map(({ role, person }) =>
    fault(
      unit,
      'role',
      `${ROLE_NAMES[role]} ${person}`,
      `空白：${KIND_NAMES[kind]}不单独设联系人，请填“通过谁办理”；确需直接联系的，类别改为“单位”`,
    ),
  );
}

function unknownSides(units: BookUnit[], { sides }: KnownBook): SheetFault[] {
  const names = sides.map(({ name }) => name);
  if (names.length === 0) return [];
  return units
    .filter(({ side }) => side !== null && !names.includes(side))
    .map((unit) =>
      fault(unit, 'side', unit.side ?? '', `方案中的一方（${names.join('、')}），请核对`),
    );
}

function silentPartyWarning(unit: BookUnit, entries: Map<string, Entry>): SheetFault[] {
  const entry = entries.get(foldName(unit.name));
  const silent =
    entry && ['role', 'group', 'village'].includes(entry.kind) && entry.through === null;
  return silent ? [fault(unit, 'through', '', '代其办理的单位，否则有关通知无处可送')] : [];
}

function fault({ at }: BookUnit, column: BookColumn, found: string, expected: string): SheetFault {
  const head = BOOK_HEADS.find(({ key }) => key === column)?.names[0] ?? column;
  return { ...at, column: head, found, expected };
}
