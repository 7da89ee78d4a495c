import { AGENDA } from './agenda.ts';
import { BOOK } from './book.ts';
import { LISTS } from './lists.ts';
import { NAMES } from './names.ts';
import { OFFICE } from './office.ts';
import { REFUSALS } from './refusals.ts';
import { REVIEW } from './review.ts';
import { SETTINGS } from './settings.ts';

/** The parts of the phrase book. */
export const PARTS = [NAMES, AGENDA, REFUSALS, LISTS, REVIEW, BOOK, OFFICE, SETTINGS];

/** Our Chinese sentences in English; `{}` stands for a value, `{1}` for the first of them. */
export const PHRASES: Record<string, string> = Object.assign({}, ...PARTS);
