/** An element with words in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  words = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = words;
  return made;
}

/** A button of the script's own; it sends no form. */
export function button(words: string, press: () => void): HTMLButtonElement {
  const made = element('button', 'small', words);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/** A line that screen readers say when it changes. */
export function liveLine(className: string): HTMLParagraphElement {
  const made = element('p', className);
  made.setAttribute('role', 'status');
  made.setAttribute('aria-live', 'polite');
  return made;
}

/** Opens all that an element is folded into. */
export function unfold(inner: Element): void {
  for (let each = inner.closest('details'); each !== null; ) {
    each.open = true;
    each = each.parentElement?.closest('details') ?? null;
  }
}

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes === 0) return '0 KB';
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${megabytes.toFixed(1)} MB`;
}
