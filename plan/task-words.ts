import type { Count, ExtractedTask } from './extracted.ts';
import type { Delivery, DeliveryForm, Reporting } from './findings.ts';

/** A count in words: 不少于2次. */
export function wordsOfCount({ op, value, unit }: Count): string {
  return `${{ '>=': '不少于', '=': '', '~': '约' }[op]}${value}${unit}`;
}

/** The units of a task in order, those that support marked: 县财政局（配合）. */
export function unitsWithRoles({
  lead,
  support,
}: Pick<ExtractedTask, 'lead' | 'support'>): string[] {
  return [...lead, ...support.map((name) => `${name}（配合）`)];
}

const FORM_WORDS: Record<DeliveryForm, string> = {
  paper: '纸质版',
  electronic: '电子版',
  stamped: '盖章',
  original: '原件',
  scan: '扫描件',
};

/** What time a recurring report tells of, in words. */
export const REPORTING_WORDS: Record<Reporting, string> = {
  before: '报上一期的情况',
  same: '报当期的情况',
  ask: '报上一期还是当期，由办公室确定',
};

/** How something is handed in, in words: 纸质版、盖章，2 份，报 县教育局. */
export function deliveryText({ forms, copies, recipients, mailbox }: Delivery): string {
  return [
    forms.map((form) => FORM_WORDS[form]).join('、'),
    copies === null ? '' : `${copies} 份`,
    recipients.length > 0 ? `报 ${recipients.join('、')}` : '',
    mailbox === null ? '' : `邮箱 ${mailbox}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}
