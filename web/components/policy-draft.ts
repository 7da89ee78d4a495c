import type { Policy } from '../api/client.ts';

/** A policy while it is typed: a field that is empty is null until something stands in it. */
export type Draft = Record<string, unknown>;

/** What stands at `acknowledge.chase` of a draft. */
export function valueAt(draft: Draft, path: string): unknown {
  let value: unknown = draft;
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}

/** The draft with something else at `acknowledge.chase`. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...draft, [first]: value };
  const inner = draft[first];
  const kept = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  return { ...draft, [first]: withValue(kept, rest.join('.'), value) };
}

/** A step of the ladder while it is typed. */
export type DraftStep = { afterDays: number | null; to: Policy['ladder'][number]['to'] };

/** The steps of a draft's ladder. */
export function stepsOf(draft: Draft): DraftStep[] {
  const steps = draft['ladder'];
  return Array.isArray(steps) ? steps.filter(isStep) : [];
}

function isStep(value: unknown): value is DraftStep {
  return typeof value === 'object' && value !== null && 'afterDays' in value && 'to' in value;
}

/** The fields of a draft that are not as they were. */
export function changedFields(before: Draft, draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
    ),
  );
}
