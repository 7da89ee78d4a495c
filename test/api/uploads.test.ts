import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderStore } from '../../db/files.ts';
import { currentLink } from '../../db/links.ts';
import { link, post } from '../../db/schema.ts';
import { FILES_WAIT, LARGEST_FILE, MOST_WAITING } from '../../plan/evidence-files.ts';
import { DESK_START, openDeskPages, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import type { Pages } from '../harness/unit-pages.ts';

const database = sharedDatabase();
let pages: Pages;
let desk: TestDesk;
let list: string;
let origin: string;

beforeEach(async () => {
  ({ desk, pages, list } = await openDeskPages(database(), () => DESK_START, 'a secret'));
  origin = await pages.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => pages.close());

const PROTOCOL = { 'tus-resumable': '1.0.0' };

function begin(size: number, name = '盖章件.pdf', path = list): Promise<Response> {
  const filename = Buffer.from(name).toString('base64');
  const filetype = Buffer.from('application/pdf').toString('base64');
  return fetch(`${origin}${path}/uploads`, {
    method: 'POST',
    headers: {
      ...PROTOCOL,
      'upload-length': String(size),
      'upload-metadata': `filename ${filename},filetype ${filetype}`,
    },
  });
}

function send(address: string, offset: number, bytes: string): Promise<Response> {
  return fetch(`${origin}${address}`, {
    method: 'PATCH',
    headers: {
      ...PROTOCOL,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: bytes,
  });
}

async function begun(size: number, name?: string): Promise<string> {
  const address = (await begin(size, name)).headers.get('location');
  if (address === null) throw new Error('it was not begun');
  return address;
}

const offsetOf = async (address: string) =>
  (await fetch(`${origin}${address}`, { method: 'HEAD', headers: PROTOCOL })).headers.get(
    'upload-offset',
  );

it('takes a file in pieces and says how far it is', async () => {
  const address = await begun(10);
  expect(address).toMatch(new RegExp(`^${list}/uploads/[0-9a-f-]{36}$`));
  expect((await send(address, 0, '12345')).headers.get('upload-offset')).toBe('5');
  expect(await offsetOf(address)).toBe('5');
  expect((await send(address, 0, '12345')).status).toBe(409);
  expect((await send(address, 5, '67890')).status).toBe(204);
  expect(await offsetOf(address)).toBe('10');
  expect((await send(address, 10, 'more')).status).toBe(413);
});

it('brings it with a form, once it is whole', async () => {
  const [whole, half, unknown] = [await begun(5), await begun(9, '半.pdf'), crypto.randomUUID()];
  await send(whole, 0, '12345');
  await send(half, 0, '123');
  const ids = [whole, half, unknown].map((address) => address.replace(/^.*\//, ''));
  const fields = Object.fromEntries(ids.map((id, index) => [`upload-${index}`, `files/${id}`]));
  const form = { form: crypto.randomUUID(), ...fields };
  const { body } = await pages.browser().post(`${list}/p/1`, form);
  const kept = [...body.matchAll(/name="kept-\d+" value="([^"]*)"/g)].map(([, value]) => value);
  expect(kept).toHaveLength(3);
  expect(kept[0]).toContain('盖章件.pdf');
  expect(kept[1]).toContain('“半.pdf”没有传完，请重新选择');
  expect(kept[2]).toContain('有附件放得太久，请重新选择');
  expect(body).not.toContain('name="upload-');
});

it('is there for its own link only', async () => {
  const address = await begun(5);
  const [holder] = await database()
    .select()
    .from(post)
    .where(eq(post.unitId, desk.unitIds.get('县财政局') ?? 0));
  const unitId = holder?.unitId ?? 0;
  const other = await currentLink(database(), holder?.personId ?? 0, unitId, DESK_START);
  const stolen = address.replace(list, pages.pathOf(other));
  expect((await send(stolen, 0, '12345')).status).toBe(404);
  expect((await begin(5, 'x', '/u/nothing')).status).toBe(404);
  await database().update(link).set({ revokedAt: DESK_START });
  expect((await begin(5)).status).toBe(410);
  expect((await send(address, 0, '12345')).status).toBe(410);
});

it('takes no file that is too large, and no more of one link than its share', async () => {
  expect((await begin(LARGEST_FILE + 1)).status).toBe(413);
  const full = Math.floor(MOST_WAITING.bytes / LARGEST_FILE);
  for (let count = 0; count < full; count += 1) {
    expect((await begin(LARGEST_FILE)).status).toBe(201);
  }
  expect((await begin(LARGEST_FILE)).status).toBe(429);
});

it('forgets what no form brought within a day, and names that lead elsewhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'duban-pieces-'));
  const { unfinished, has } = folderStore(folder);
  const file = { owner: 'link', name: 'x', mediaType: 'text/plain', size: 3 };
  await unfinished.begin({ ...file, id: 'old', at: 0 });
  await unfinished.begin({ ...file, id: 'new', at: FILES_WAIT });
  await unfinished.write('link', 'new', 0, Readable.from(['abc']));
  expect(await unfinished.sweep(FILES_WAIT)).toBe(1);
  expect(await unfinished.find('link', 'old')).toBeNull();
  const [one, two] = await Promise.all([
    unfinished.settle('link', 'new'),
    unfinished.settle('link', 'new'),
  ]);
  expect(one?.stored).toEqual(two?.stored);
  expect(await has(one?.stored.sha256 ?? '')).toBe(true);
  expect(await unfinished.find('..', 'x')).toBeNull();
  expect(await unfinished.find('link', '../link/new')).toBeNull();
  await rm(folder, { recursive: true });
});
