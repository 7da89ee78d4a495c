import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContext } from '../../cli/context.ts';
import { importCommand } from '../../cli/import.ts';
import { run } from '../../cli/index.ts';
import { readSheets, writeWorkbook } from '../../documents/sheet.ts';
import { readInput } from '../../cli/files.ts';
import { extractedPlan } from '../harness/extracted.ts';
import { freshDatabase } from '../harness/postgres.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'duban-cli-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const inFolder = (name: string) => join(folder, name);

/** Runs a command line: its exit code, what it printed, and what it complained of. */
async function duban(...args: string[]) {
  const printed = { out: '', error: '' };
  const code = await run(
    args,
    { DATABASE_URL: database.url },
    {
      out: (text) => (printed.out += `${text}\n`),
      error: (text) => (printed.error += `${text}\n`),
    },
  );
  return { code, ...printed };
}

const extract = () => Promise.resolve({ extracted: extractedPlan(), sourceText: '正文' });

/** `duban import` with an extraction of our own. */
async function importPlan(...args: string[]) {
  let out = '';
  const context = openContext({ DATABASE_URL: database.url }, (text) => (out += text));
  try {
    await importCommand(context, extract).parseAsync(args, { from: 'user' });
  } finally {
    await context.close();
  }
  return out;
}

const BOOK = [
  '单位,类别,所属方,别名,通过谁办理,岗位,姓名,电话,邮箱',
  '青禾县教育局,单位,青禾县,,,联系人,林小满,,lin@example.com',
  '青禾县财政局,单位,青禾县,,,联系人,何平,13900000003,',
  '柳溪镇,单位,青禾县,,,办公室,吴桐,,wu@example.com',
].join('\n');

it('leads from the document to a settled draft', async () => {
  await writeFile(inFolder('plan.txt'), '正文');
  await writeFile(inFolder('units.csv'), BOOK);
  expect(await importPlan(inFolder('plan.txt'), '--home', '青禾')).toMatch(
    /已导入为方案 1（草稿）[^]*任务 3 项[^]*4 个尚未对应[^]*下一步/,
  );
  expect(await importPlan(inFolder('plan.txt'), '--home', '青禾县')).toContain('未作改动');

  const units = await duban('units', inFolder('units.csv'));
  expect(units).toMatchObject({ code: 0, error: '' });
  expect(units.out).toMatch(/新增单位 3[^]*方案 1[^]*青禾县教育局[^]*联系不上[^]*何平没有填邮箱/);
  expect((await duban('units', inFolder('units.csv'))).out).toContain('没有变化');
  expect((await duban('units')).out).toMatch(/^✗ 青禾县财政局/);

  const names = await duban('names', '1');
  expect(names.out).toMatch(/县财政局（1 项任务）\n +建议 青禾县财政局/);
  const settle = ['--settle', '县财政局=青禾县财政局', '--settle', '各乡镇=柳溪镇'];
  const leaveOut = ['--leave-out', '云岭县教育局', '--reason', '对方单位'];
  const settled = await duban('names', '1', ...settle, ...leaveOut);
  expect(settled.out).toContain('都已确定');

  const file = inFolder('tasks.xlsx');
  expect((await duban('tasks', '1', '--out', file)).out).toContain('--apply');
  expect((await duban('tasks', '1', '--out', file)).error).toContain('已经存在');
  await correct(file, '举办教师培训', '办好教师培训');
  expect((await duban('tasks', '1', '--apply', file, '--review-all')).out).toMatch(
    /改动 1 处[^]*“办好教师培训”\n标为已审 3 项\n已审 3\/3 项\n$/,
  );
  expect((await duban('tasks', '1')).out).toContain('t01 办好教师培训：青禾县教育局；2024-11-30');
});

async function correct(file: string, before: string, after: string) {
  const sheets = await readSheets(await readInput(file), file);
  const drafts = sheets.map(({ name, rows: [heads = [], ...rows] }) => ({
    name,
    columns: heads.map((head) => ({ head, width: 10 })),
    rows: rows.map((row) => row.map((cell) => (cell === before ? after : cell))),
  }));
  await writeFile(file, await writeWorkbook(drafts));
}

describe('--json', () => {
  it.each([
    [['units'], ['id', 'name', 'reachedAt']],
    [
      ['names', '1', '--all'],
      ['written', 'settled', 'proposals'],
    ],
  ])('of %j is a list with %j', async (args, keys) => {
    const value: unknown = JSON.parse((await duban(...args, '--json')).out);
    expect(value).toContainEqual(
      expect.objectContaining(Object.fromEntries(keys.map((key) => [key, expect.anything()]))),
    );
  });

  it('of tasks holds overview and tasks', async () => {
    const value: unknown = JSON.parse((await duban('tasks', '1', '--json')).out);
    expect(value).toMatchObject({ overview: { id: 1 }, tasks: [{ key: 't01' }, {}, {}] });
  });
});

