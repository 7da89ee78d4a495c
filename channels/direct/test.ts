import type { Database } from '../../db/connect.ts';
import type { MessageRow } from '../../db/messages.ts';
import type { DirectWords } from './index.ts';

/** An administrator tries whether a channel works. */
export async function testWords(_db: Database, row: MessageRow): Promise<DirectWords> {
  return {
    digest: {
      subject: '【督办】测试邮件',
      greeting: '您好：',
      sections: [],
      links: [],
      closing: ['这是一封测试邮件，收到即表示督办系统的邮件已经配置好，不需要回复。'],
    },
    short: { template: 'test', fields: { code: String(row.id) } },
  };
}
