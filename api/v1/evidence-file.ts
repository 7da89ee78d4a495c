import { z } from 'zod';
import type { FileRow } from '../../db/evidence.ts';

/** A piece of evidence, in an answer; its bytes lie under /files/:id. */
export const EVIDENCE_FILE = z
  .object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.int() })
  .meta({ id: 'EvidenceFile' });

/** A file as the API names it. */
export function shownFile({ id, name, mediaType, size }: FileRow): z.infer<typeof EVIDENCE_FILE> {
  return { id, name, mediaType, size };
}
