import { SMS_TEMPLATE_NAMES, SMS_TEMPLATES, type SmsTemplate } from '../../plan/sms.ts';
import { templateVariable } from '../../plan/sms-account.ts';
import type { WayFinding } from './provider.ts';

/** What a provider says of a template. */
export type TemplateState = {
  state: 'approved' | 'waiting' | 'refused' | 'no-access' | 'unknown';
  words: string;
  /** Its words as approved, where the provider tells them. */
  content?: string;
};

/** One line for each template: whether it is set, approved, and has the variables that we fill in. */
export async function templateFindings(
  templates: Partial<Record<SmsTemplate, string>>,
  stateOf: (number: string) => Promise<TemplateState>,
): Promise<WayFinding[]> {
  const findings: WayFinding[] = [];
  for (const template of SMS_TEMPLATE_NAMES) {
    const number = templates[template];
    findings.push(
      number === undefined ? missing(template) : findingOf(template, number, await stateOf(number)),
    );
  }
  return findings;
}

function missing(template: SmsTemplate): WayFinding {
  const found = `没有设置 ${templateVariable(template)}，这类短信不发，只发邮件`;
  const mend = `在服务商处申请模板“${SMS_TEMPLATES[template]}”，把编号填入 ${templateVariable(template)}`;
  return { what: `模板 ${template}`, state: 'warning', found, mend };
}

function findingOf(template: SmsTemplate, number: string, state: TemplateState): WayFinding {
  const what = `模板 ${template}（${number}）`;
  switch (state.state) {
    case 'approved': {
      const fields = variablesOf(state.content ?? '');
      const wanted = variablesOf(SMS_TEMPLATES[template]);
      if (state.content === undefined || fields === wanted) {
        return { what, state: 'good', found: '已审核通过' };
      }
      const found = `已审核通过，但有 ${fields} 个变量，应为 ${wanted} 个`;
      return { what, state: 'broken', found, mend: `按“${SMS_TEMPLATES[template]}”重新申请` };
    }
    case 'waiting':
      return { what, state: 'warning', found: '正在审核', mend: '等待服务商审核，此前只发邮件' };
    case 'refused':
      return {
        what,
        state: 'broken',
        found: `审核未通过：${state.words}`,
        mend: '按审核意见修改后重新申请；在此之前只发邮件',
      };
    case 'no-access':
      return {
        what,
        state: 'broken',
        found: state.words,
        mend: '检查 SMS_KEY_ID、SMS_KEY_SECRET 和它的短信权限',
      };
    default:
      return { what, state: 'warning', found: `查不到审核状态：${state.words}` };
  }
}

/** How many variables a text has, written as ${name} or {1}. */
function variablesOf(text: string): number {
  return [...text.matchAll(/\$?\{\w+\}/g)].length;
}
