/** A field that people type into. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const TYPED = ['text', 'tel', 'email', 'date', 'time', 'number'];

/** The fields of a form by names that stay, also when rows of a return change their places. */
export function typedFields(form: HTMLFormElement): Map<string, Field> {
  const found = new Map<string, Field>();
  for (const each of Array.from(form.elements)) {
    const name = isTyped(each) ? each.name : '';
    // who sits before the device is no part of what is reported
    if (!isTyped(each) || name === '' || name.startsWith('who')) continue;
    found.set(lastingName(form, name), each);
  }
  return found;
}

/** What stood in a field when the page came. */
export function defaultOf(field: Field): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const options = Array.from(field.options);
  return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? '';
}

function isTyped(each: Element): each is Field {
  if (each instanceof HTMLTextAreaElement || each instanceof HTMLSelectElement) return true;
  return each instanceof HTMLInputElement && TYPED.includes(each.type);
}

/** A row of a return is known by its key, not by its place. */
function lastingName(form: HTMLFormElement, name: string): string {
  const [, what, index] = /^(text|amount|outof|files)-(\d+)$/.exec(name) ?? [];
  const key = index === undefined ? null : form.elements.namedItem(`row-${index}`);
  return key instanceof HTMLInputElement ? `${what}@${key.value}` : name;
}
