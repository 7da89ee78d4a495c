import { formatNumber } from './number-formats.ts';

/**
 * A level of a list: `text` with %1 … %9 for the numbers of the levels, `format` by its name in OOXML.
 * `restartsAfter`: the number of levels above of which each begins it anew, where not all do.
 * `style` is the paragraph style that stands on this level by itself.
 */
export type Level = {
  start: number;
  format: string;
  text: string;
  restartsAfter: number | null;
  isLegal: boolean;
  style: string | undefined;
  gap: string;
};

/**
 * A list as one of its instances: all instances with the same `counter` go on with one count, but
 * where `starts` sets a level's start anew.
 */
export type List = { counter: string; levels: Map<number, Level>; starts: Map<number, number> };

/**
 * The list and level that a paragraph counts in; without a level, that of the first of its `styles`
 * which the list names.
 */
export type NumberingReference = { list: string; level: number | null; styles: string[] };

/** Counts the numbered paragraphs of a document; ask once for each, in reading order. */
export type Numbering = { next(reference: NumberingReference): string };

const DEEPEST = 8;

/** The automatic numbers of a document whose lists are found by their names. */
export function numberingOf(listOf: (id: string) => List | null): Numbering {
  const lists = new Map<string, List | null>();
  const counters = new Map<string, Map<number, number>>();
  const started = new Set<string>();
  return {
    next(reference) {
      const { list: id } = reference;
      if (!lists.has(id)) lists.set(id, listOf(id));
      const list = lists.get(id);
      if (!list) return '';
      const depth = depthOf(list, reference);
      const level = list.levels.get(depth);
      if (level === undefined) return '';
      const counts = counters.get(list.counter) ?? new Map<number, number>();
      counters.set(list.counter, counts);
      const start = list.starts.get(depth);
      // an instance that sets the start begins anew where it is first used
      if (start !== undefined && !started.has(`${id}/${depth}`)) counts.set(depth, start - 1);
      started.add(`${id}/${depth}`);
      count(list, depth, counts);
      return written(list, level, counts);
    },
  };
}

function depthOf({ levels }: List, { level, styles }: NumberingReference): number {
  const linked = styles
    .map((style) => [...levels].find(([, each]) => each.style === style)?.[0])
    .find((depth) => depth !== undefined);
  return Math.min(DEEPEST, Math.max(0, linked ?? level ?? 0));
}

function count(list: List, depth: number, counts: Map<number, number>): void {
  const start = list.levels.get(depth)?.start ?? 1;
  counts.set(depth, (counts.get(depth) ?? start - 1) + 1);
  for (let below = depth + 1; below <= DEEPEST; below += 1) {
    const restartsAfter = list.levels.get(below)?.restartsAfter ?? below;
    if (depth < restartsAfter) counts.delete(below);
  }
}

function written(list: List, level: Level, counts: Map<number, number>): string {
  if (level.format === 'bullet') return '';
  const text = level.text.replace(/%([1-9])/g, (_, place: string) => {
    const at = Number(place) - 1;
    const shown = list.levels.get(at);
    const format = shown?.format ?? 'decimal';
    const number = counts.get(at) ?? shown?.start ?? 1;
    return formatNumber(number, level.isLegal && format !== 'none' ? 'decimal' : format);
  });
  return /[、．。）】〕]$/.test(text) || text === '' ? text : text + level.gap;
}
