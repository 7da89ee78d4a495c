import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { beijingDate } from '../../../plan/date.ts';
import type { AliyunAccount } from '../../../plan/sms-account.ts';
import { SMS_TEMPLATES, type SmsTemplate } from '../../../plan/sms.ts';
import { openBooks, serve, type SmsBooks, type SmsFault } from './simulator.ts';

const CODES: Partial<Record<SmsFault, string>> = {
  throttled: 'isv.BUSINESS_LIMIT_CONTROL',
  template: 'isv.SMS_TEMPLATE_ILLEGAL',
  signature: 'isv.SMS_SIGNATURE_ILLEGAL',
  money: 'isv.OUT_OF_SERVICE',
  'bad-number': 'isv.MOBILE_NUMBER_ILLEGAL',
  'opted-out': 'isv.PHONENUMBER_BLACKLIST',
  content: 'isv.BLACK_KEY_CONTROL_LIMIT',
  'unknown-code': 'isv.SOMETHING_NEW',
};

export type AliyunSimulator = SmsBooks & { account: AliyunAccount; close: () => Promise<void> };

/** Aliyun's short message API on loopback: checks each call's ACS3-HMAC-SHA256 signature for real. */
export async function startAliyun(): Promise<AliyunSimulator> {
  const books = openBooks();
  const templates = templatesOf((index) => `SMS_10000${index}`);
  const key = { keyId: 'LTAI-test', keySecret: 'aliyun-secret' };
  const { url, close } = await serve((request, body, response) => {
    books.calls += 1;
    const fault = signatureFault(request, body, key);
    if (fault !== null) return answer(response, 400, { Code: fault, Message: 'the signature' });
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    const action = request.headers['x-acs-action'];
    if (action === 'SendSms') return sendSms(books, query, response);
    if (action === 'QuerySendDetails') return sendDetails(books, query, response);
    if (action === 'QuerySmsTemplate') return smsTemplate(templates, query, response);
    answer(response, 404, { Code: 'InvalidAction.NotFound', Message: String(action) });
  });
  const account: AliyunAccount = {
    provider: 'aliyun',
    endpoint: url,
    sign: '青禾督办',
    templates,
    ...key,
  };
  return Object.assign(books, { account, close });
}

/** A number for each template, as a provider gives them. */
export function templatesOf(number: (index: number) => string): Record<SmsTemplate, string> {
  return {
    assigned: number(0),
    due: number(1),
    overdue: number(2),
    notice: number(3),
    code: number(4),
    test: number(5),
  };
}

function sendSms(books: SmsBooks, query: URLSearchParams, response: ServerResponse): void {
  const fault = books.faults.shift();
  if (fault === 'broken') return void response.destroy();
  if (fault === 'silent') return;
  if (fault === 'busy') return answer(response, 503, { Code: 'ServiceUnavailable', Message: 'x' });
  const code = fault === undefined ? undefined : CODES[fault];
  if (code !== undefined) {
    const Message = `refused for ${query.get('PhoneNumbers')}`;
    return answer(response, 200, { Code: code, Message, RequestId: randomUUID() });
  }
  const id = `9006${books.taken.length + 1}^0`;
  const params: Record<string, string> = JSON.parse(query.get('TemplateParam') ?? '{}');
  books.taken.push({
    id,
    ours: query.get('OutId') ?? '',
    phone: query.get('PhoneNumbers') ?? '',
    template: query.get('TemplateCode') ?? '',
    values: Object.values(params),
    text: '',
    at: books.now(),
    report: null,
  });
  if (fault === 'lost-answer') return void response.destroy();
  if (fault === 'hang') return;
  answer(response, 200, { Code: 'OK', Message: 'OK', BizId: id, RequestId: randomUUID() });
}

function sendDetails(books: SmsBooks, query: URLSearchParams, response: ServerResponse): void {
  const day = query.get('SendDate') ?? '';
  const found = books.taken.filter(
    ({ phone, at }) =>
      phone === query.get('PhoneNumber') && beijingDate(at).replaceAll('-', '') === day,
  );
  const size = Number(query.get('PageSize'));
  const from = (Number(query.get('CurrentPage')) - 1) * size;
  const SmsSendDetailDTO = found.slice(from, from + size).map(({ phone, ours, report }) => ({
    PhoneNum: phone,
    OutId: ours,
    SendStatus: report === null ? 1 : report.delivered ? 3 : 2,
    ErrCode: report?.code ?? '',
    SendDate: '2026-03-02 09:00:00',
    ...(report === null ? {} : { ReceiveDate: '2026-03-02 09:00:05' }),
  }));
  answer(response, 200, {
    Code: 'OK',
    Message: 'OK',
    TotalCount: String(found.length),
    SmsSendDetailDTOs: { SmsSendDetailDTO },
  });
}

function smsTemplate(
  templates: Record<string, string>,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const asked = query.get('TemplateCode');
  const found = Object.entries(templates).find(([, number]) => number === asked);
  if (found === undefined) {
    return answer(response, 200, { Code: 'isv.SMS_TEMPLATE_ILLEGAL', Message: 'no template' });
  }
  const [name] = found;
  answer(response, 200, {
    Code: 'OK',
    Message: 'OK',
    TemplateCode: asked,
    TemplateStatus: name === 'overdue' ? 0 : name === 'notice' ? 2 : 1,
    Reason: name === 'notice' ? '含有政务内容' : '无审批备注',
    TemplateContent: Object.entries(SMS_TEMPLATES).find(([key]) => key === name)?.[1] ?? '',
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Computes the signature anew from what arrived; null when it is the one that was sent. */
function signatureFault(
  request: IncomingMessage,
  body: string,
  { keyId, keySecret }: { keyId: string; keySecret: string },
): string | null {
  const url = new URL(request.url ?? '/', 'http://x');
  const match =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]+)$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null) return 'MissingSignature';
  const [, credential, signedHeaders = '', signature] = match;
  if (credential !== keyId) return 'InvalidAccessKeyId.NotFound';
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
    .join('');
  const payload = sha256(body);
  if (request.headers['x-acs-content-sha256'] !== payload) return 'SignatureDoesNotMatch';
  const canonical = [request.method, url.pathname, query, headers, signedHeaders, payload];
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical.join('\n'))}`;
  const expected = createHmac('sha256', keySecret).update(toSign).digest('hex');
  return expected === signature ? null : 'SignatureDoesNotMatch';
}
