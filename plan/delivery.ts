import type { ExtractedSide } from './extracted.ts';
import type { Delivery, DeliveryForm } from './findings.ts';
import { foldWidth, NUMBER, readNumber } from './text/numerals.ts';
import { parseUnits } from './units.ts';

/** What a quote says of handing in, and the sentence around it, which may complete it. */
export type DeliverySources = {
  quote: string;
  context: string;
  sides: readonly ExtractedSide[];
};

/**
 * How the thing that a clause asks for is to be handed in; null where it says nothing of it. The
 * sentence around the clause adds what the clause leaves out.
 * @example deliveryOf({ quote: '将总结盖章后报县教育局', context: '…（邮箱：a@b.cn）', sides: [] })
 *   // { forms: ['stamped'], copies: null, recipients: ['县教育局'], mailbox: 'a@b.cn' }
 */
export function deliveryOf({ quote, context, sides }: DeliverySources): Delivery | null {
  const own = termsIn(quote, sides);
  if (isEmpty(own)) return null;
  const behind = afterQuote(quote, context);
  const clause = termsIn(/^(?:（[^（）]*）|[^，,；;。（])*/.exec(behind)?.[0] ?? '', sides);
  return {
    forms: own.forms.length > 0 ? own.forms : clause.forms,
    copies: own.copies ?? clause.copies,
    recipients: own.recipients.length > 0 ? own.recipients : clause.recipients,
    mailbox: own.mailbox ?? mailboxIn(behind),
  };
}

function termsIn(text: string, sides: readonly ExtractedSide[]): Delivery {
  return {
    forms: FORMS.filter(([, words]) => words.test(text)).map(([form]) => form),
    copies: copiesIn(text),
    recipients: recipientsIn(text, sides),
    mailbox: mailboxIn(text),
  };
}

function isEmpty({ forms, copies, recipients, mailbox }: Delivery): boolean {
  return forms.length === 0 && copies === null && recipients.length === 0 && mailbox === null;
}

function mailboxIn(text: string): string | null {
  return /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(foldWidth(text))?.[0] ?? null;
}

/** What the sentence says behind the quote, up to where it speaks of another thing. */
function afterQuote(quote: string, context: string): string {
  const at = context.indexOf(quote);
  const behind = at < 0 ? '' : context.slice(at + quote.length);
  return /^[^；;。]*/.exec(behind)?.[0] ?? '';
}

const FORMS: [form: DeliveryForm, words: RegExp][] = [
  ['paper', /纸质|纸版|书面材料/],
  ['electronic', /电子(?:版|档|稿|文档|文本|文件|件|材料|邮件)|发送?[至到][^，。；]{0,10}邮箱/],
  ['stamped', /盖章|签章|加?盖[^，。；]{0,6}(?:公章|印章)/],
  ['original', /原件/],
  ['scan', /扫描(?:件|版|稿)/],
];

const COPIES = new RegExp(
  `一式(?<together>${NUMBER})份|(?:纸质|盖章|书面)[\\u4E00-\\u9FA5]{0,4}?(?<each>${NUMBER})份`,
);

function copiesIn(text: string): number | null {
  const { together, each } = COPIES.exec(foldWidth(text))?.groups ?? {};
  return readNumber(together ?? each ?? '');
}

// 县委 ends a name, 县委组织部 goes on; 教育局 does, 教育局办公室 goes on
const OFFICE =
  '(?:两地|双方)?(?:(?![至到给报抄送将])[\\u4E00-\\u9FA5]){0,24}?(?:办公室|领导小组(?!办)|专班(?!办公)|指挥部(?!办公)|办(?![公理法事学])|局(?:[\\u4E00-\\u9FA5]{2}[科股])?(?!办公室|机关)|' +
  '委(?![员托]|[\\u4E00-\\u9FA5]{0,6}(?:[部办局会]|政府))|部(?![门分委协])|政府(?!办|督)|中心|党组|工会|妇联|团委)';
const OFFICES = `(?<to>${OFFICE}(?:[、和及与]${OFFICE})*)`;
// 通报, 举报, 推送 and the like hand nothing in
const REPORT =
  '(?:(?<![通举海简汇专月季年周快情])(?:上报|填报|报送|呈报|报(?![告名道到]))|提交|反馈|递交|寄送?)';
// names that were found are not tried again in shorter parts: (?=…)\k<to>
const GIVEN = [
  `${REPORT}(?:送)?[至到给]?${OFFICES}`,
  `${REPORT}[^，。；、]{1,30}?[至到给]${OFFICES}`,
  `向(?=${OFFICES})\\k<to>(?:书面)?(?:上报|报送|报告|提交|报备|反馈|填报)`,
  `(?:抄送|抄报|发送?[至到给])${OFFICES}`,
  `(?<![推输选派欢接运护赠])送(?=${OFFICES})\\k<to>(?=备案|存档|归档|备查|审[核定阅]|汇总)`,
];

/** The offices that receive, in order; 两地 stands for both sides' ones. */
function recipientsIn(text: string, sides: readonly ExtractedSide[]): string[] {
  const found = GIVEN.flatMap((form) =>
    [...text.matchAll(new RegExp(form, 'g'))].map(({ groups, index }) => ({
      index,
      names: parseUnits(groups?.['to'] ?? '', sides).lead,
    })),
  );
  const names = found
    .toSorted((one, other) => one.index - other.index)
    .flatMap((each) => each.names);
  return [...new Set(names)];
}
