/**
 * The short messages, each a template that a provider has approved. Providers allow few and short
 * variables (six characters at Tencent) and no links, so they say counts and dates; the words of a
 * task stand in the mail.
 */
export type SmsTemplate = 'assigned' | 'due' | 'overdue' | 'notice' | 'code' | 'test';

export type ShortMessage = { template: SmsTemplate; fields: Record<string, string> };

/** All templates, in the order in which they are listed. */
export const SMS_TEMPLATE_NAMES: readonly SmsTemplate[] = [
  'assigned',
  'due',
  'overdue',
  'notice',
  'code',
  'test',
];

/** The words to hand in for approval; `${name}` is a variable. */
export const SMS_TEMPLATES: Record<SmsTemplate, string> = {
  assigned: '您单位有${count}项任务已经交办，请查收邮件或联系督办办公室。回复1表示签收。',
  due: '您单位有${count}项督办任务将于${date}到期，请及时办理并报送。回复1表示收到。',
  overdue: '您单位有${count}项督办任务已经逾期，请立即办理，有困难请联系督办办公室。',
  notice: '您单位有${count}项督办事项需要处理，请查收邮件或联系督办办公室。',
  code: '验证码${code}，用于确认在新设备上办理督办事项，10分钟内有效，请勿转告他人。',
  test: '这是一条测试短信，收到即表示督办系统的短信已经配置好，编号${code}。',
};

/** The names of a template's variables, in the order in which they stand. */
export function fieldsOf(template: SmsTemplate): string[] {
  return [...SMS_TEMPLATES[template].matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '');
}

/** A short message in words. */
export function smsWords({ template, fields }: ShortMessage): string {
  return SMS_TEMPLATES[template].replace(/\$\{(\w+)\}/g, (_, name: string) => fields[name] ?? '');
}
