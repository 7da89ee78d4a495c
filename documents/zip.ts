const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * The bytes that a zip file claims to hold unpacked, by its directory; null when it has none. To be
 * asked before unpacking, so that a small file cannot fill the memory.
 */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = directoryEnd(view);
  if (end === null) return null;
  let place = view.getUint32(end + 16, true);
  let size = 0;
  while (place + 46 <= end && view.getUint32(place, true) === DIRECTORY_ENTRY) {
    size += view.getUint32(place + 24, true);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(place + offset, true));
    place += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return size;
}

/** The directory's end record stands last, before a comment of at most 65,535 bytes. */
function directoryEnd(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 65_535);
  for (let place = view.byteLength - 22; place >= first; place -= 1) {
    if (view.getUint32(place, true) === DIRECTORY_END) return place;
  }
  return null;
}
