const HAN = /\p{Script=Han}/u;
const LATIN = /[A-Za-z]{2}/;

/** Elements that were marked here, not by the page itself. */
const marked = new WeakSet<Element>();

/**
 * Marks what is Chinese on a page in another language (titles, names, quotes of the plan), so that it is
 * read out by a Chinese voice and drawn with Chinese glyphs (WCAG 3.1.2).
 */
export function markChineseParts(): void {
  const html = document.documentElement;
  const watcher = new MutationObserver((changes) => {
    if (isChinese(html)) return;
    for (const { target, addedNodes } of changes) {
      mark(target);
      for (const node of addedNodes) markAll(node);
    }
  });
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  new MutationObserver(() => markAll(document.body)).observe(html, { attributeFilter: ['lang'] });
}

function isChinese(html: HTMLElement): boolean {
  return html.lang.startsWith('zh');
}

function markAll(node: Node): void {
  mark(node);
  if (!(node instanceof Element)) return;
  for (const child of node.querySelectorAll('*')) mark(child);
}

function mark(node: Node): void {
  const element = node instanceof Element ? node : node.parentElement;
  if (element === null || (element.hasAttribute('lang') && !marked.has(element))) return;
  if (!isChinese(document.documentElement) && isWrittenInChinese(element)) {
    marked.add(element);
    element.setAttribute('lang', 'zh-Hans');
  } else if (marked.delete(element)) element.removeAttribute('lang');
}

/** True of an element whose own words are Chinese; children speak for themselves. */
function isWrittenInChinese(element: Element): boolean {
  let own = '';
  for (const child of element.childNodes) {
    if (child instanceof Text) own += child.data;
  }
  return HAN.test(own) && !LATIN.test(own);
}
