import { smsChannel } from '../../channels/sms/index.ts';
import type { Config } from '../../config.ts';
import { SMS_PROVIDER_NAMES } from '../../plan/sms-rules.ts';
import { type Finding, reasonOf } from './finding.ts';

/** Whether short messages can be sent: the account answers and its templates are approved; sends none. */
export async function checkSms({ sms: { account, callback } }: Config): Promise<Finding> {
  const name = '短信';
  if (account === null) {
    return { name, state: 'good', found: '没有设置（SMS_PROVIDER），只发邮件' };
  }
  const way = smsChannel(account);
  const title = `${SMS_PROVIDER_NAMES[account.provider]}，签名【${account.sign}】`;
  try {
    const findings = await way.check();
    const broken = findings.filter(({ state }) => state === 'broken');
    const warned = findings.filter(({ state }) => state === 'warning');
    const told = [...broken, ...warned];
    const good = findings.length - told.length;
    const found = [title, `${good} 项正常`, ...told.map((each) => `${each.what}：${each.found}`)];
    const noCallback = account.provider !== 'smpp' && callback === null;
    if (noCallback) found.push('没有设置 SMS_CALLBACK_PATH，回执靠查询，收不到回复的短信');
    const mend = told.flatMap((each) => each.mend ?? []).join('；');
    const state = broken.length > 0 ? 'broken' : told.length > 0 || noCallback ? 'warning' : 'good';
    return { name, state, found: found.join('；'), ...(mend === '' ? {} : { mend }) };
  } catch (error) {
    const mend = '检查网络、SMS_ENDPOINT（或 SMPP_URL）和访问密钥';
    return { name, state: 'broken', found: `${title}：${reasonOf(error)}`, mend };
  } finally {
    way.close();
  }
}
