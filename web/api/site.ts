import { defaults } from './client.ts';
import { NotSentError } from './problem.ts';

/** The path under which everything lies, as the server told this page; empty at the root. */
export const site = document.querySelector<HTMLMetaElement>('meta[name="site"]')?.content ?? '';

defaults.baseUrl = site === '' ? '/' : site;

/** An act that fails without a line was not sent, which is more than that no answer came. */
defaults.fetch = async (input, init) => {
  const isAct = init?.method !== undefined && init.method !== 'GET';
  const hadLine = navigator.onLine;
  try {
    return await fetch(input, init);
  } catch (cause) {
    if (isAct && !hadLine) throw new NotSentError('there was no line', { cause });
    throw cause;
  }
};
