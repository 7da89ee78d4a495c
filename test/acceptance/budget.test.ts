import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyAddressBook } from '../../db/address-book.ts';
import { namesOf, settleName } from '../../db/names.ts';
import { knownBook } from '../../db/people.ts';
import { type RehearsalReport, rehearsePlan } from '../../db/rehearsal.ts';
import { readAddressBook } from '../../plan/address-book.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { isCollective } from '../../plan/collectives.ts';
import { beijingInstant } from '../../plan/date.ts';
import type { Behaviour } from '../../plan/rehearsal.ts';
import { importWithEverybody } from '../../scripts/demo/everybody.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

// A real plan of 2024; it lies beside the project where the project is developed.
const folder = join(import.meta.dirname, '../../../shared/plans');
const [file = ''] = existsSync(folder) ? globSync('000_*.txt', { cwd: folder }) : [];
const TOWNS = ['甲镇', '乙镇', '丙乡'];
const HOME = '正定县';
const NOW = beijingInstant('2024-03-05', 6);

const database = sharedDatabase();

/** The plan with some towns in its address book, and its collectives settled as its office would. */
async function prepare(): Promise<number> {
  const db = database();
  const bytes = readFileSync(join(folder, file));
  const { planId, units } = await importWithEverybody({ db, now: () => NOW }, bytes, HOME);
  const rows = [
    ['单位', '类别', '所属方', '岗位', '姓名', '邮箱'],
    ...TOWNS.map((name, index) => [name, '单位', HOME, '联系人', name, `t${index}@example.cn`]),
  ];
  const book = readAddressBook([{ name: '通讯录', rows }], await knownBook(db));
  await applyAddressBook(db, book, { now: NOW, domain: 'example.cn' });
  // the office that receives the reports owes none, and one unit stands in the document by two names
  const others = units.filter((name) => name !== '县乡村振兴局' && name !== '财政部门');
  for (const { written } of (await namesOf(db, planId)).filter((each) =>
    isCollective(each.written),
  )) {
    await settleName(db, planId, written, written === '各乡镇' ? TOWNS : [...others, ...TOWNS]);
  }
  await settleName(db, planId, '财政部门', ['县财政局']);
  return planId;
}

const mailsOf = (report: RehearsalReport, unit: string) =>
  report.contacts.find(({ units, contact }) => contact && units.includes(unit))?.mails ?? 0;

describe.skipIf(file === '')('the rehearsed year of a real plan', () => {
  it('stays within what a clerk reads, forgets no due date, and is shorter for being brought forward', async () => {
    const planId = await prepare();
    const rehearsal = async (units: Behaviour, bringForwardDays: number) => {
      const options = { issued: '2024-03-04', units, sms: false, bringForwardDays };
      return await rehearsePlan(database(), planId, options, calendarOf(), NOW);
    };
    for (const units of ['punctual', 'silent'] as const) {
      const before = await rehearsal(units, 0);
      const after = await rehearsal(units, 3);
      for (const { personId, mails } of before.contacts) {
        const later = after.contacts.find((each) => each.personId === personId)?.mails ?? 0;
        expect(later).toBeLessThanOrEqual(mails);
      }
      expect(after.lacking).toEqual([]);
      if (units === 'silent') continue; // ten reports a year that never come are urged ten times
      expect(mailsOf(after, '县教育局')).toBeLessThanOrEqual(24);
      for (const town of TOWNS) expect(mailsOf(after, town)).toBeLessThanOrEqual(32);
    }
  }, 60_000);
});
