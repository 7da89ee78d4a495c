import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { gzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWorkbook } from '../../documents/sheet.ts';
import { judgeFile, takeEvidence } from '../../db/evidence-intake.ts';
import { folderStore } from '../../db/files.ts';
import { HEIC_HEAD } from '../harness/photo.ts';
import { docxFile, paragraph } from '../documents/docx-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const text = (words: string) => new TextEncoder().encode(words);
const zipped = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, text('<x/>')])));
const PDF = text('%PDF-1.7\n1 0 obj');
const EXE = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);

it.each([
  ['盖章件.pdf', PDF, 'application/pdf'],
  ['照片.jpg', PDF, 'application/pdf'],
  ['文件.ofd', zipped('OFD.xml', 'Doc_0/Document.xml'), 'application/ofd'],
  ['材料.zip', zipped('照片.jpg'), 'application/zip'],
  ['说明.txt', text('青禾县'), 'text/plain'],
  ['IMG_0001.HEIC', HEIC_HEAD, 'image/heic'],
])('tells what %s is by its bytes', async (name, bytes, mediaType) => {
  expect(await judgeFile(name, bytes)).toEqual({ mediaType, refused: null });
});

it('tells real documents of offices', async () => {
  const doc = await readFile(join(import.meta.dirname, '../documents/fixtures/plan.doc'));
  const docx = docxFile({ body: paragraph('青禾县') });
  const sheet = await writeWorkbook([
    { name: '台账', columns: [{ head: '单位', width: 9 }], rows: [] },
  ]);
  const types = await Promise.all(
    [doc, docx, sheet].map(async (bytes) => (await judgeFile('', bytes)).mediaType),
  );
  expect(types).toEqual([
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
});

it('keeps what is evidence, with the kind of its bytes', async () => {
  const taken = await takeEvidence(folderStore(folder), '照片.jpg', Readable.from([PDF]));
  expect(taken).toMatchObject({ mediaType: 'application/pdf', size: PDF.length });
  expect(await folderStore(folder).has(taken.sha256)).toBe(true);
});

it.each([
  ['说明.pdf', EXE, '是程序'],
  ['报道.html', text('<html><script>x</script></html>'), '请打印成 PDF'],
])('keeps nothing of %s that is no evidence', async (name, bytes, says) => {
  const store = folderStore(folder);
  await expect(takeEvidence(store, name, Readable.from([bytes]))).rejects.toThrow(says);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  expect(await readdir(folder)).toEqual(['incoming']);
});

it.each([
  ['标志.svgz', gzipSync(text('<svg xmlns="http://www.w3.org/2000/svg"/>')), null],
  ['标志.svgz', gzipSync(text('<svg onload="x"/>')), '带脚本的网页'],
  ['标志.svg', gzipSync(text('<svg onload="x"/>')), '带脚本的网页'],
  ['标志.svgz', gzipSync(new Uint8Array(21 * 1024 * 1024)), '带脚本的网页'],
  ['标志.svgz', gzipSync(text('<svg/>')).subarray(0, 12), '带脚本的网页'],
  ['数据.gz', gzipSync(text('<svg onload="x"/>')), null],
])('looks into %s, as far as it is bounded', async (name, bytes, says) => {
  const { mediaType, refused } = await judgeFile(name, bytes);
  expect(mediaType).toBe('application/gzip');
  if (says === null) expect(refused).toBeNull();
  else expect(refused).toContain(says);
});

it('makes a derived file once, and remembers that none could be made', async () => {
  const store = folderStore(folder);
  const { sha256 } = await store.put(Readable.from([PDF]));
  let asked = 0;
  const make = async () => {
    asked += 1;
    return null;
  };
  expect(await store.derived(sha256, 'x', make)).toBeNull();
  expect(await store.derived(sha256, 'x', make)).toBeNull();
  expect(asked).toBe(1);
  const whole = await store.derived(sha256, 'y', async (bytes) => bytes.slice(0, 4));
  expect(whole?.toString()).toBe('%PDF');
  expect((await store.derived(sha256, 'y', make))?.toString()).toBe('%PDF');
});

it('makes one thing of a kind at a time, and has no other file in memory meanwhile', async () => {
  const store = folderStore(folder);
  const stored = await Promise.all(
    ['a', 'b', 'c', 'c'].map((words) => store.put(Readable.from([text(words)]))),
  );
  const [made, running]: [string[], Set<string>] = [[], new Set()];
  const makeFor = (what: string) => async (bytes: Uint8Array) => {
    expect(running.has(what)).toBe(false);
    running.add(what);
    await setTimeout(20);
    running.delete(what);
    made.push(`${what} ${Buffer.from(bytes).toString()}`);
    return bytes;
  };
  const whats = ['small', 'large'];
  const answers = await Promise.all(
    whats.flatMap((what) => stored.map(({ sha256 }) => store.derived(sha256, what, makeFor(what)))),
  );
  expect(answers.map(String)).toEqual(['a', 'b', 'c', 'c', 'a', 'b', 'c', 'c']);
  expect(made.toSorted()).toEqual(
    whats.toReversed().flatMap((what) => ['a', 'b', 'c'].map((file) => `${what} ${file}`)),
  );
  // the file that cannot be made of holds up none behind it
  const failing = store.derived(stored[0]?.sha256 ?? '', 'other', () =>
    Promise.reject(new Error('no')),
  );
  const next = store.derived(stored[1]?.sha256 ?? '', 'other', makeFor('other'));
  await expect(failing).rejects.toThrow('no');
  expect(String(await next)).toBe('b');
});
