import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TencentAccount } from '../../../plan/sms-account.ts';
import { SMS_TEMPLATES } from '../../../plan/sms.ts';
import { templatesOf } from './aliyun.ts';
import { openBooks, serve, type SmsBooks, type SmsFault } from './simulator.ts';

const CODES: Partial<Record<SmsFault, string>> = {
  throttled: 'LimitExceeded.PhoneNumberThirtySecondLimit',
  template: 'FailedOperation.TemplateIncorrectOrUnapproved',
  signature: 'FailedOperation.SignatureIncorrectOrUnapproved',
  money: 'FailedOperation.InsufficientBalanceInSmsPackage',
  'bad-number': 'InvalidParameterValue.IncorrectPhoneNumber',
  'opted-out': 'FailedOperation.PhoneNumberInBlacklist',
  content: 'FailedOperation.ContainSensitiveWord',
  'unknown-code': 'FailedOperation.SomethingNew',
};

export type TencentSimulator = SmsBooks & { account: TencentAccount; close: () => Promise<void> };

type Body = Record<string, unknown> & { PhoneNumberSet?: string[]; TemplateParamSet?: string[] };

/** Tencent's short message API on loopback: checks each call's TC3-HMAC-SHA256 signature for real. */
export async function startTencent(): Promise<TencentSimulator> {
  const books = openBooks();
  const templates = templatesOf((index) => `20000${index}`);
  const key = { keyId: 'AKID-test', keySecret: 'tencent-secret' };
  const { url, close } = await serve((request, text, response) => {
    books.calls += 1;
    const fault = signatureFault(request, text, key);
    if (fault !== null) return refuse(response, fault);
    const body: Body = JSON.parse(text);
    switch (request.headers['x-tc-action']) {
      case 'SendSms':
        return sendSms(books, body, response);
      case 'PullSmsSendStatusByPhoneNumber':
        return answer(response, { PullSmsSendStatusSet: reportsOf(books, body) });
      case 'DescribeSendRecordList':
        return answer(response, { SendRecordSet: recordsOf(books, body) });
      case 'DescribeSmsTemplateList':
        return answer(response, { DescribeTemplateStatusSet: templateStates(templates, body) });
      case 'SmsPackagesStatistics':
        return answer(response, { SmsPackagesStatisticsSet: packagesOf(books) });
      default:
        return refuse(response, 'InvalidAction');
    }
  });
  const account: TencentAccount = {
    provider: 'tencent',
    endpoint: url,
    sign: '青禾督办',
    templates,
    appId: '1400006666',
    region: 'ap-guangzhou',
    ...key,
  };
  return Object.assign(books, { account, close });
}

function sendSms(books: SmsBooks, body: Body, response: ServerResponse): void {
  const fault = books.faults.shift();
  if (fault === 'broken') return void response.destroy();
  if (fault === 'busy') return refuse(response, 'RequestLimitExceeded');
  const phone = body.PhoneNumberSet?.[0] ?? '';
  const code = fault === undefined ? undefined : CODES[fault];
  if (code !== undefined) {
    const status = { SerialNo: '', PhoneNumber: phone, Fee: 0, Code: code, Message: `no ${phone}` };
    return answer(response, { SendStatusSet: [status] });
  }
  const id = `2640:${books.taken.length + 1}`;
  const ours = String(body['SessionContext']);
  books.taken.push({
    id,
    ours,
    phone,
    template: String(body['TemplateId']),
    values: body.TemplateParamSet ?? [],
    text: '',
    at: books.now(),
    report: null,
  });
  if (fault === 'lost-answer') return void response.destroy();
  const status = { SerialNo: id, PhoneNumber: phone, Fee: 1, SessionContext: ours, Code: 'Ok' };
  answer(response, { SendStatusSet: [{ ...status, Message: 'send success' }] });
}

function ofNumber({ taken }: SmsBooks, body: Body) {
  const begin = Number(body['BeginTime']) * 1000;
  return taken.filter(({ phone, at }) => phone === body['PhoneNumber'] && at >= begin);
}

function reportsOf(books: SmsBooks, body: Body) {
  return ofNumber(books, body).flatMap(({ id, ours, phone, report }) =>
    report === null
      ? []
      : {
          SerialNo: id,
          SessionContext: ours,
          PhoneNumber: phone,
          ReportStatus: report.delivered ? 'SUCCESS' : 'FAIL',
          Description: report.code,
          UserReceiveTime: Math.floor(report.at / 1000),
        },
  );
}

function recordsOf(books: SmsBooks, body: Body) {
  return ofNumber(books, body).map(({ id, phone, report }) => ({
    SerialNo: id,
    PhoneNumber: phone,
    SendStatus: report === null ? 3 : report.delivered ? 2 : 4,
  }));
}

function templateStates(templates: Record<string, string>, body: Body) {
  const asked = JSON.stringify(body['TemplateIdSet'] ?? []);
  return Object.entries(templates)
    .filter(([, number]) => asked.includes(number))
    .map(([name, number]) => ({
      TemplateId: Number(number),
      International: 0,
      StatusCode: name === 'overdue' ? 1 : name === 'notice' ? -1 : 0,
      ReviewReply: name === 'notice' ? '含有政务内容' : '',
      TemplateContent: Object.entries(SMS_TEMPLATES)
        .find(([key]) => key === name)?.[1]
        .replace('${count}', '{1}')
        .replace('${code}', '{1}')
        .replace('${date}', '{2}'),
    }));
}

const BOUGHT = 1000;

function packagesOf({ taken, calls }: SmsBooks) {
  const PackageExpiredTime = Math.floor(Date.now() / 1000) + 86_400;
  const old = { PackageAmount: 5000, CurrentUsage: 0, PackageExpiredTime: 1 };
  const CurrentUsage = taken.length + (calls > 0 ? 850 : 0);
  return [old, { PackageAmount: BOUGHT, CurrentUsage, PackageExpiredTime }];
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ Response: { ...body, RequestId: 'test' } }));
}

function refuse(response: ServerResponse, code: string): void {
  answer(response, { Error: { Code: code, Message: 'the call was refused' } });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** Computes the signature anew from what arrived; null when it is the one that was sent. */
function signatureFault(
  request: IncomingMessage,
  body: string,
  { keyId, keySecret }: { keyId: string; keySecret: string },
): string | null {
  const match =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/(\w+)\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null) return 'AuthFailure.InvalidAuthorization';
  const [, id, date = '', service = '', signedHeaders = '', signature] = match;
  if (id !== keyId) return 'AuthFailure.SecretIdNotFound';
  // the service is the endpoint's first label: "sms" in earnest, the address's first number here
  if (service !== 'sms' && service !== '127') return 'AuthFailure.SignatureFailure';
  const timestamp = String(request.headers['x-tc-timestamp']);
  const headers = signedHeaders
    .split(';')
    .map((name) => {
      const value = String(request.headers[name] ?? '');
      return `${name}:${name === 'host' ? value.replace(/:\d+$/, '') : value}\n`;
    })
    .join('');
  const url = new URL(request.url ?? '/', 'http://x');
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    headers,
    signedHeaders,
    sha256(body),
  ].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`;
  const signing = hmac(hmac(hmac(`TC3${keySecret}`, date), service), 'tc3_request');
  const expected = createHmac('sha256', signing).update(toSign).digest('hex');
  return expected === signature ? null : 'AuthFailure.SignatureFailure';
}
