import type { Page } from 'playwright-core';

const HAN = /\p{Script=Han}/u;

/**
 * What is still Chinese on a page that is shown in English, besides what the page itself calls Chinese
 * (lang="zh-CN") and what is data: names, titles and other words that people wrote, as they wrote them.
 */
export async function chineseLeft(page: Page, data: readonly string[]): Promise<string[]> {
  const found: string[] = await page.evaluate(WORDS_OF_PAGE);
  const known = [...new Set(data)]
    .filter((each) => HAN.test(each))
    .toSorted((one, other) => other.length - one.length);
  return [...new Set(found)].filter((words) => HAN.test(without(words, known)));
}

function without(words: string, known: readonly string[]): string {
  if (known.includes(words)) return '';
  // one character may well be part of a word of ours
  return known
    .filter(({ length }) => length > 1)
    .reduce((left, each) => left.replaceAll(each, ' '), words);
}

/** Texts, and what is read out or shown of elements otherwise. */
const WORDS_OF_PAGE = `(() => {
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node instanceof Element ? node : node.parentElement;
    if (element.closest('body [lang="zh-CN"], script, style')) continue;
    if (node === element) {
      for (const name of ['placeholder', 'aria-label', 'aria-description', 'title', 'alt']) {
        found.push(element.getAttribute(name) ?? '');
      }
    } else found.push(node.data.trim());
  }
  return found;
})()`;
