import { readSprms, SPRM, type Sprms } from './sprms.ts';
import { tablePart, within, type WordFile } from './word-file.ts';

/** The properties of paragraphs or runs by their place in the main stream; `style` of paragraphs. */
export type Formatted = { style: number; sprms: Sprms };
export type Formatting = { at(offset: number): Formatted };

type Stretch = Formatted & { start: number; end: number };

const PAGE = 512;
const RUNS = 12;
const PARAGRAPHS = 13;
const PLAIN: Formatted = { style: 0, sprms: new Map() };

/** The formatting of the runs of characters. */
export function runFormatting(file: WordFile): Formatting {
  return formatting(file, RUNS, (page, count, at) => {
    const place = 2 * page.getUint8(4 * (count + 1) + at);
    if (place === 0) return PLAIN;
    return { style: 0, sprms: readSprms(within(page, place + 1, page.getUint8(place))) };
  });
}

/** The formatting of the paragraphs. */
export function paragraphFormatting(file: WordFile): Formatting {
  return formatting(file, PARAGRAPHS, (page, count, at) => {
    const place = 2 * page.getUint8(4 * (count + 1) + 13 * at);
    if (place === 0) return PLAIN;
    const words = page.getUint8(place);
    const [start, size] =
      words === 0 ? [place + 2, 2 * page.getUint8(place + 1)] : [place + 1, 2 * words - 1];
    const sprms = readSprms(within(page, start + 2, size - 2));
    return { style: page.getUint16(start, true), sprms: withThoseElsewhere(file, sprms) };
  });
}

/** Properties too long for a page stand in the data stream. */
function withThoseElsewhere(file: WordFile, sprms: Sprms): Sprms {
  const elsewhere = sprms.get(SPRM.elsewhere) ?? sprms.get(SPRM.elsewhereOld);
  if (elsewhere === undefined) return sprms;
  const place = elsewhere.getUint32(0, true);
  const more = readSprms(within(file.data, place + 2, file.data.getUint16(place, true)));
  return new Map([...sprms, ...more]);
}

type EntryReader = (page: DataView, count: number, at: number) => Formatted;

function formatting(file: WordFile, part: number, read: EntryReader): Formatting {
  const stretches = stretchesOf(file, part, read);
  return {
    at(offset) {
      let [low, high] = [0, stretches.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((stretches[middle]?.end ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      const found = stretches[low];
      return found !== undefined && found.start <= offset ? found : PLAIN;
    },
  };
}

/** A table of pages, each with the places where its stretches begin and what is said of each. */
function stretchesOf(file: WordFile, part: number, read: EntryReader): Stretch[] {
  const pages = tablePart(file.main, file.table, part);
  const count = Math.floor((pages.byteLength - 4) / 8);
  const stretches: Stretch[] = [];
  for (let at = 0; at < count; at += 1) {
    const number = pages.getUint32(4 * (count + 1) + 4 * at, true) & 0x3fffff;
    const page = within(file.main, number * PAGE, PAGE);
    const entries = page.getUint8(PAGE - 1);
    for (let entry = 0; entry < entries; entry += 1) {
      const [start, end] = [page.getUint32(4 * entry, true), page.getUint32(4 * entry + 4, true)];
      stretches.push({ start, end, ...read(page, entries, entry) });
    }
  }
  return stretches.toSorted((one, other) => one.start - other.start);
}
