import { chineseDate, type PlainDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { divisionOf } from './division.ts';
import { lastIssued } from './division-rounds.ts';

/** What of the asking for comments is still open where a plan is to be launched; a launch ends it. */
export async function openComments(
  db: Database,
  planId: number,
  today: PlainDate,
): Promise<string[]> {
  if ((await lastIssued(db, planId)) !== null) return [];
  const { units, rows } = await divisionOf(db, planId);
  const asked = units.filter(({ askedAt, open }) => askedAt !== null && open > 0);
  const until =
    asked
      .flatMap((each) => each.until ?? [])
      .toSorted()
      .at(-1) ?? null;
  const ahead = until === null || until < today ? '' : `（回复期限到${chineseDate(until)}）`;
  const unreplied = rows.flatMap(({ number, units: own }) =>
    own
      .filter(({ answer }) => answer !== null && answer.kind !== 'agree' && answer.outcome === null)
      .map(({ name }) => `${name}（第 ${number} 项）`),
  );
  return [
    ...(asked.length === 0
      ? []
      : [
          `任务分解征求意见：${asked.length} 个单位没有全部回复${ahead}：${asked.map(({ name }) => name).join('、')}；启动后不再收意见`,
        ]),
    ...(unreplied.length === 0
      ? []
      : [`任务分解征求意见：${unreplied.length} 条意见还没有答复：${unreplied.join('、')}`]),
  ];
}
