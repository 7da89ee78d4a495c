import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { AdminParts } from '../../api/admin.ts';
import { createApp } from '../../api/app.ts';
import { calendarFeed } from '../../channels/calendar.ts';
import { linkSigner } from '../../channels/links.ts';
import { postHook } from '../../channels/webhooks.ts';
import type { Commander } from '../../client/command.ts';
import { folderStore } from '../../db/files.ts';
import type { Changes } from '../../db/ledger-changes.ts';
import type { OidcSettings } from '../../plan/identity.ts';
import { calendarOf } from '../../plan/calendar.ts';
import type { CapturedMail } from './smtp.ts';

const PUBLIC_URL = 'https://duban.example.cn';

export type Pages = {
  app: FastifyInstance;
  /** The path of the list that a link opens. */
  pathOf: (linkId: string) => string;
  get: (path: string) => Promise<LightMyRequestResponse>;
  /**
   * Sends a form as a browser does: with files as multipart, else as fields. Asked who sits before
   * it, the browser answers, once for each link.
   */
  post: (
    path: string,
    fields: Record<string, string>,
    files?: File[],
    filesField?: string,
  ) => Promise<LightMyRequestResponse>;
  /** A browser that keeps its cookies and answers nothing by itself. */
  browser: () => Browser;
  close: () => Promise<void>;
};

export type Browser = {
  get: Pages['get'];
  post: Pages['post'];
  /** The cookies that it keeps, by the path they belong to. */
  cookies: Map<string, string>;
};

/** What the browser of `post` keeps, also when an API process is followed by another. */
const CLERKS_COOKIES = new Map<string, string>();

/** Who sits before the browser of `post`. */
export const CLERK = {
  who: '1',
  'who-name': '王芳',
  'who-room': '办公室',
  'who-phone': '0771-1234567',
};

function well(): Promise<void> {
  return Promise.resolve();
}

/** The API without a port, with a file store of its own. */
export async function openPages(
  commander: Commander,
  secret = 'a secret for tests only',
  fault = (reason: string): void => {
    throw new Error(reason);
  },
  options: {
    sms?: boolean;
    admin?: AdminParts;
    oidc?: OidcSettings;
    changes?: Changes;
    publicUrl?: string;
  } = {},
): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-files-'));
  const signer = linkSigner(options.publicUrl ?? PUBLIC_URL, secret);
  const app = await createApp({
    commander,
    signer,
    files: folderStore(folder),
    calendar: () => Promise.resolve(calendarOf()),
    letters: { domain: 'duban.example.cn', sms: () => Promise.resolve(options.sms ?? false) },
    feed: calendarFeed,
    postHook,
    ...(options.admin === undefined ? {} : { admin: options.admin }),
    ...(options.oidc === undefined ? {} : { oidc: options.oidc }),
    ...(options.changes === undefined ? {} : { changes: options.changes }),
    health: { postgres: well, temporal: well, worker: well, mail: well },
    fault,
  });
  const clerk = browserOf(app, CLERKS_COOKIES);
  let answering: Promise<unknown> = Promise.resolve();
  return {
    app,
    pathOf: (linkId) => new URL(signer.address(linkId)).pathname,
    get: (path) => app.inject({ method: 'GET', url: path }),
    post: async (path, fields, files, filesField) => {
      const answer = await clerk.post(path, fields, files, filesField);
      if (!answer.body.includes('name="who" value="1"')) return answer;
      // of two tabs one is answered after the other: the clerk has two hands
      const said = { ...hiddenIn(answer.body), ...CLERK };
      const turn = answering.then(() =>
        clerk.post(path, said, files === undefined ? undefined : []),
      );
      answering = turn.catch(() => null);
      return await turn;
    },
    browser: () => browserOf(app),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A browser on the app; cookies go to the paths that they were set for. */
function browserOf(app: FastifyInstance, cookies = new Map<string, string>()): Browser {
  const sent = (url: string) =>
    [...cookies].filter(
      ([path]) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`),
    );
  const withCookies = (url: string, headers: Record<string, string> = {}) => {
    const kept = sent(url).map(([, cookie]) => cookie);
    return kept.length === 0 ? headers : { ...headers, cookie: kept.join('; ') };
  };
  const keep = (answer: LightMyRequestResponse) => {
    const header = answer.headers['set-cookie'];
    for (const each of [header ?? []].flat()) {
      const path = /Path=([^;]+)/.exec(each)?.[1] ?? '/';
      cookies.set(path, each.split(';')[0] ?? '');
    }
    return answer;
  };
  return {
    cookies,
    get: async (url) => keep(await app.inject({ method: 'GET', url, headers: withCookies(url) })),
    post: async (url, fields, files, filesField) => {
      const { headers, payload } = await bodyOf(fields, files, filesField);
      return keep(
        await app.inject({ method: 'POST', url, headers: withCookies(url, headers), payload }),
      );
    },
  };
}

/** What a page in between carries along. */
export function hiddenIn(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescaped(value)]));
}

async function bodyOf(
  fields: Record<string, string>,
  files: File[] | undefined,
  filesField = 'files',
) {
  const form = files === undefined ? new URLSearchParams(fields) : new FormData();
  if (form instanceof FormData) {
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const file of files ?? []) form.append(filesField, file);
  }
  const body = new Response(form);
  const type = body.headers.get('content-type') ?? '';
  return { headers: { 'content-type': type }, payload: Buffer.from(await body.arrayBuffer()) };
}

/** The path of the link that a mail carries. */
export function linkIn(mail: CapturedMail | undefined): string {
  const found = /https:\/\/\S+\/u\/\S+/.exec(mail?.text ?? '');
  if (found === null) throw new Error('the mail carries no link');
  return new URL(found[0]).pathname;
}

/** The forms of a page: where each goes, and its hidden id. */
export function formsIn(page: string): { action: string; form: string }[] {
  const pattern = /<form[^>]*action="([^"]+)"[^>]*>[\s\S]*?name="form" value="([^"]+)"/g;
  return [...page.matchAll(pattern)].map((match) => ({
    action: match[1] ?? '',
    form: match[2] ?? '',
  }));
}

/** The form of a page whose address ends in a way. */
export function formIn(page: string, ending: string): { action: string; form: string } {
  const found = formsIn(page).find(({ action }) => action.endsWith(ending));
  if (found === undefined) throw new Error(`the page has no form …${ending}`);
  return found;
}

/** The fields of the form whose hidden id is given, as a browser would send them untouched. */
export function fieldsOf(page: string, id: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.includes(id)) ?? '';
  const inputs = [...form.matchAll(/<input[^>]*?type="(?:hidden|text)"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g)].map(
    ([, name = '', text = '']) => [name, unescaped(text)],
  );
  return Object.fromEntries([...inputs, ...areas]);
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
