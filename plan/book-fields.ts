import {
  EMAIL_EXPECTED,
  emailIn,
  type KnownBook,
  PHONE_EXPECTED,
  phoneIn,
} from './address-book.ts';
import { checkUnits } from './address-book-checks.ts';
import { BOOK_HEADS, type UnitKind } from './address-book-heads.ts';
import { foldName } from './names.ts';

/** A unit as a form states it: what is empty is empty from now on. */
export type UnitFields = {
  name: string;
  kind: UnitKind;
  side: string | null;
  aliases: string[];
  /** The name of the unit through which it answers. */
  through: string | null;
  phone: string | null;
  mailbox: string | null;
};

const FIELDS: Record<string, keyof UnitFields> = {
  unit: 'name',
  aliases: 'aliases',
  through: 'through',
};

/** What must be mended in a unit before it is written down, by field; `before`: as it is called now. */
export function unitFieldFaults(
  given: UnitFields,
  before: string | null,
  known: KnownBook,
): { at: keyof UnitFields; says: string }[] {
  const name = foldName(given.name);
  const others = known.units.filter((unit) => unit.name !== before);
  const taken = others.some((unit) => foldName(unit.name) === name);
  const own: { at: keyof UnitFields; says: string }[] = [
    ...(name === '' ? [{ at: 'name' as const, says: '请填单位名称' }] : []),
    ...(taken ? [{ at: 'name' as const, says: `“${name}”已经登记，请直接修改它` }] : []),
    ...(phoneIn(given.phone ?? '') === undefined
      ? [{ at: 'phone' as const, says: `办公电话应为${PHONE_EXPECTED}` }]
      : []),
    ...(emailIn(given.mailbox ?? '') === undefined
      ? [{ at: 'mailbox' as const, says: `公用邮箱应为${EMAIL_EXPECTED}` }]
      : []),
  ];
  if (name === '' || taken) return own;
  const { kind, side, aliases, through } = given;
  const unit = {
    name,
    kind,
    side,
    aliases: aliases.map(foldName),
    through: through === null ? null : foldName(through),
    phone: null,
    mailbox: null,
    at: { sheet: '', row: 0 },
  };
  // what the form leaves empty is empty, so that the unit is compared with the others alone;
  // who answered through it under its old name goes on to
  const units = others.map((other) =>
    before !== null && other.through === before ? { ...other, through: name } : other,
  );
  const { faults } = checkUnits([unit], [], { ...known, units });
  return [
    ...own,
    ...faults.map(({ column, found, expected }) => ({
      at: fieldOf(column),
      says: `${column}“${found}”应为${expected}`,
    })),
  ];
}

function fieldOf(column: string): keyof UnitFields {
  const key = BOOK_HEADS.find(({ names }) => names[0] === column)?.key ?? 'unit';
  return FIELDS[key] ?? 'name';
}
