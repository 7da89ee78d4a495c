import type { Level, List } from '../numbering.ts';
import { tablePart, type WordFile } from './word-file.ts';

const LISTS = 73;
const INSTANCES = 74;
const LIST_SIZE = 28;
const LEVEL_SIZE = 28;
const INSTANCE_SIZE = 16;
const SIMPLE = 1;
const LEGAL = 4;
const OWN_RESTART = 8;

// the names in OOXML of the number formats, in the order of their numbers
const FORMATS =
  'decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand'.split(
    ' ',
  );
const NO_NUMBER = 255;

/** The lists of a .doc file by the numbers of their instances, which count from 1. */
export function readLists(file: WordFile): Map<string, List> {
  const lists = new Map<string, List>();
  const instances = tablePart(file.main, file.table, INSTANCES);
  if (instances.byteLength < 4) return lists;
  const levels = levelsByList(file);
  const count = instances.getUint32(0, true);
  let place = 4 + INSTANCE_SIZE * count;
  for (let at = 0; at < count; at += 1) {
    const instance = 4 + INSTANCE_SIZE * at;
    const counter = String(instances.getInt32(instance, true));
    const list: List = { counter, levels: new Map(levels.get(counter)), starts: new Map() };
    place = readOverrides(instances, place + 4, instances.getUint8(instance + 12), list);
    lists.set(String(at + 1), list);
  }
  return lists;
}

/** What an instance sets of its own: starts, or whole levels. Returns where the next one's stand. */
function readOverrides(view: DataView, start: number, count: number, list: List): number {
  let place = start;
  for (let at = 0; at < count; at += 1) {
    const flags = view.getUint32(place + 4, true);
    const [depth, setsStart, setsLevel] = [flags & 0xf, (flags & 0x10) !== 0, (flags & 0x20) !== 0];
    const first = view.getInt32(place, true);
    place += 8;
    if (setsLevel) {
      const { level, end } = levelAt(view, place);
      list.levels.set(depth, level);
      place = end;
    }
    if (setsStart) list.starts.set(depth, setsLevel ? (list.levels.get(depth)?.start ?? 1) : first);
  }
  return place;
}

/** The lists stand first, and the levels of all follow: nine of each, or one of a simple list. */
function levelsByList(file: WordFile): Map<string, Map<number, Level>> {
  const lists = tablePart(file.main, file.table, LISTS);
  const byList = new Map<string, Map<number, Level>>();
  if (lists.byteLength < 2) return byList;
  const begin = lists.byteOffset - file.table.byteOffset;
  const count = lists.getUint16(0, true);
  let place = begin + 2 + LIST_SIZE * count;
  for (let at = 0; at < count; at += 1) {
    const list = 2 + LIST_SIZE * at;
    const isSimple = (lists.getUint8(list + 26) & SIMPLE) !== 0;
    const levels = new Map<number, Level>();
    for (let depth = 0; depth < (isSimple ? 1 : 9); depth += 1) {
      const { level, end } = levelAt(file.table, place);
      levels.set(depth, level);
      place = end;
    }
    byList.set(String(lists.getInt32(list, true)), levels);
  }
  return byList;
}

function levelAt(view: DataView, place: number): { level: Level; end: number } {
  const flags = view.getUint8(place + 5);
  const format = view.getUint8(place + 4);
  const properties = view.getUint8(place + 24) + view.getUint8(place + 25);
  const text = place + LEVEL_SIZE + properties;
  const length = view.getUint16(text, true);
  const level: Level = {
    start: view.getInt32(place, true),
    format: format === NO_NUMBER ? 'none' : (FORMATS[format] ?? 'decimal'),
    text: levelText(view, text + 2, length),
    restartsAfter: (flags & OWN_RESTART) === 0 ? null : view.getUint8(place + 26),
    isLegal: (flags & LEGAL) !== 0,
    style: undefined,
    gap: view.getUint8(place + 15) === 2 ? '' : ' ',
  };
  return { level, end: text + 2 + 2 * length };
}

/** The numbers of the levels stand in the text as the characters 0 to 8. */
function levelText(view: DataView, place: number, length: number): string {
  const codes = Array.from({ length }, (_, at) => view.getUint16(place + 2 * at, true));
  return codes.map((code) => (code < 9 ? `%${code + 1}` : String.fromCharCode(code))).join('');
}
