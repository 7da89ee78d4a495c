import type { Level, List } from '../numbering.ts';
import { child, childrenOf, valueOf, type XmlElement } from '../xml.ts';
import type { Styles } from './styles.ts';

/** The list that an instance in numbering.xml stands for, or null where there is none. */
export function listOf(root: XmlElement | undefined, styles: Styles, id: string): List | null {
  const abstractId = valueOf(instanceOf(root, id), 'abstractNumId');
  const abstract = abstractList(root, abstractId);
  if (abstractId === undefined || abstract === undefined) return null;
  const list: List = {
    counter: abstractId,
    levels: levelsOf(linkedList(root, styles, abstract)),
    starts: new Map(),
  };
  for (const override of childrenOf(instanceOf(root, id), 'lvlOverride')) {
    const depth = Number(override.attributes['ilvl'] ?? 0);
    const level = child(override, 'lvl');
    if (level) list.levels.set(depth, levelOf(level));
    const start = valueOf(override, 'startOverride');
    if (start !== undefined) list.starts.set(depth, Number(start) || 0);
  }
  return list;
}

function instanceOf(root: XmlElement | undefined, id: string | null): XmlElement | undefined {
  return childrenOf(root, 'num').find(({ attributes }) => attributes['numId'] === id);
}

function abstractList(root: XmlElement | undefined, id: string | undefined) {
  return childrenOf(root, 'abstractNum').find(
    ({ attributes }) => attributes['abstractNumId'] === id,
  );
}

/** A list that is defined by a numbering style has its levels where that style is at home. */
function linkedList(root: XmlElement | undefined, styles: Styles, abstract: XmlElement) {
  const style = valueOf(abstract, 'numStyleLink');
  if (style === undefined) return abstract;
  const byLink = childrenOf(root, 'abstractNum').find(
    (each) => valueOf(each, 'styleLink') === style,
  );
  const instance = instanceOf(root, styles.listOf(style));
  return byLink ?? abstractList(root, valueOf(instance, 'abstractNumId')) ?? abstract;
}

function levelsOf(abstract: XmlElement): Map<number, Level> {
  const levels = childrenOf(abstract, 'lvl');
  return new Map(levels.map((level) => [Number(level.attributes['ilvl'] ?? 0), levelOf(level)]));
}

function levelOf(element: XmlElement): Level {
  const restart = valueOf(element, 'lvlRestart');
  return {
    start: Number(valueOf(element, 'start')) || 0,
    format: formatOf(element),
    text: valueOf(element, 'lvlText') ?? '',
    restartsAfter: restart === undefined ? null : Number(restart),
    isLegal: child(element, 'isLgl') !== undefined,
    style: valueOf(element, 'pStyle'),
    gap: valueOf(element, 'suff') === 'nothing' ? '' : ' ',
  };
}

/** A format of newer versions stands in a choice whose fallback older ones understand. */
function formatOf(level: XmlElement): string {
  const fallback = child(child(level, 'AlternateContent'), 'Fallback');
  return valueOf(level, 'numFmt') ?? valueOf(fallback, 'numFmt') ?? 'decimal';
}
