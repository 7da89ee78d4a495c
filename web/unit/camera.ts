import { button, element } from './dom.ts';

/** Of two fields for the same files one is for photos; only what is touched has a camera at hand. */
export function takesPhotos(input: HTMLInputElement): boolean {
  if (!window.matchMedia('(pointer: coarse)').matches) return false;
  const named = input.form?.elements.namedItem(input.name);
  return input.accept !== '' || !(named instanceof RadioNodeList);
}

/** Opens the camera at once, where a file field would ask what to open. */
export function camera(choose: (files: FileList | null) => void): HTMLElement {
  const input = element('input', 'unseen');
  input.type = 'file';
  input.accept = 'image/*';
  input.setAttribute('capture', 'environment');
  input.tabIndex = -1;
  input.setAttribute('aria-hidden', 'true');
  input.addEventListener('change', () => {
    choose(input.files);
    input.value = '';
  });
  const both = element('div');
  both.append(
    button('拍照', () => input.click()),
    input,
  );
  return both;
}
