import { eq } from 'drizzle-orm';
import { decodeQR } from 'qr/decode.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { occurrence } from '../../db/schema.ts';
import { DESK_START, idleCommander, seedDesk, type TestDesk } from '../harness/desk.ts';
import { sharedDatabase } from '../harness/shared-database.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

const database = sharedDatabase();
let pages: Pages;
let desk: TestDesk;
let list: string;

beforeEach(async () => {
  desk = await seedDesk(database());
  pages = await openPages(idleCommander(database(), () => DESK_START));
  list = pages.pathOf(desk.linkId);
});

afterEach(() => pages.close());

/** The pixels of the page's SVG, each module eight wide. */
function pixelsOf(svg: string): { width: number; height: number; data: Uint8Array } {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = size * 8;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let px = Number(x) * 8; px < (Number(x) + Number(run)) * 8; px += 1) {
      for (let py = Number(y) * 8; py < (Number(y) + 1) * 8; py += 1) {
        data.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3);
      }
    }
  }
  return { width, height: width, data };
}

it('prints the list with a code that opens the same page, and a receipt slip', async () => {
  const { body } = await pages.get(`${list}/print`);
  expect(decodeQR(pixelsOf(body))).toBe(`https://duban.example.cn${list}`);
  expect(body).toMatch(/组织支教教师互访[^]*11月30日（周六）[^]*修缮村小学[^]*12月20日/);
  expect(body).toMatch(
    /回　执[^]*县协作办[^]*未办结任务 2 项：已开始 2 期）已收到[^]*单位（盖章）：县教育局/,
  );
  expect(body).toContain('督办单位：县协作办，电话 0771-2345678');
});

it('counts tasks and their dates apart, as the assignment notice does', async () => {
  const db = database();
  const rows = await db.select().from(occurrence).orderBy(occurrence.dueOn);
  const [first] = rows;
  if (first === undefined) throw new Error('nothing seeded');
  await db.update(occurrence).set({ state: 'assigned' });
  for (const period of ['a', 'b', 'c']) {
    const id = `${first.id}-${period}`;
    await db.insert(occurrence).values({ ...first, id, period, state: 'scheduled' });
  }
  const { body } = await pages.get(`${list}/print`);
  expect(body).toContain('《2024年协作方案》：未办结任务 2 项');
  expect(body).toContain('以上是已经开始的 2 期；以后各期还有 3 期');
  expect(body).toMatch(/回　执[^]*未办结任务 2 项：已开始 2 期，以后 3 期）已收到/);
  await db.update(occurrence).set({ beforeStart: true }).where(eq(occurrence.id, first.id));
  const listed = await pages.get(list);
  expect(listed.body).toContain('<span>督办开始前的，不催办</span>');
});

it('carries no style and no script inline, so that the pages forbid them', async () => {
  for (const path of ['', '/print', '/contact', '/channel']) {
    const { body, headers } = await pages.get(`${list}${path}`);
    expect(body).not.toMatch(/<script(?! src=)|<style|\sstyle=|\son\w+=|javascript:|target=/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['set-cookie']).toBeUndefined();
  }
});

it('names the office and its telephone on every page', async () => {
  for (const path of ['', '/print', '/contact', '/channel']) {
    expect((await pages.get(`${list}${path}`)).body).toMatch(/县协作办[^]*0771-2345678/);
  }
});
