const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const TABLE = 0xfffffffd;
const SMALLEST = 4096; // shorter streams would lie in sectors of another size

type Streams = Record<string, Uint8Array>;

/**
 * The bytes of an OLE file with these streams, each filled up with zeros to at least 4 kB; those
 * `embedded` do not stand at its top.
 */
export function oleFile(streams: Streams, embedded: Streams = {}): Uint8Array {
  const contents = [...Object.values(streams), ...Object.values(embedded)].map(filled);
  const table = new Uint32Array(128).fill(FREE);
  table[0] = TABLE;
  table[1] = END;
  let next = 2;
  const names = [...Object.keys(streams), ...Object.keys(embedded)];
  const last = Object.keys(streams).length - 1;
  const entries = [entryOf('Root Entry', 5, END, 0, FREE, 1)];
  names.forEach((name, at) => {
    const sectors = (contents[at]?.length ?? 0) / SECTOR;
    const sibling = at >= last ? FREE : at + 2;
    entries.push(entryOf(name, 2, next, sectors * SECTOR, sibling, FREE));
    for (let each = 1; each < sectors; each += 1) table[next + each - 1] = next + each;
    table[next + sectors - 1] = END;
    next += sectors;
  });
  const directory = Buffer.alloc(SECTOR);
  Buffer.concat(entries).copy(directory);
  return new Uint8Array(
    Buffer.concat([header(), Buffer.from(table.buffer), directory, ...contents]),
  );
}

function header(): Buffer {
  const bytes = Buffer.alloc(SECTOR, 0xff);
  bytes.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(SMALLEST, 56);
  bytes.writeUInt32LE(END, 60);
  bytes.writeUInt32LE(END, 68);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}

function filled(content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(Math.max(SMALLEST, Math.ceil(content.length / SECTOR) * SECTOR));
  bytes.set(content);
  return bytes;
}

function entryOf(
  name: string,
  type: number,
  start: number,
  size: number,
  sibling: number,
  child: number,
): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes[66] = type;
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(sibling, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
