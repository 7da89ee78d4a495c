import type { Database } from '../../db/connect.ts';
import type { MessageRow } from '../../db/messages.ts';
import { unitName } from '../../db/lookup.ts';
import { addressOfPerson } from '../../db/people.ts';
import type { DirectWords } from './index.ts';

/** The code that confirms a second device, or a new address; its digits are filled in at sending. */
export async function codeWords(db: Database, row: MessageRow): Promise<DirectWords> {
  const { deviceId = 0, codeNumber = 0, unitId = null } = row.facts ?? {};
  const code = `{code:${deviceId}.${codeNumber}}`;
  const known = row.personId === null ? null : await addressOfPerson(db, row.personId);
  const isNew = ![known?.email, known?.phone].includes(row.address);
  const unit = await unitName(db, unitId);
  const purpose = isNew
    ? `有人把${unit}的联系方式改为这个邮箱，请填写验证码确认。`
    : `有人在一台新的设备上用${unit}的链接办理督办事项，请填写验证码确认。`;
  return {
    digest: {
      subject: '【督办】验证码',
      greeting: '您好：',
      sections: [],
      links: [],
      closing: [
        purpose,
        `验证码：${code}`,
        '10 分钟内有效，请勿转告他人。',
        '不是您本人操作的，不用理会，也不要把验证码告诉别人；如有疑问请联系督办办公室。',
      ],
    },
    short: { template: 'code', fields: { code } },
  };
}
