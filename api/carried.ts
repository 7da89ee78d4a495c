import { z } from 'zod';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import type { Form, Upload } from './upload.ts';
import { broughtBy } from './uploads.ts';

// What was filled into a form before the page in between asked something else: it goes along in
// hidden fields and comes back with the answer. Bytes of files stay in the store, under their hash.

const stored = z.object({
  sha256: z.string(),
  size: z.number(),
  name: z.string(),
  mediaType: z.string(),
  field: z.string(),
});
const carried = z.union([z.object({ file: stored }), z.object({ refused: z.string() })]);

/** The hidden fields of the page in between. */
export function keptFields(
  parts: AppParts,
  desk: Desk,
  form: Form,
): { name: string; value: string }[] {
  const files = [
    ...form.files.map((file) => ({ file })),
    ...form.refused.map((refused) => ({ refused })),
  ].map((each, index) => ({
    name: `kept-${index}`,
    value: sealed(parts, desk, JSON.stringify(each)),
  }));
  const fields = form.entries
    .filter(([name]) => !/^(who|kept|upload)(-|$)/.test(name))
    .map(([name, value]) => ({ name, value }));
  return [...fields, ...files];
}

/** The form with the files that were sent ahead of it in pieces, and those that came back by their hash. */
export async function withKept(
  parts: AppParts,
  desk: Desk,
  form: Form,
  most?: number,
): Promise<Form> {
  const brought = await broughtBy(parts.files.unfinished, desk, form, most);
  const files: Upload[] = [...form.files, ...brought.files];
  const refused = [...form.refused, ...brought.refused];
  for (let index = 0; form.field(`kept-${index}`) !== ''; index += 1) {
    const kept = unsealed(parts, desk, form.field(`kept-${index}`));
    if (kept === null) continue;
    if ('refused' in kept) refused.push(kept.refused);
    else if (await parts.files.has(kept.file.sha256)) files.push(kept.file);
    else refused.push(`“${kept.file.name}”放得太久，请重新选择`);
  }
  return { ...form, files, refused };
}

function sealed(parts: AppParts, desk: Desk, text: string): string {
  return `${parts.signer.seal(`kept/${desk.link.id}/${text}`)}.${text}`;
}

function unsealed(parts: AppParts, desk: Desk, value: string): z.infer<typeof carried> | null {
  const dot = value.indexOf('.');
  const text = value.slice(dot + 1);
  if (sealed(parts, desk, text) !== value) return null;
  return carried.parse(JSON.parse(text));
}
