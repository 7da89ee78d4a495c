import { createHash } from 'node:crypto';
import { applyAddressBook } from '../../db/address-book.ts';
import { namesOf, settleName } from '../../db/names.ts';
import { knownBook } from '../../db/people.ts';
import { saveDraft, sidesOf } from '../../db/plans.ts';
import { reviewAll } from '../../db/review.ts';
import { readDocument } from '../../documents/read.ts';
import { readAddressBook } from '../../plan/address-book.ts';
import { isCollective } from '../../plan/collectives.ts';
import { extractPlan } from '../../plan/extract.ts';
import type { Year } from '../year.ts';

export type ImportedPlan = { planId: number; units: string[] };

/** Who closes, returns and grants in such a plan. */
export const EVERYBODY_OFFICE = { verifier: '协调员', coordinator: '协调员' };

const LEADING_BODY = /(委办|政府办|组织部|宣传部|纪委|督查室)$/;

/**
 * Takes any document in with an address book made of the names in it, so that its year can be tried
 * before a single telephone number is known: every unit of the home side has a contact and a
 * leader, an office coordinates, one leader supervises all.
 */
export async function importWithEverybody(
  year: Pick<Year, 'db' | 'now'>,
  bytes: Uint8Array,
  home: string,
): Promise<ImportedPlan> {
  const document = await readDocument(bytes, 'plan.txt');
  const { planId } = await saveDraft(year.db, {
    extracted: extractPlan(document),
    sourceText: document.text,
    bytesHash: createHash('sha256').update(bytes).digest('hex'),
    fileName: 'plan.txt',
    home,
    now: year.now(),
  });
  const names = (await namesOf(year.db, planId)).map(({ written }) => written);
  const units = names.filter((name) => !isCollective(name));
  const sides = await sidesOf(year.db, planId);
  const other = sides.find((side) => !side.home)?.name ?? '对方';
  const others = new Set(names.filter((name) => name.startsWith(other)));
  const rows = [
    ['单位', '类别', '所属方', '岗位', '姓名', '邮箱'],
    ['协作办', '单位', home, '协调员', '协调员', 'coordinator@example.cn'],
    ['协作办', '', '', '督办领导', '督办领导', 'leader@example.cn'],
    ...units.flatMap((name, index) => unitRows(name, index, others.has(name) ? other : home, home)),
  ];
  const book = readAddressBook([{ name: '通讯录', rows }], await knownBook(year.db));
  if (book.faults.length > 0) throw new Error(book.faults.join('\n'));
  await applyAddressBook(year.db, book, { now: year.now(), domain: 'duban.example.cn' });
  const ours = units.filter((name) => !others.has(name));
  for (const name of names)
    await settleName(year.db, planId, name, units.includes(name) ? [name] : ours);
  await reviewAll(year.db, planId, year.now());
  return { planId, units };
}

function unitRows(name: string, index: number, side: string, home: string): string[][] {
  const kind = LEADING_BODY.test(name) ? '领导机关' : '单位';
  // the other side has people too; nothing may reach them
  if (side !== home) return [[name, kind, side, '联系人', `对方${index}`, `x${index}@example.cn`]];
  return [
    [name, kind, side, '联系人', `联系人${index}`, `u${index}@example.cn`],
    [name, '', '', '单位分管领导', `领导${index}`, `l${index}@example.cn`],
  ];
}
