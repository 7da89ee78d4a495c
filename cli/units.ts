import { basename } from 'node:path';
import { Command } from 'commander';
import { type BookReport, applyAddressBook, isUnchanged } from '../db/address-book.ts';
import type { Ordered } from '../db/changes.ts';
import type { Database } from '../db/connect.ts';
import { type Matched, rematchDrafts } from '../db/rematching.ts';
import { type UnitEntry, knownBook, listUnits } from '../db/people.ts';
import { writeDelimited } from '../documents/delimited.ts';
import { bookWorkbook } from '../documents/address-book.ts';
import { readSheets } from '../documents/sheet.ts';
import { addressBookTemplate, readAddressBook } from '../plan/address-book.ts';
import { KIND_NAMES, ROLE_NAMES } from '../plan/address-book-heads.ts';
import { InputError, NotFoundError } from '../plan/errors.ts';
import { mailDomain } from '../config.ts';
import type { CliContext } from './context.ts';
import { readInput, writeOutput } from './files.ts';
import { follow, followedText } from './ordering.ts';

type Options = { template?: string | true; force?: boolean; json?: boolean };

/** `duban units [FILE]`: takes an address book in, or lists what is known. */
export function unitsCommand(context: CliContext): Command {
  return new Command('units')
    .description('登记单位和联系人；不带文件时列出现有单位，联系不上的在前')
    .argument('[file]', '通讯录（.xlsx 或 CSV），每行一个岗位')
    .option('--template [file]', '给出样表（.csv 或 .xlsx；不写文件名则直接显示）')
    .option('--force', '覆盖已有的样表文件')
    .option('--json', '以 JSON 输出')
    .action(async (file: string | undefined, options: Options) => {
      if (options.template !== undefined) return giveTemplate(context, options);
      const { db } = await context.db();
      return file === undefined ? list(context, db, options) : take(context, db, file, options);
    });
}

async function giveTemplate(context: CliContext, { template, force }: Options): Promise<void> {
  const rows = addressBookTemplate();
  if (typeof template !== 'string') return context.out(rows.map((row) => row.join(',')).join('\n'));
  const xlsx = template.toLowerCase().endsWith('.xlsx');
  await writeOutput(template, xlsx ? await bookWorkbook(rows) : writeDelimited(rows), force);
  context.out(`样表已写入 ${template}，填好后运行：duban units ${template}`);
}

async function take(
  context: CliContext,
  db: Database,
  file: string,
  options: Options,
): Promise<void> {
  const sheets = await readSheets(await readInput(file), basename(file));
  const { faults, warnings, ...book } = readAddressBook(sheets, await knownBook(db));
  if (faults.length > 0) throw new InputError('通讯录', faults);
  const report = await applyAddressBook(db, book, {
    now: context.clock.now(),
    domain: mailDomain(context.config),
  });
  const matched = await rematchDrafts(db);
  const told = await tell(context, report.change, options);
  if (options.json) return context.json({ ...report, warnings, matched });
  const unreachable = (await listUnits(db)).filter(isUnreachable);
  context.out([...reportLines(report), ...matched.map(matchedText)].join('\n'));
  if (told !== null) context.out(told);
  if (warnings.length > 0) context.out(['请核对：', ...warnings.map(indent)].join('\n'));
  if (unreachable.length > 0) {
    context.out(['还联系不上的单位：', ...unreachable.map(unreachableText).map(indent)].join('\n'));
  }
}

/** Brings new contacts to what runs; without the engine a worker will, once it is there. */
async function tell(
  context: CliContext,
  change: Ordered | null,
  { json }: Options,
): Promise<string | null> {
  if (change === null) return null;
  try {
    const followed = await follow(context, change, json === true ? { json } : {});
    return `联系人变化已记入在办事项：${followedText(followed)}`;
  } catch (error) {
    if (error instanceof NotFoundError) throw error;
    return `联系人变化涉及 ${change.reached} 个在办事项，系统启动后自动记入（duban change ${change.changeId}）`;
  }
}

function reportLines(report: BookReport): string[] {
  if (isUnchanged(report)) return [`通讯录没有变化：${report.kept} 个单位与现有的一致`];
  const lines: [string, string[]][] = [
    ['新增单位', report.added],
    ['修改单位', report.changed],
    ['新任岗位', report.opened],
    ['卸任岗位', report.ended],
    ['更新电话或邮箱', report.mended],
    ['已发交接清单（前任的链接和设备已停用）', report.handedOver],
  ];
  const said = lines.filter(([, names]) => names.length > 0);
  return [
    ...said.map(([what, names]) => `${what} ${names.length}：${names.join('、')}`),
    `未变单位 ${report.kept}`,
  ];
}

function matchedText({ planId, title, names }: Matched): string {
  return `方案 ${planId}《${title}》新对应上 ${names.length} 个名称：${names.join('、')}`;
}

async function list(context: CliContext, db: Database, options: Options): Promise<void> {
  const units = await listUnits(db);
  const [silent, reached] = [
    units.filter(isUnreachable),
    units.filter((each) => !isUnreachable(each)),
  ];
  const ordered = [...silent, ...reached];
  if (options.json) return context.json(ordered);
  if (ordered.length === 0) return context.out('还没有登记单位：duban units --template 给出样表');
  context.out(ordered.map(unitText).join('\n'));
}

function isUnreachable({ unreachable }: UnitEntry): boolean {
  return unreachable !== null;
}

function unitText(unit: UnitEntry): string {
  const posts = unit.posts.map(({ role, name }) => `${ROLE_NAMES[role]} ${name}`);
  const through = unit.answersThrough === null ? [] : [`通过 ${unit.answersThrough} 办理`];
  const office = [
    unit.phone === null ? '' : `办公电话 ${unit.phone}`,
    unit.mailbox === null ? '' : `公用邮箱 ${unit.mailbox}`,
  ];
  const facts = [KIND_NAMES[unit.kind], unit.side ?? '', ...posts, ...through, ...office];
  const line = `${unit.name}：${facts.filter((fact) => fact !== '').join('；')}`;
  return unit.unreachable === null ? `  ${line}` : `✗ ${line}；联系不上：${unit.unreachable}`;
}

function unreachableText({ name, unreachable }: UnitEntry): string {
  return `${name}：${unreachable}`;
}

function indent(line: string): string {
  return `  - ${line}`;
}