describe('what cannot be done is said in one message, without a stack', () => {
  it.each([
    [['tasks', '99'], '没有找到方案：99'],
    [['tasks', 'x'], '应为方案编号'],
    [['units', 'missing.xlsx'], '没有找到这个文件'],
    [['names', '1', '--settle', '各乡镇'], '应为 名称=单位'],
    [['names', '1', '--settle', '各乡镇=海风镇'], '没有找到通讯录中的单位：海风镇'],
    [['names', '1', '--leave-out', '各乡镇'], '须写明理由'],
    [['tasks', '1', '--unknown'], '--help'],
    [['pause', '1'], '请用 --as 写明以谁的身份办理'],
    [['pause', '1', '--as', '林小满'], '暂停方案须用 --reason 写明理由'],
    [['pause', '1', '--as', '林小满', '--reason', '调整'], '林小满不是方案 1 的协调员或督办领导'],
    [['end', '99', '--as', '林小满', '--reason', '调整'], '没有找到方案：99'],
    [['due', '1', 't01', '2024-13-01'], '应为存在的日期'],
    [['event', '1', 't01', '2024-06-01', '--as', '无名'], '没有找到人员：无名'],
    [['merge', '甲', '乙', '--as', '林小满', '--reason', '合并'], '不能合并单位'],
    [['policy', '1', '--set', 'mailsPerMonth=0', '--set', 'x=1'], '督办规则有 2 处需要改正'],
    [['policy', '1', '--set', 'paperDays=3'], '请用 --as'],
    [['calendar', '--rest', '2027-01-01'], '请写明是哪一年'],
    [['calendar', '2027', '--rest', '2027-01-01'], '2027 年的安排有 4 处需要改正'],
    [['calendar', 'next'], '应为年份'],
    [['change', '7'], '没有找到变更：7'],
    [['changes', '99'], '没有找到方案：99'],
  ])('duban %j: %s', async (args, message) => {
    const { code, error } = await duban(...args);
    expect(code).toBe(1);
    expect(error).toContain(message);
    expect(error).not.toMatch(/^\s+at /m);
  });

  it('shows the rules, the years and the changes of a plan', async () => {
    expect((await duban('policy', '1')).out).toContain('（mailsPerMonth）');
    expect((await duban('calendar')).out).toMatch(/2024 自带：国办发明电[^]*/);
    expect((await duban('calendar', '2024')).out).toContain('班：');
    expect((await duban('changes', '1')).out).toContain('还没有变更');
  });

  it('names all faults of an address book and takes none of it', async () => {
    await writeFile(inFolder('bad.csv'), `${BOOK}\n海风局,机构,,,,科长,丁宁,,x@\n`);
    const { code, error } = await duban('units', inFolder('bad.csv'));
    expect([code, error.match(/ {2}- /g)?.length]).toEqual([1, 3]);
    expect((await duban('units')).out).not.toContain('海风局');
  });

  it('asks for a database when none is known or it does not answer', async () => {
    let error = '';
    const output = { out: () => {}, error: (text: string) => (error = text) };
    const env = { DATA_DIR: inFolder('nothing') };
    expect(await run(['units'], env, output)).toBe(1);
    expect(error).toContain('DATABASE_URL');
    expect(await run(['units'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' }, output)).toBe(1);
    expect(error).toContain('连不上数据库');
  });
});

it('reads the configuration only for commands that need it', async () => {
  let error = '';
  const output = { out: () => {}, error: (text: string) => (error = text) };
  expect(await run(['units', '--template'], { LAUNCH_RATE: 'x' }, output)).toBe(0);
  expect(await run(['units'], { LAUNCH_RATE: 'x' }, output)).toBe(1);
  expect(error).toContain('LAUNCH_RATE');
});

it('gives a template that opens in Excel, and shows help', async () => {
  expect((await duban('units', '--template')).out).toMatch(/^单位,类别,所属方/);
  for (const name of ['template.xlsx', 'template.csv']) {
    expect((await duban('units', '--template', inFolder(name))).code).toBe(0);
    const [sheet] = await readSheets(await readInput(inFolder(name)), name);
    expect(sheet?.rows[0]?.[0]).toBe('单位');
  }
  const help = await duban('tasks', '--help');
  expect([help.code, help.out.includes('--review-all')]).toEqual([0, true]);
});
