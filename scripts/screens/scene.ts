import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { svgToPng } from '../../documents/png.ts';
import type { DeskCall } from './desk-call.ts';

const SAMPLE = join(import.meta.dirname, '../../docs/sample');

/** The unit whose pages are photographed; it acts for itself. */
export const PHOTOGRAPHED_UNIT = '青禾县人社局';

/** What the pages are opened with. */
export type Scene = {
  /** The import of next year's plan, and its draft. */
  importId: string;
  draftId: number;
  /** A unit of the address book. */
  unitId: number;
  /** What is overdue the longest. */
  overdueId: string;
};

const ROWS = z.object({ rows: z.array(z.object({ id: z.string(), unit: z.string() })) });
const FILES = z.array(z.object({ id: z.string() }));
const IMPORT = z.object({ stage: z.string(), planId: z.int().nullable() });
const BOOK = z.object({
  units: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      posts: z.array(z.object({ personId: z.int(), role: z.string() })),
    }),
  ),
});
const SIDES = z.array(z.object({ planId: z.int(), sideId: z.int() }));
const CANDIDATES = z.object({ candidates: z.array(z.object({ id: z.string() })) });

/**
 * What happened in the office besides the sample's year, given by the API as its pages would: claims with
 * papers, a request, something declined, something at risk, a letter, a circular, leave, and next year's
 * plan under review.
 */
export async function setScene(
  call: DeskCall,
  { coordinator, admin }: { coordinator: string; admin: string },
): Promise<Scene> {
  await claims(call, coordinator);
  const [side] = SIDES.parse(await call(coordinator, 'GET', '/liaison'));
  if (side !== undefined) {
    await call(coordinator, 'POST', `/liaison/${side.planId}/${side.sideId}/letter`);
  }
  const { candidates } = CANDIDATES.parse(await call(coordinator, 'GET', '/plans/1/circulars'));
  await call(coordinator, 'POST', '/plans/1/circulars', { ids: candidates.map(({ id }) => id) });
  const unitId = await leave(call, coordinator);
  await settings(call, admin);
  const [overdue] = ROWS.parse(await call(coordinator, 'GET', '/ledger?light=red&sort=late')).rows;
  if (overdue === undefined) throw new Error('nothing is overdue in the sample by then');
  const importId = await nextYear(call, coordinator);
  return { unitId, overdueId: overdue.id, importId, draftId: 0 };
}

/** Units told the office by telephone and on paper; the office wrote it down for them. */
async function claims(call: DeskCall, as: string): Promise<void> {
  const asked = '/ledger?light=green,yellow&sort=due&state=assigned,acknowledged';
  const found = ROWS.parse(await call(as, 'GET', asked)).rows;
  const rows = found.filter(({ unit }) => unit !== PHOTOGRAPHED_UNIT);
  const fileIds = await files(call, as);
  const acts = [
    { kind: 'complete', text: '已办结，签到表、照片见附件。', fileIds, amount: 1 },
    { kind: 'complete', text: '已按方案完成。', fileIds: [], amount: 1 },
    { kind: 'request-extension', text: '演出场地维修，需推迟。', until: '2025-01-17' },
    { kind: 'report-risk', text: '对方接待时间未定。' },
    { kind: 'decline', text: '此项由县文旅局承担，非本单位职责。' },
  ];
  for (const [place, act] of acts.entries()) {
    const row = rows[place];
    if (row === undefined) return;
    const path = `/occurrences/${encodeURIComponent(row.id)}/commands`;
    const behalf = { informant: '王主任' };
    await call(as, 'POST', path, { ...act, source: 'telephone', behalf });
  }
}

async function files(call: DeskCall, as: string): Promise<string[]> {
  const form = new FormData();
  form.append('files', new Blob([Buffer.from(PICTURE)], { type: 'image/png' }), '现场照片.png');
  form.append('files', new Blob([PAPER], { type: 'application/pdf' }), '签到表.pdf');
  return FILES.parse(await call(as, 'POST', '/files', form)).map(({ id }) => id);
}

/** Somebody is away, and another stands in. */
async function leave(call: DeskCall, as: string): Promise<number> {
  const { units } = BOOK.parse(await call(as, 'GET', '/book'));
  const bureau = units.find(({ name }) => name === '青禾县教育局');
  const [away, substitute] = bureau?.posts ?? [];
  if (bureau === undefined || away === undefined) throw new Error('the sample has no such unit');
  await call(as, 'POST', '/book/leaves', {
    personId: away.personId,
    from: '2024-12-16',
    to: '2024-12-20',
    substituteId: substitute?.personId ?? null,
  });
  return bureau.id;
}

async function settings(call: DeskCall, as: string): Promise<void> {
  await call(as, 'POST', '/tokens', {
    name: '县大数据平台',
    scopes: ['plans:read', 'ledger:read'],
    until: '2025-12-31',
  });
  await call(as, 'POST', '/webhooks', {
    name: '县协同办公系统',
    url: 'https://oa.qinghe.example/duban',
    kinds: ['complete', 'close', 'request-extension'],
  });
}

/** The sample moved to the year after, imported and not reviewed yet. */
async function nextYear(call: DeskCall, as: string): Promise<string> {
  const [document = ''] = globSync('*.txt', { cwd: SAMPLE });
  const text = readFileSync(join(SAMPLE, document), 'utf8').replaceAll('2024', '2025');
  const importId = '5c6a0f2e-7d1b-4c8e-9a34-2f0b6d1e8c75';
  const form = new FormData();
  form.append('id', importId);
  form.append('file', new Blob([text]), '2025年结对帮扶工作方案.txt');
  await call(as, 'POST', '/imports', form);
  const path = `/imports/${importId}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (IMPORT.parse(await call(as, 'GET', path)).stage === 'asking') break;
    await pause(100);
  }
  return importId;
}

/** Says whose side is ours, which makes the import a draft. */
export async function makeDraft(call: DeskCall, as: string, scene: Scene): Promise<Scene> {
  const path = `/imports/${scene.importId}/home`;
  const { planId } = IMPORT.parse(await call(as, 'POST', path, { home: '青禾县' }));
  if (planId === null) throw new Error('no draft was made of the import');
  return { ...scene, draftId: planId };
}

const PICTURE = svgToPng(
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="640" height="480" fill="#9cc3e6"/><rect y="330" width="640" height="150" fill="#7d9b62"/>
    <circle cx="520" cy="90" r="44" fill="#f4d35e"/><path d="M120 330 260 190 400 330Z" fill="#c65d3b"/>
    <rect x="160" y="250" width="200" height="120" fill="#f3e9d2"/></svg>`,
);

const PAPER = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj
trailer<</Root 1 0 R>>
%%EOF`,
);
