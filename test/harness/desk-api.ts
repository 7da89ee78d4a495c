import { eq } from 'drizzle-orm';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { AdminParts } from '../../api/admin.ts';
import { SESSION_COOKIE } from '../../api/auth/guards.ts';
import { hashPassword } from '../../api/auth/passwords.ts';
import type { Commander } from '../../client/command.ts';
import { addAccount } from '../../db/accounts.ts';
import type { Database } from '../../db/connect.ts';
import type { Changes } from '../../db/ledger-changes.ts';
import { account, person } from '../../db/schema.ts';
import type { OidcSettings } from '../../plan/identity.ts';
import { openSession } from '../../db/sessions.ts';
import { openPages } from './unit-pages.ts';

/** The origin under which the desk is reached in tests. */
export const ORIGIN = 'https://duban.example.cn';

/** An answer of the API. */
export type Answer = {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** The body, read as JSON where it is. */
  // biome-ignore lint: tests look into answers of every kind
  body: any; // oxlint-disable-line typescript/no-explicit-any
  text: string;
};

export type DeskApi = {
  app: FastifyInstance;
  /** Asks as a page of the desk does: from its own origin, with the session's cookie. */
  call: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: {
      as?: string;
      body?: unknown;
      form?: FormData;
      headers?: Record<string, string>;
    },
  ) => Promise<Answer>;
  close: () => Promise<void>;
};

/** The API of the desk without a port. */
export async function openDeskApi(
  commander: Commander,
  changes?: Changes,
  admin?: AdminParts,
  oidc?: OidcSettings,
  fault?: (reason: string) => void,
): Promise<DeskApi> {
  const heard = {
    ...(changes === undefined ? {} : { changes }),
    ...(admin === undefined ? {} : { admin }),
    ...(oidc === undefined ? {} : { oidc }),
  };
  const pages = await openPages(commander, undefined, fault, heard);
  return {
    app: pages.app,
    call: async (method, path, { as, body, form, headers = {} } = {}) => {
      const request: InjectOptions = {
        method,
        url: path.startsWith('/api') || path.startsWith('/login/') ? path : `/api/v1${path}`,
        headers: {
          origin: ORIGIN,
          ...(as === undefined ? {} : { cookie: `${SESSION_COOKIE}=${as}` }),
          ...headers,
        },
      };
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
      if (body !== undefined)
        request.headers = { 'content-type': 'application/json', ...request.headers };
      const sent = form === undefined ? {} : await formOf(form, request.headers);
      const answer = await pages.app.inject({ ...request, ...payload, ...sent });
      const json = (answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: json ? answer.json() : null,
        text: answer.body,
      };
    },
    close: pages.close,
  };
}

/** A form with files as a page of the desk sends it. */
async function formOf(form: FormData, headers: InjectOptions['headers']) {
  const body = new Response(form);
  const type = body.headers.get('content-type') ?? '';
  const payload = Buffer.from(await body.arrayBuffer());
  return { headers: { ...headers, 'content-type': type, 'x-duban': '1' }, payload };
}

/** An account of somebody in the address book, with a password where one is given. */
export async function seedAccount(
  db: Database,
  name: string,
  { admin = false, password, now = 0 }: { admin?: boolean; password?: string; now?: number } = {},
): Promise<number> {
  const [found] = await db.select().from(person).where(eq(person.name, name));
  const row = found ?? (await db.insert(person).values({ name }).returning())[0];
  if (row === undefined) throw new Error('not seeded');
  const made = { personId: row.id, login: name, admin, mustChange: false };
  const id = await addAccount(db, made, now);
  if (password !== undefined) {
    const passwordHash = await hashPassword(password);
    await db.update(account).set({ passwordHash }).where(eq(account.id, id));
  }
  return id;
}

/** The cookie of somebody who is logged in. */
export async function loggedIn(
  db: Database,
  name: string,
  now: number,
  options: { admin?: boolean } = {},
): Promise<string> {
  const id = await seedAccount(db, name, { ...options, now });
  return await openSession(db, id, { agent: 'test', byLink: false }, now);
}
