import { z } from 'zod';

const Count = z.object({ op: z.string(), value: z.number(), unit: z.string() });

/** A task as a careful reader annotated it; a `debatable` one counts neither for nor against. */
const AnnotatedTask = z.object({
  id: z.string(),
  quote: z.string(),
  alsoInBody: z.string().nullish(),
  lead: z.array(z.string()),
  support: z.array(z.string()),
  deadline: z.object({ due: z.array(z.string()) }),
  count: Count.nullish(),
  confidence: z.string().optional(),
});

/** The annotation of a document: its tasks and its budget. */
export const Annotation = z.object({
  tasks: z.array(AnnotatedTask),
  funds: z.array(z.object({ amount: z.number() })).default([]),
  fundsTotal: z.number().nullish(),
});

export type Annotation = z.infer<typeof Annotation>;
export type AnnotatedTask = z.infer<typeof AnnotatedTask>;
