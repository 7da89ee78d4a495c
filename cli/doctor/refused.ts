import type { Config } from '../../config.ts';
import { accountFault } from '../../db/channel-status.ts';
import { connect } from '../../db/connect.ts';
import { clockWords } from '../../plan/desk.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../plan/message.ts';
import { type Finding, reasonOf } from './finding.ts';

const CHANNELS: ChannelName[] = ['mail', 'sms', 'chat'];

/** Whether a provider refused an account when something was to leave last; sends nothing. */
export async function checkRefused({ databaseUrl, administrators }: Config): Promise<Finding> {
  const name = '发送账户';
  if (databaseUrl === null) return { name, state: 'warning', found: '数据库没有在运行，无法检查' };
  const { db, close } = connect(databaseUrl, 1);
  try {
    const faults: string[] = [];
    for (const channel of CHANNELS) {
      const fault = await accountFault(db, channel);
      if (fault === null) continue;
      faults.push(
        `${CHANNEL_NAMES[channel]}停发（${clockWords(fault.at)}）：${inChinese(fault.words)}`,
      );
    }
    if (faults.length > 0) {
      const mend = '消息都还在，修好账户或配置后自动续发；npx duban channels 查看各渠道';
      return { name, state: 'broken', found: faults.join('；'), mend };
    }
    if (administrators.emails.length > 0) return { name, state: 'good', found: '没有被服务商拒绝' };
    const mend = '设置 ADMIN_EMAIL，账户被拒绝时系统会马上写信告诉管理员';
    return { name, state: 'warning', found: '没有被服务商拒绝；没有登记管理员', mend };
  } catch (error) {
    return { name, state: 'warning', found: reasonOf(error) };
  } finally {
    await close();
  }
}
