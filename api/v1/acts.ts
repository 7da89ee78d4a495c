import { z } from 'zod';
import type { ActLine } from '../../db/tellings.ts';
import { officeEventWords, sourceWords } from '../../plan/desk.ts';
import { INSTANT, instantOf } from './schemas.ts';
import { ACT_WORDS } from './words.ts';

/** An act with its words, in an answer. */
export const ACT = z
  .object({
    seq: z.int(),
    at: INSTANT,
    kind: z.string(),
    words: ACT_WORDS,
    text: z.string().nullable(),
    person: z.string().nullable(),
    unit: z.string().nullable(),
    door: z.string(),
  })
  .meta({ id: 'ActLine' });

/** An act as the API gives it to those who supervise. */
export function shownAct({ seq, at, kind, door, data, person, unit, text }: ActLine) {
  const words = officeEventWords(kind, data) + sourceWords(data, door);
  return { seq, at: instantOf(at), kind, words, text, person, unit, door };
}
