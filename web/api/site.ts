import { defaults } from './client.ts';

/** The path under which everything lies, as the server told this page; empty at the root. */
export const site = document.querySelector<HTMLMetaElement>('meta[name="site"]')?.content ?? '';

defaults.baseUrl = site === '' ? '/' : site;
