import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { setting } from './schema.ts';

const KEY = 'admin-page';
const HOUR = 3_600_000;

/** One link to the settings at a time: a newer one ends those before it. */
type AdminPage = { id: string; until: number; session: string | null };

/** Makes the link under which the settings can be opened, once and within an hour. */
export async function makeAdminLink(
  db: Database,
  personId: number | null,
  now: number,
): Promise<string> {
  const id = randomBytes(16).toString('base64url');
  const value: AdminPage = { id, until: now + HOUR, session: null };
  const row = { value, personId, at: now };
  await db
    .insert(setting)
    .values({ key: KEY, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
  return id;
}

/** Who opens the settings: a link that nobody has opened yet, or the browser that has. */
export type AdminVisit =
  | { state: 'unopened' | 'open'; personId: number | null }
  | { state: 'spent' };

/** What a link and a browser's token open. Reading it changes nothing: mail scanners look, too. */
export async function adminVisit(
  db: Database,
  id: string,
  token: string | null,
  now: number,
): Promise<AdminVisit> {
  const [row] = await db.select().from(setting).where(eq(setting.key, KEY));
  const page = row?.value;
  if (row === undefined || !isPage(page) || page.id !== id || page.until < now) {
    return { state: 'spent' };
  }
  const { personId } = row;
  if (page.session === null) return { state: 'unopened', personId };
  return token !== null && hashOf(token) === page.session
    ? { state: 'open', personId }
    : { state: 'spent' };
}

/** Opens the settings for one browser; the answer is its token, null when another was first. */
export async function openAdminPage(db: Database, id: string, now: number): Promise<string | null> {
  return await db.transaction(async (tx) => {
    const [row] = await tx.select().from(setting).where(eq(setting.key, KEY)).for('update');
    const page = row?.value;
    if (!isPage(page) || page.id !== id || page.until < now || page.session !== null) return null;
    const token = randomBytes(24).toString('base64url');
    const value: AdminPage = { ...page, session: hashOf(token) };
    await tx.update(setting).set({ value }).where(eq(setting.key, KEY));
    return token;
  });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function isPage(value: unknown): value is AdminPage {
  return typeof value === 'object' && value !== null && 'id' in value && 'until' in value;
}
