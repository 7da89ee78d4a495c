import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventFile, file } from '../../../db/schema.ts';
import { type DeskApi, loggedIn, openDeskApi } from '../../harness/desk-api.ts';
import { DESK_START, idleCommander } from '../../harness/desk.ts';
import { HEIC_HEAD, photoFile } from '../../harness/photo.ts';
import { sharedDatabase } from '../../harness/shared-database.ts';
import { seedTwoOffices, type TwoOffices } from '../../harness/two-offices.ts';

const database = sharedDatabase();
let api: DeskApi;
let world: TwoOffices;
let as: string;

beforeEach(async () => {
  world = await seedTwoOffices(database());
  api = await openDeskApi(idleCommander(database(), () => DESK_START));
  as = await loggedIn(database(), '周协调', DESK_START);
});
afterEach(() => api.close());

const PDF = new File(['%PDF-1.7\n'], '照片.jpg', { type: 'image/jpeg' });

async function keep(...files: File[]) {
  const form = new FormData();
  for (const each of files) form.append('files', each);
  return await api.call('POST', '/files', { as, form, headers: { 'x-duban': '1' } });
}

/** Stores files, and lets them belong to the office's own occurrence. */
async function attached(...files: File[]): Promise<string[]> {
  const { body } = await keep(...files);
  const ids: string[] = body.map(({ id }: { id: string }) => id);
  const rows = ids.map((fileId) => ({ occurrenceId: world.own, seq: 1, fileId }));
  await database().insert(eventFile).values(rows);
  return ids;
}

it('says what files are by their bytes, and keeps their names', async () => {
  const { status, body } = await keep(PDF, photoFile('现场.jpg'));
  expect(status).toBe(201);
  expect(body).toMatchObject([
    { name: '照片.jpg', kind: 'PDF', misnamed: true },
    { name: '现场.jpg', kind: 'JPG', misnamed: false },
  ]);
  const rows = await database().select().from(file).where(eq(file.name, '照片.jpg'));
  expect(rows.map(({ mediaType }) => mediaType)).toContain('application/pdf');
});

it.each([
  [new File(['MZ\u0000\u0003'], '说明.pdf'), '是程序'],
  [new File(['<html><script>x</script>'], '报道.html'), '请打印成 PDF'],
])('takes no program, nor what came beside it', async (program, says) => {
  const before = await database().$count(file);
  const { status, body } = await keep(photoFile('现场.jpg'), program);
  expect([status, body.detail.includes(says)]).toEqual([422, true]);
  expect(await database().$count(file)).toBe(before);
});

const look = (id: string, query: string, headers = {}) =>
  api.call('GET', `/files/${id}?${query}`, { as, headers });

describe('pictures', () => {
  it('come small, for a page of ours alone, and once', async () => {
    const [id = ''] = await attached(photoFile('现场.jpg'));
    const { status, headers } = await look(id, 'size=thumbnail');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    const etag = String(headers['etag']);
    expect((await look(id, 'size=thumbnail', { 'if-none-match': etag })).status).toBe(304);
    expect((await look(id, 'size=screen', { 'if-none-match': etag })).status).toBe(200);
  });

  it('that cannot be decoded, and other files, have no size', async () => {
    const broken = new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2])], '坏.jpg');
    const heic = new File([HEIC_HEAD], 'IMG_0001.HEIC');
    for (const id of await attached(broken, heic, PDF)) {
      expect((await look(id, 'size=thumbnail')).status).toBe(404);
      expect((await look(id, '')).status).toBe(200);
    }
  });

  it('are not for those who do not see the occurrence', async () => {
    const [id = ''] = await attached(photoFile('现场.jpg'));
    const other = await loggedIn(database(), '吴协调', DESK_START);
    for (const query of ['size=thumbnail', 'size=screen', '']) {
      expect((await api.call('GET', `/files/${id}?${query}`, { as: other })).status).toBe(404);
    }
  });
});

describe('a film or a recording', () => {
  const SOUND = new File(['RIFF0000WAVEfmt 0123456789'], '录音.wav');
  const ask = async (headers: Record<string, string>) => {
    const [id = ''] = await attached(SOUND);
    const { status, text, headers: given } = await look(id, '', headers);
    const { 'content-range': range, 'content-length': length } = given;
    return [status, text, range, length];
  };

  it('is handed out in parts', async () => {
    expect(await ask({ range: 'bytes=0-3' })).toEqual([206, 'RIFF', 'bytes 0-3/26', '4']);
    expect(await ask({ range: 'bytes=-2' })).toEqual([206, '89', 'bytes 24-25/26', '2']);
    expect(await ask({ range: 'bytes=26-' })).toEqual([416, '', 'bytes */26', '0']);
    const [status, whole] = await ask({ range: 'bytes=0-3', 'if-range': '"another"' });
    expect([status, whole]).toEqual([200, 'RIFF0000WAVEfmt 0123456789']);
  });

  it('says that it can be, and what it is', async () => {
    const [id = ''] = await attached(SOUND);
    const { headers } = await look(id, '');
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-type': 'audio/wav',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it('is not for those who do not see the occurrence, not even in part', async () => {
    const [id = ''] = await attached(SOUND);
    const other = await loggedIn(database(), '吴协调', DESK_START);
    const headers = { range: 'bytes=0-3' };
    expect((await api.call('GET', `/files/${id}`, { as: other, headers })).status).toBe(404);
  });
});

it('hands out everything else as a download, never in a page', async () => {
  const ids = await attached(PDF, new File(['<p>x</p>'], '页.html'));
  const answers = await Promise.all(ids.map((id) => look(id, '')));
  for (const { headers } of answers) {
    expect(headers['content-disposition']).toMatch(/^attachment/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  }
  expect(answers.map(({ headers }) => headers['content-type'])).toEqual([
    'application/pdf',
    'application/octet-stream',
  ]);
});

it.each([
  ['worker.mjs', 'text/javascript'],
  ['cmaps/GBK-EUC-H.bcmap', 'application/octet-stream'],
  ['standard_fonts/FoxitSerif.pfb', 'application/x-font-type1'],
])('brings along what paints PDF: %s', async (path, type) => {
  const { statusCode, headers } = await api.app.inject(`/desk/pdf/${path}`);
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toContain(type);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/);
});
