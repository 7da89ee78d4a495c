/** What an address book makes of a task that was handed on: who reads its reminders, and how. */
export type HandedOn = {
  handler: string;
  /** Null: nobody of the unit can be told. */
  reader: string | null;
  isHandler: boolean;
  isAway: boolean;
  by: 'mail' | 'mailbox' | 'sms';
  /** Short messages are set up, and the plan may be told of by them. */
  sms: boolean;
};

/** What the unit reads after handing a task on: where its reminders really go from now on. */
export function handedOnWords({ handler, reader, isHandler, isAway, by, sms }: HandedOn): string {
  if (isHandler) return `已转交，以后的提醒${READ_BY[by](handler)}。`;
  const lacks = `${handler}没有能用的邮箱${sms ? '和手机号' : '（系统没有用短信提醒）'}`;
  if (reader === null) {
    return `已转交给${handler}，但${isAway ? `${handler}请假` : lacks}，本单位也没有别人能收到提醒，请联系办公室登记联系方式。`;
  }
  if (isAway) return `已转交给${handler}；${handler}请假期间，提醒发给${reader}。`;
  return `已转交给${handler}。${lacks}，以后的提醒仍发给${reader}，请及时转告${handler}。`;
}

const READ_BY: Record<HandedOn['by'], (handler: string) => string> = {
  mail: (handler) => `用邮件发给承办人${handler}`,
  mailbox: (handler) => `写给承办人${handler}，发到本单位的公用邮箱`,
  sms: (handler) => `用短信发给承办人${handler}`,
};

/** What a form that hands a task on says before: what becomes of a colleague without a mailbox. */
export function handingOnHint({ sms, mailbox }: { sms: boolean; mailbox: boolean }): string {
  const without = mailbox
    ? '提醒发到本单位的公用邮箱'
    : sms
      ? '提醒用短信发到手机'
      : '提醒仍发给联系人，请自行转告';
  return `电话和邮箱至少填一项；没有邮箱的，${without}`;
}
