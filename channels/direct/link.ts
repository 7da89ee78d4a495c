import type { Database } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import type { MessageRow } from '../../db/messages.ts';
import { unitName } from '../../db/lookup.ts';
import type { DirectSetting, DirectWords } from './index.ts';

/** A new link in place of one that has expired. */
export async function linkWords(
  db: Database,
  { personId, facts }: MessageRow,
  { now }: DirectSetting,
): Promise<DirectWords> {
  const unitId = facts?.unitId ?? 0;
  if (personId === null) throw new RangeError('a link has a holder');
  const unit = await unitName(db, unitId);
  const linkId = await currentLink(db, personId, unitId, now);
  return {
    digest: {
      subject: `【督办】${unit}的办理链接`,
      greeting: '您好：',
      sections: [],
      links: [{ label: `打开${unit}的事项（签收、报进展、报办结）`, linkId }],
      closing: [
        '有人在过期的链接上点了“发送新链接”，新链接只发给登记的联系人；旧链接不再能用。',
        '链接为本单位专用，请勿转发到群里；点开即可办理，无需账号。',
      ],
    },
  };
}
