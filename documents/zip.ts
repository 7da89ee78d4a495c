import { crc32, inflateRawSync } from 'node:zlib';
import { DocumentError } from '../plan/errors.ts';

/** A ZIP file whose entries are unpacked one by one, within bounds for each and for all. */
export type Archive = {
  names: string[];
  /** The bytes of an entry, or null where there is none of this name. */
  read(name: string): Uint8Array | null;
};

type Entry = {
  name: string;
  flags: number;
  method: number;
  checksum: number;
  packed: number;
  unpacked: number;
  offset: number;
};

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MOST_ENTRIES = 10_000;
const LARGEST = 100 * 1024 * 1024;
const LARGEST_TOGETHER = 300 * 1024 * 1024;

const BROKEN = '文件已损坏或没有下载完整。请重新取得文件，或用原软件打开后另存一份再试';
const TOO_LARGE = '文件内容过大，不能读取。请只保留需要的文字或工作表，去掉图片，另存后再试';
const LOCKED = '文件设有打开密码。请去掉密码后另存一份再试';

/**
 * The archive in a ZIP file. Neither what its directory claims nor what its entries really hold may
 * go beyond the bounds, so that a small file cannot fill the memory.
 */
export function openArchive(bytes: Uint8Array, source: string): Archive {
  const entries = directoryOf(bytes);
  if (entries === null) throw new DocumentError(source, BROKEN);
  const claimed = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (entries.length > MOST_ENTRIES || claimed > LARGEST_TOGETHER) {
    throw new DocumentError(source, TOO_LARGE);
  }
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  let left = LARGEST_TOGETHER;
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name);
      if (entry === undefined) return null;
      const content = unpack(bytes, entry, Math.min(left, LARGEST), source);
      left -= content.length;
      return content;
    },
  };
}

/** Unpacks every entry once, for a library that would trust the directory's sizes. */
export function refuseBomb(bytes: Uint8Array, source: string): void {
  const archive = openArchive(bytes, source);
  for (const name of archive.names) archive.read(name);
}

function unpack(bytes: Uint8Array, entry: Entry, most: number, source: string): Uint8Array {
  if ((entry.flags & 1) !== 0) throw new DocumentError(source, LOCKED);
  const packed = packedBytes(bytes, entry);
  if (packed === null) throw new DocumentError(source, BROKEN);
  const content = entry.method === 0 ? packed : inflate(packed, most, source);
  if (content.length > most) throw new DocumentError(source, TOO_LARGE);
  if (crc32(content) !== entry.checksum) throw new DocumentError(source, BROKEN);
  return content;
}

function inflate(packed: Uint8Array, most: number, source: string): Uint8Array {
  try {
    // the limit counts what really comes out
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (cause) {
    const full = cause instanceof RangeError;
    throw new DocumentError(source, full ? TOO_LARGE : BROKEN, { cause });
  }
}

function packedBytes(bytes: Uint8Array, { offset, packed, method }: Entry): Uint8Array | null {
  const view = viewOf(bytes);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_ENTRY) return null;
  if (method !== 0 && method !== 8) return null;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return start + packed > bytes.length ? null : bytes.subarray(start, start + packed);
}

function directoryOf(bytes: Uint8Array): Entry[] | null {
  const view = viewOf(bytes);
  const end = directoryEnd(view);
  if (end === null) return null;
  const entries: Entry[] = [];
  let place = view.getUint32(end + 16, true);
  while (place + 46 <= end && view.getUint32(place, true) === DIRECTORY_ENTRY) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((at) =>
      view.getUint16(place + at, true),
    );
    entries.push({
      name: nameAt(bytes, place + 46, name),
      flags: view.getUint16(place + 8, true),
      method: view.getUint16(place + 10, true),
      checksum: view.getUint32(place + 16, true),
      packed: view.getUint32(place + 20, true),
      unpacked: view.getUint32(place + 24, true),
      offset: view.getUint32(place + 42, true),
    });
    place += 46 + name + extra + comment;
  }
  return entries;
}

/** Some programs write Windows' backslashes. */
function nameAt(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length)).replaceAll('\\', '/');
}

/** The directory's end record stands last, before a comment of at most 65,535 bytes. */
function directoryEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 65_535);
  for (let place = view.byteLength - 22; place >= first; place -= 1) {
    if (view.getUint32(place, true) === DIRECTORY_END) return place;
  }
  return null;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
