import { i18n } from './index.ts';

/** The words of a page that are loaded with it, in both languages; returns the name of their namespace. */
export function addWords<Name extends string, Words extends object>(
  name: Name,
  zh: Words,
  en: NoInfer<Words>,
): Name {
  i18n.addResourceBundle('zh', name, zh);
  i18n.addResourceBundle('en', name, en);
  return name;
}
