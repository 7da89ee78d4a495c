/** An OLE compound file (.doc, .xls, old .wps): a stream's bytes, or null where there is none. */
export type OleFile = { stream(name: string): Uint8Array | null };

type Entry = { name: string; start: number; size: number; links: number[]; child: number };

const HEADER = 512;
const ENTRY = 128;
const SMALL_SECTOR = 64;
const NO_SECTOR = 0xfffffffa; // this and greater numbers
const CUTOFF = 4096;

/**
 * The streams of an OLE file. A chain of sectors that runs in a circle or out of the file ends where
 * it can no longer be followed.
 */
export function openOle(bytes: Uint8Array): OleFile {
  const view = viewOf(bytes);
  const size = bytes.length < HEADER || view.getUint16(30, true) !== 12 ? 512 : 4096;
  const sectorAt = (sector: number) => bytes.subarray((sector + 1) * size, (sector + 2) * size);
  if (bytes.length < HEADER) return { stream: () => null };
  const table = sectorTable(view, sectorAt);
  const chain = (start: number) => joined(start, table, sectorAt);
  const entries = entriesOf(chain(view.getUint32(48, true)));
  return {
    stream(name) {
      const entry = topLevel(entries).find((each) => each.name === name);
      if (entry === undefined) return null;
      if (entry.size >= CUTOFF) return chain(entry.start).subarray(0, entry.size);
      const root = chain(entries[0]?.start ?? NO_SECTOR);
      const small = numbersOf(chain(view.getUint32(60, true)));
      return joined(entry.start, small, (sector) =>
        root.subarray(sector * SMALL_SECTOR, (sector + 1) * SMALL_SECTOR),
      ).subarray(0, entry.size);
    },
  };
}

/** The sector that follows each sector; the table's own sectors are listed in the header and beyond. */
function sectorTable(view: DataView, sectorAt: (sector: number) => Uint8Array): number[] {
  const listed = Array.from({ length: 109 }, (_, at) => view.getUint32(76 + 4 * at, true));
  const seen = new Set<number>();
  let more = view.getUint32(68, true);
  while (more < NO_SECTOR && !seen.has(more)) {
    seen.add(more);
    const numbers = numbersOf(sectorAt(more));
    more = numbers.pop() ?? NO_SECTOR;
    listed.push(...numbers);
  }
  const sectors = new Set(listed.filter((sector) => sector < NO_SECTOR));
  return [...sectors].flatMap((sector) => numbersOf(sectorAt(sector)));
}

function joined(
  start: number,
  table: number[],
  sectorAt: (sector: number) => Uint8Array,
): Uint8Array {
  const sectors = new Set<number>();
  let sector = start;
  while (sector < NO_SECTOR && !sectors.has(sector)) {
    sectors.add(sector);
    sector = table[sector] ?? NO_SECTOR;
  }
  return Uint8Array.from(Buffer.concat([...sectors].map(sectorAt)));
}

/** The entries right under the root: embedded files have streams of the same names below theirs. */
function topLevel(entries: Entry[]): Entry[] {
  const found = new Set<Entry>();
  const waiting = [entries[0]?.child ?? NO_SECTOR];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const entry = entries[number];
    if (entry === undefined || found.has(entry)) continue;
    found.add(entry);
    waiting.push(...entry.links);
  }
  return [...found];
}

function entriesOf(directory: Uint8Array): Entry[] {
  const view = viewOf(directory);
  return Array.from({ length: Math.floor(directory.length / ENTRY) }, (_, at) => {
    const place = at * ENTRY;
    const length = Math.min(64, view.getUint16(place + 64, true));
    const name = directory.subarray(place, place + Math.max(0, length - 2));
    return {
      name: new TextDecoder('utf-16le').decode(name),
      links: [view.getUint32(place + 68, true), view.getUint32(place + 72, true)],
      child: view.getUint32(place + 76, true),
      start: view.getUint32(place + 116, true),
      size: view.getUint32(place + 120, true),
    };
  });
}

function numbersOf(bytes: Uint8Array): number[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    view.getUint32(at * 4, true),
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
