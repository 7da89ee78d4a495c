import { DocumentError } from '../plan/errors.ts';
import { outlineOf } from '../plan/outline.ts';
import type { FoundPlan } from '../plan/import.ts';
import { assertReadable, LIMITS } from './read.ts';
import { type ReadingLimits, readInThread } from './thread.ts';

/**
 * The plan that a file's bytes hold, found in the reading thread too, as a long document takes its
 * time; `whenRead` is called between reading and finding.
 */
export async function readPlan(
  bytes: Uint8Array,
  source: string,
  whenRead: () => void,
  limits: ReadingLimits = LIMITS,
): Promise<FoundPlan> {
  assertReadable(bytes, source);
  const { document, extracted } = await readInThread(bytes, source, limits, whenRead);
  if (extracted === undefined) throw new DocumentError(source, '没有读出方案');
  return { extracted, sourceText: document.text, outline: outlineOf(document) };
}
