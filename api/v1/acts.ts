import { z } from 'zod';
import type { ActLine } from '../../db/tellings.ts';
import { enteredByWords, officeEventWords, sourceWords } from '../../plan/desk.ts';
import { INSTANT, instantOf } from './schemas.ts';

/** Who entered something for a unit, in an answer. */
export const ENTERED_BY = z
  .string()
  .nullable()
  .describe('办公室代填的：哪个办公室、谁代填；空：不是代填');

/** An act with its words, in an answer. */
export const ACT = z
  .object({
    seq: z.int(),
    at: INSTANT,
    kind: z.string(),
    words: z.string(),
    text: z.string().nullable(),
    person: z.string().nullable(),
    unit: z.string().nullable(),
    door: z.string(),
    enteredBy: ENTERED_BY,
  })
  .meta({ id: 'ActLine' });

/** An act as the API gives it to those who supervise. */
export function shownAct({ seq, at, kind, door, data, person, unit, office, text }: ActLine) {
  const words = officeEventWords(kind, data) + sourceWords(data, door);
  const enteredBy = enteredByWords(door, office, person);
  return { seq, at: instantOf(at), kind, words, text, person, unit, door, enteredBy };
}
