import { z } from 'zod';
import { actForReader, forReader } from '../language.ts';

/** Words of ours in an answer, in the reader's language; what people wrote is a plain string. */
export const WORDS = z.string().overwrite(forReader);

/** What was done to a duty. */
export const ACT_WORDS = z.string().overwrite(actForReader);
