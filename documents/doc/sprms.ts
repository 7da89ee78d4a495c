// Single property modifiers ("sprm"): how a .doc file writes the properties of a paragraph or run.

/** Properties by the sprm's number; each value is its operand. */
export type Sprms = Map<number, DataView>;

export const SPRM = {
  runDeleted: 0x0800,
  runHidden: 0x083c,
  runSpecial: 0x0855,
  centredOld: 0x2403,
  centred: 0x2461,
  inTable: 0x2416,
  rowEnd: 0x2417,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  outline: 0x2640,
  listLevel: 0x260a,
  list: 0x460b,
  depth: 0x6649,
  elsewhere: 0x6646,
  elsewhereOld: 0x6645,
  rowCells: 0xd608,
  tabs: 0xc615,
};

// the size of an operand by the upper three bits; 6 tells its size itself
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3];

/** The properties in a list of sprms; one that is cut short ends it. */
export function readSprms(bytes: DataView): Sprms {
  const sprms: Sprms = new Map();
  let place = 0;
  while (place + 3 <= bytes.byteLength) {
    const sprm = bytes.getUint16(place, true);
    const [skipped, size] = operandOf(bytes, sprm, place + 2);
    const start = place + 2 + skipped;
    if (start + size > bytes.byteLength) break;
    sprms.set(sprm, new DataView(bytes.buffer, bytes.byteOffset + start, size));
    place = start + size;
  }
  return sprms;
}

/** The number that a property of one or two bytes has. */
export function numberIn(sprms: Sprms, sprm: number): number | null {
  const operand = sprms.get(sprm);
  if (operand === undefined) return null;
  return operand.byteLength === 1 ? operand.getUint8(0) : operand.getInt16(0, true);
}

/** The bytes that tell the operand's size, and the size. */
function operandOf(bytes: DataView, sprm: number, place: number): [skipped: number, size: number] {
  const fixed = SIZES[sprm >> 13] ?? 0;
  if (fixed > 0) return [0, fixed];
  if (sprm === SPRM.rowCells) {
    return place + 2 > bytes.byteLength
      ? [2, 0]
      : [2, Math.max(0, bytes.getUint16(place, true) - 1)];
  }
  const size = bytes.getUint8(place);
  return [1, sprm === SPRM.tabs && size === 255 ? tabsSize(bytes, place + 1) : size];
}

/** A long list of tabs is measured by its counts of those deleted and those added. */
function tabsSize(bytes: DataView, place: number): number {
  if (place >= bytes.byteLength) return 0;
  const deleted = 1 + 4 * bytes.getUint8(place);
  if (place + deleted >= bytes.byteLength) return 0;
  return deleted + 1 + 3 * bytes.getUint8(place + deleted);
}
