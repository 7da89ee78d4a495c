import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSheets } from '../../documents/sheet.ts';

const root = join(import.meta.dirname, '../..');
const folders = ['first', 'second'].map((name) =>
  mkdtempSync(join(tmpdir(), `duban-demo-${name}-`)),
);
const [first = '', second = ''] = folders;
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

beforeAll(async () => {
  const run = promisify(execFile);
  await Promise.all(
    folders.map((folder) =>
      run(process.execPath, ['scripts/demo.ts', '--out', folder], { cwd: root }),
    ),
  );
}, 600_000); // of a machine that does other things too

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

it('lives the same year twice', () => {
  expect(read(second, 'timeline.txt')).toBe(read(first, 'timeline.txt'));
  expect(read(second, 'summary.txt')).toBe(read(first, 'summary.txt'));
});

it('closes what was done, and leaves open only what nobody did', () => {
  const [totals, open] = read(first, 'summary.txt').split('\n');
  expect(totals).toBe(
    '共 164 期：销号 154（其中逾期后办结 2），未了结 1，督办开始前到期 9，需对方协调 0',
  );
  expect(open).toContain('t08 两地联合举办专场招聘会');
});

it('takes a late item from the unit to its leader and to the supervising leader', () => {
  const timeline = read(first, 'timeline.txt');
  const steps = [
    '2024-12-02  ✉ 【督办提醒】',
    '✉ 【督办提醒】1项逾期、1项即将到期 → shenshu',
    '2024-12-04  ✉ 【督办提醒】1项逾期 → tangwen',
    '2024-12-11  ✉ 【督办专报】1项事项逾期，涉及1个单位 → linyuan',
    '2024-12-16  ● 青禾县教育局报办结：1.3',
  ];
  const places = steps.map((step) => timeline.indexOf(step));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

it('names the period of a mail about one return', () => {
  expect(read(first, 'timeline.txt')).toMatch(
    /2024-07-31 {2}✉ 【督办提醒】请报送2024年7月份进展情况，8月5日前报 → /,
  );
});

it('sends nobody more than four mails a month', () => {
  const most = [...read(first, 'summary.txt').matchAll(/最多 (\d+) 封/g)].map((match) =>
    Number(match[1]),
  );
  expect(Math.max(...most)).toBeLessThanOrEqual(4);
});

it('writes the ledger and every mail', async () => {
  const [sheet] = await readSheets(readFileSync(join(first, 'ledger.xlsx')), 'ledger.xlsx');
  expect(sheet?.rows).toHaveLength(165);
  const mails = readdirSync(join(first, 'mail'));
  expect(read(first, 'summary.txt')).toContain(`邮件 ${mails.length} 封`);
  expect(mails.every((name) => /^\d{4}-\d{4}-\d{2}-\d{2}-\w+\.eml$/.test(name))).toBe(true);
});
