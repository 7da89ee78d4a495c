import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { answeringEnds } from '../../db/audience.ts';
import { spokenFor } from '../../db/authority.ts';
import type { Database } from '../../db/connect.ts';
import { unit } from '../../db/schema.ts';
import { standingsOfUnits } from '../../db/terms.ts';
import type { CommandKind } from '../../plan/occurrence.ts';
import { openDuties } from '../harness/duty.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();
const UNITS = ['县教育局', '县财政局', '县人社局', '柳溪镇', '柳溪村'];

async function opened() {
  const { ids, unitIds, planId } = await openDuties(database(), {
    units: UNITS,
    tasks: [{ due: ['2024-06-28'], lead: ['县教育局'], support: ['县财政局', '县人社局'] }],
  });
  return { id: ids[0] ?? '', planId, idOf: (name: string) => unitIds.get(name) ?? 0 };
}

const through = (db: Database, name: string, answersThroughId: number) =>
  db.update(unit).set({ answersThroughId }).where(eq(unit.name, name));

it.each<[CommandKind, string | undefined, string]>([
  ['report', undefined, '县教育局'],
  ['report', '县教育局', '县教育局'],
  ['contribute', '县人社局', '县人社局'],
])('what the office enters as %s for %s is said by %s', async (kind, name, who) => {
  const { id, idOf } = await opened();
  expect(await spokenFor(database(), id, kind, name)).toBe(idOf(who));
});

it.each<[CommandKind, string | undefined, RegExp]>([
  ['contribute', undefined, /几个单位，请选定代哪个单位填：县财政局、县人社局/],
  ['report', '县财政局', /现在不由县财政局办理，只能代这些单位填：县教育局/],
  ['confirm', undefined, /没有可以.*的单位/],
])('%s for %s is refused in words that hold at the desk too', async (kind, name, words) => {
  const { id } = await opened();
  const refused = expect(spokenFor(database(), id, kind, name)).rejects;
  await refused.toThrow(words);
  await refused.not.toThrow(/--|命令行/);
});

it('finds for many units at once who answers for them, and how they are supervised', async () => {
  const db = database();
  const { planId, idOf } = await opened();
  await through(db, '柳溪村', idOf('柳溪镇'));
  await through(db, '柳溪镇', idOf('县协作办'));
  await db.update(unit).set({ kind: 'leading-body' }).where(eq(unit.name, '县人社局'));
  const ends = await answeringEnds(db, UNITS.map(idOf));
  expect([ends.get(idOf('柳溪村')), ends.get(idOf('县教育局'))]).toEqual([
    idOf('县协作办'),
    idOf('县教育局'),
  ]);
  const asked = ['县教育局', '县人社局', '柳溪村'].map((name) => ({ planId, unitId: idOf(name) }));
  const standingIn = await standingsOfUnits(db, asked);
  expect(asked.map(standingIn)).toEqual([
    { leadingBody: false, ownOffice: false },
    { leadingBody: true, ownOffice: false },
    { leadingBody: false, ownOffice: true },
  ]);
});
