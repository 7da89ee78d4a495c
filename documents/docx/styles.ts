import type { NumberingReference } from '../numbering.ts';
import { child, childrenOf, valueOf, type XmlElement } from '../xml.ts';

/** What the styles of a document say of the paragraphs and runs that use them. */
export type Styles = {
  /** The properties of a paragraph that stand nearest to it: its own, its style's, that one's base. */
  paragraph(properties: XmlElement | undefined): ParagraphStyle;
  /** True for a run whose character style hides it. */
  hidesRun(properties: XmlElement | undefined): boolean;
  /** The list that a numbering style defines. */
  listOf(style: string): string | null;
};

export type ParagraphStyle = {
  level: number | null;
  centred: boolean;
  hidden: boolean;
  isContents: boolean;
  numbering: NumberingReference | null;
};

const LONGEST_CHAIN = 20;

/** The styles of a document's styles.xml. */
export function readStyles(root: XmlElement | undefined): Styles {
  const all = childrenOf(root, 'style');
  const byId = new Map(all.map((style) => [style.attributes['styleId'] ?? '', style]));
  const defaults = all.find(
    ({ attributes }) => attributes['type'] === 'paragraph' && isOn(attributes['default'] ?? '0'),
  );
  const chainOf = (id: string | undefined) => chainFrom(byId, id);
  return {
    paragraph(properties) {
      const named = valueOf(properties, 'pStyle');
      const chain = chainOf(byId.has(named ?? '') ? named : defaults?.attributes['styleId']);
      return paragraphStyle(properties, chain);
    },
    hidesRun(properties) {
      const chain = chainOf(valueOf(properties, 'rStyle'));
      return chain.some((style) => hasProperty(child(style, 'rPr'), 'vanish'));
    },
    listOf(style) {
      const numbering = child(child(byId.get(style), 'pPr'), 'numPr');
      return valueOf(numbering, 'numId') ?? null;
    },
  };
}

/** True where a property that is on or off (`<w:vanish/>`) is present and on. */
export function hasProperty(properties: XmlElement | undefined, name: string): boolean {
  const property = child(properties, name);
  return property !== undefined && isOn(property.attributes['val'] ?? '1');
}

function isOn(value: string): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

/** A style and those that it is based on, the nearest first. */
function chainFrom(byId: Map<string, XmlElement>, first: string | undefined): XmlElement[] {
  const chain: XmlElement[] = [];
  let id = first;
  while (id !== undefined && chain.length < LONGEST_CHAIN) {
    const style = byId.get(id);
    if (style === undefined) break;
    chain.push(style);
    id = valueOf(style, 'basedOn');
  }
  return chain;
}

function paragraphStyle(own: XmlElement | undefined, chain: XmlElement[]): ParagraphStyle {
  const inStyles = chain.map((style) => child(style, 'pPr'));
  const nearest = (name: string) =>
    [own, ...inStyles].map((each) => valueOf(each, name)).find((value) => value !== undefined);
  const names = chain.map((style) => (valueOf(style, 'name') ?? '').toLowerCase());
  const runs = chain.map((style) => child(style, 'rPr'));
  return {
    level: headingLevel(nearest('outlineLvl'), names),
    centred: nearest('jc') === 'center',
    hidden: runs.some((properties) => hasProperty(properties, 'vanish')),
    isContents: names.some((name) => /^(?:toc|目录) ?\d$/.test(name)),
    numbering: numberingOf(own, chain),
  };
}

/** Outline levels count from 0, and 9 is running text; levels below the fourth are no headings here. */
function headingLevel(outline: string | undefined, names: string[]): number | null {
  const byName = names.map((name) => /^(?:heading|标题) ?(\d)$/.exec(name)?.[1]).find(Boolean);
  const level = outline === undefined ? Number(byName ?? 0) : Number(outline) + 1;
  return level >= 1 && level <= 4 ? level : null;
}

function numberingOf(own: XmlElement | undefined, chain: XmlElement[]): NumberingReference | null {
  const styles = chain.map(({ attributes }) => attributes['styleId'] ?? '');
  const references = [own, ...chain.map((style) => child(style, 'pPr'))].map((each) =>
    child(each, 'numPr'),
  );
  const list = references.map((each) => valueOf(each, 'numId')).find((id) => id !== undefined);
  if (list === undefined || list === '0') return null; // list 0 takes a style's number away
  const ownLevel = valueOf(references[0], 'ilvl');
  // in a style the list's own levels say which style is theirs, and only then the style's number
  const styleLevel = references.map((each) => valueOf(each, 'ilvl')).find((id) => id !== undefined);
  if (ownLevel !== undefined) return { list, level: Number(ownLevel), styles: [] };
  return { list, level: styleLevel === undefined ? null : Number(styleLevel), styles };
}
