import type { Database } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import { unitName } from '../../db/lookup.ts';
import type { MessageRow } from '../../db/messages.ts';
import { readerOf } from '../../db/readers.ts';
import type { DirectSetting, DirectWords } from './index.ts';

/** Asks a contact, twice a year, whether what the address book says is right. */
export async function checkWords(
  db: Database,
  { personId, facts }: MessageRow,
  { now }: DirectSetting,
): Promise<DirectWords> {
  const unitId = facts?.unitId ?? 0;
  if (personId === null) throw new RangeError('a contact is somebody');
  const { name, room, phone, email } = await readerOf(db, personId);
  const unit = await unitName(db, unitId);
  const linkId = await currentLink(db, personId, unitId, now);
  const month = facts?.half?.endsWith('07') === true ? '7月' : '1月';
  return {
    digest: {
      subject: `【督办】请确认${unit}的联系人信息`,
      greeting: `${name}：`,
      sections: [
        {
          title: `每年1月、7月各确认一次（本次为${month}）`,
          items: [
            {
              head: `${unit} 联系人 ${name}`,
              details: [
                `科室：${room ?? '未填'}`,
                `电话：${phone ?? '未填'}`,
                `邮箱：${email ?? '未填'}`,
                '请选择：信息正确、更正，或我已调离；打不开链接的，请回复本邮件。',
              ],
              quote: null,
            },
          ],
        },
      ],
      links: [{ label: '确认或更正', linkId, page: '/contact' }],
      closing: ['十个工作日内没有答复的，办公室会打电话核实。'],
    },
  };
}
