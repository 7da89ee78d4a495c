// What makes the pages of a unit better where scripts run. The pages work without it, so that
// whatever fails here leaves the plain form.
import { forgetOldDrafts, forgetSent, keepDraft } from './drafts.ts';
import { watchFiles } from './files.ts';
import { watchSubmit } from './submit.ts';

const NEEDED = ['fetch', 'FormData', 'Promise', 'URLSearchParams', 'DOMParser'];

if (NEEDED.every((name) => name in window) && 'closest' in Element.prototype) {
  attempt(forgetOldDrafts);
  attempt(forgetSent);
  begin();
}

/** Looks after every form of the page; called again for a page that took its place. */
function begin(): void {
  const forms = document.querySelectorAll<HTMLFormElement>('form[method="post"]');
  for (const form of Array.from(forms)) {
    attempt(() => {
      const files = watchFiles(form);
      const draft = keepDraft(form, files);
      watchSubmit(form, files, { taken: () => draft.forget(), save: () => draft.save(), show });
    });
  }
}

/** Puts the answer to a form in the place of the page, as the browser would. */
function show(html: string): void {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  document.title = answer.title;
  document.body.replaceWith(document.adoptNode(answer.body));
  window.scrollTo(0, 0);
  begin();
  // those who hear the page are told where it begins
  const head = document.querySelector<HTMLElement>('.fault, h1');
  head?.setAttribute('tabindex', '-1');
  head?.focus();
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn(error);
  }
}
