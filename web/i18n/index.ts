import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readChoice } from '../components/choice.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The languages of the desk; Chinese first. */
export const LANGUAGES = ['zh', 'en'] as const;

// words that are loaded with their page are named here by their type alone
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof zh;
      plans: typeof import('./plans.ts').zh;
      imports: typeof import('./imports.ts').zh;
      names: typeof import('./names.ts').zh;
      review: typeof import('./review.ts').zh;
      book: typeof import('./book.ts').zh;
      collectives: typeof import('./collectives.ts').zh;
      settings: typeof import('./settings.ts').zh;
      rules: typeof import('./rules.ts').zh;
      plan: typeof import('./plan.ts').zh;
      launch: typeof import('./launch.ts').zh;
      calendar: typeof import('./calendar.ts').zh;
      bulk: typeof import('./bulk.ts').zh;
      division: typeof import('./division.ts').zh;
      doubts: typeof import('./doubts.ts').zh;
      gantt: typeof import('./gantt.ts').zh;
      weekly: typeof import('./weekly.ts').zh;
      calls: typeof import('./calls.ts').zh;
      check: typeof import('./check.ts').zh;
      course: typeof import('./course.ts').zh;
      compare: typeof import('./compare.ts').zh;
      circular: typeof import('./circular.ts').zh;
      letters: typeof import('./letters.ts').zh;
    };
  }
}

const language = readChoice('language', LANGUAGES);
export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  interpolation: { escapeValue: false }, // React escapes
  saveMissing: true,
  missingKeyHandler: (_languages, namespace, key) => {
    console.warn(`no words for ${namespace}:${key}`);
  },
});
const name = (lng: string) => (lng === 'en' ? 'en' : 'zh-CN');
document.documentElement.lang = name(language);
i18n.on('languageChanged', (lng) => {
  document.documentElement.lang = name(lng);
});
