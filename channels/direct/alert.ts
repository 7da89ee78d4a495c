import type { Database } from '../../db/connect.ts';
import type { MessageRow } from '../../db/messages.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { CHANNEL_NAMES } from '../../plan/message.ts';
import type { DirectWords } from './index.ts';

/** Something is wrong with an account or a configuration that only an administrator can mend. */
export async function alertWords(_db: Database, { facts }: MessageRow): Promise<DirectWords> {
  const channel = CHANNEL_NAMES[facts?.channel ?? 'mail'];
  return {
    digest: {
      subject: `【督办系统告警】${channel}发不出去`,
      greeting: '管理员：',
      sections: [
        {
          title: `${channel}服务拒绝发送`,
          items: [
            {
              head: '服务商的答复',
              details: [
                inChinese(facts?.fault ?? ''),
                '消息都还在，没有丢失；修好账户或配置以后会自动续发。',
                '请用 npx duban doctor 查看需要更正的地方。',
              ],
              quote: null,
            },
          ],
        },
      ],
      links: [],
      closing: [],
    },
    // templates know counts only: it says that there is something to look after
    short: { template: 'notice', fields: { count: '1' } },
  };
}
