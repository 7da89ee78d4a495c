import type { Database } from '../../db/connect.ts';
import { handoverOf } from '../../db/handover.ts';
import { currentLink } from '../../db/links.ts';
import type { MessageRow } from '../../db/messages.ts';
import { officesOf, deskUnits } from '../../db/unit-desk.ts';
import { unitName } from '../../db/lookup.ts';
import { beijingDate } from '../../plan/date.ts';
import { handoverSections } from '../../plan/handover.ts';
import type { DirectSetting, DirectWords } from './index.ts';

/** What the new holder of a post takes over. */
export async function handoverWords(
  db: Database,
  { personId, facts }: MessageRow,
  { calendar, now }: DirectSetting,
): Promise<DirectWords> {
  const unitId = facts?.unitId ?? 0;
  if (personId === null) throw new RangeError('a post has a holder');
  const unit = await unitName(db, unitId);
  const handover = await handoverOf(db, unitId, calendar, beijingDate(now));
  const offices = await officesOf(db, await deskUnits(db, unitId));
  const linkId = await currentLink(db, personId, unitId, now);
  const open = handover.answering.length;
  return {
    digest: {
      subject: `【督办】${unit}工作交接清单（未办结 ${open} 项）`,
      greeting: '您好：',
      sections: handoverSections(handover),
      links: [{ label: `打开${unit}的事项（签收、报进展、报办结）`, linkId }],
      closing: [
        `您已登记为${unit}的联系人，以上事项今后提醒您办理；前任的链接已经停用。`,
        '链接为本单位专用，请勿转发到群里；点开即可办理，无需账号。',
        ...offices.map(
          ({ name, phone }) => `有疑问请与${name}联系${phone === null ? '' : `：${phone}`}。`,
        ),
      ],
    },
  };
}
