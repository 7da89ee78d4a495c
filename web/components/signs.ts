import { i18n } from '../i18n/index.ts';

type Sign = 'colon' | 'comma' | 'semicolon' | 'list';

const SIGNS: Record<Sign, { zh: string; en: string }> = {
  colon: { zh: '：', en: ': ' },
  comma: { zh: '，', en: ', ' },
  semicolon: { zh: '；', en: '; ' },
  list: { zh: '、', en: ', ' },
};

/** A mark between words, as the language of the desk writes it. */
export function sign(name: Sign): string {
  return i18n.language === 'en' ? SIGNS[name].en : SIGNS[name].zh;
}

/** Words in brackets behind others. */
export function inBrackets(words: string | number): string {
  return i18n.language === 'en' ? ` (${words})` : `（${words}）`;
}
