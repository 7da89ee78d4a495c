import { createRequire } from 'node:module';
import type Sdk from '@alicloud/dysmsapi20170525';
import { Config } from '@alicloud/openapi-client';
import { beijingDate } from '../../plan/date.ts';
import { mobileOf } from '../../plan/phone.ts';
import type { AliyunAccount } from '../../plan/sms-account.ts';
import type { Receipt } from '../../plan/sms-arrivals.ts';
import type { Found, Outcome, Sms } from '../channel.ts';
import { ALIYUN_CODES } from './aliyun-codes.ts';
import { fieldOf, outcomeOf, outcomeWithoutAnswer, wordsOf } from '../codes.ts';
import { type Awaited, collectsNothing, type SmsWay } from './provider.ts';
import { faultOf } from './receipt-codes.ts';
import { instantOf } from './times.ts';
import { templateFindings, type TemplateState } from './templates.ts';

const PAGE = 50;
const MOST_PAGES = 4;
const DELIVERED = 3;
const FAILED = 2;

// loaded as the CommonJS that it is: importers disagree about where its class lies
const sdk: typeof Sdk = createRequire(import.meta.url)('@alicloud/dysmsapi20170525');

type Client = InstanceType<typeof sdk.default>;
type Detail = { outId?: string; sendStatus?: number; errCode?: string; receiveDate?: string };

/** Short messages by Aliyun's own SDK: one number a call, our name of the message as OutId. */
export function aliyunWay(account: AliyunAccount): Omit<SmsWay, 'pace'> {
  const client = clientOf(account);
  return {
    provider: 'aliyun',
    send: (message) => send(client, account, message),
    find: (message) => find(client, message),
    query: (awaited) => query(client, awaited),
    collect: collectsNothing,
    check: () => templateFindings(account.templates, (code) => templateState(client, code)),
    close: () => {},
  };
}

function clientOf({ endpoint, keyId, keySecret }: AliyunAccount): Client {
  const { host, protocol } = new URL(endpoint);
  return new sdk.default(
    new Config({
      accessKeyId: keyId,
      accessKeySecret: keySecret,
      endpoint: host,
      protocol: protocol.slice(0, -1).toUpperCase(),
      connectTimeout: 10_000,
      readTimeout: 15_000,
    }),
  );
}

async function send(client: Client, account: AliyunAccount, message: Sms): Promise<Outcome> {
  const request = new sdk.SendSmsRequest({
    phoneNumbers: mobileOf(message.address) ?? message.address,
    signName: account.sign,
    templateCode: account.templates[message.template],
    templateParam: JSON.stringify(message.fields),
    outId: message.messageId,
  });
  try {
    const { body } = await client.sendSms(request);
    const { code = '', message: words = '', bizId } = body ?? {};
    if (code !== 'OK') return outcomeOf(ALIYUN_CODES, code, words);
    return {
      result: 'sent',
      response: wordsOf(code, words),
      ...(bizId === undefined ? {} : { providerId: bizId }),
    };
  } catch (error) {
    return outcomeOfError(error);
  }
}

/** A refusal comes as an error with Aliyun's code; an error without one is a broken connection. */
function outcomeOfError(error: unknown): Outcome {
  const code = fieldOf(error, 'code');
  const status = Number(fieldOf(error, 'statusCode') ?? 0);
  if (typeof code !== 'string' || status === 0 || code === 'undefined') {
    return outcomeWithoutAnswer(error);
  }
  const outcome = outcomeOf(ALIYUN_CODES, code, error instanceof Error ? error.message : '');
  const known = ALIYUN_CODES[code] !== undefined;
  return status >= 500 && !known ? { ...outcome, result: 'unclear' } : outcome;
}

async function find(
  client: Client,
  message: Pick<Sms, 'address' | 'messageId'> & { sentSince: number },
): Promise<Found> {
  try {
    const details = await detailsOf(client, message.address, message.sentSince);
    if (details === null) return 'unknown';
    return details.some(({ outId }) => outId === message.messageId) ? 'taken' : 'not-taken';
  } catch {
    return 'unknown';
  }
}

async function query(client: Client, awaited: Awaited[]): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const { messageId, providerId, address, sentAt } of awaited) {
    const details = (await detailsOf(client, address, sentAt)) ?? [];
    const detail = details.find(({ outId }) => outId === messageId);
    const receipt = detail && receiptOf(detail, sentAt);
    if (receipt) {
      const providerIds = providerId === null ? [] : [providerId];
      receipts.push({ ...receipt, messageId, providerIds });
    }
  }
  return receipts;
}

/** What was sent to a number on a day; null when the provider does not tell, or there is too much of it. */
async function detailsOf(
  client: Client,
  address: string,
  sentAt: number,
): Promise<Detail[] | null> {
  const found: Detail[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const request = new sdk.QuerySendDetailsRequest({
      phoneNumber: mobileOf(address) ?? address,
      sendDate: beijingDate(sentAt).replaceAll('-', ''),
      pageSize: PAGE,
      currentPage: page,
    });
    const { body } = await client.querySendDetails(request);
    if (body?.code !== 'OK') return null;
    found.push(...(body.smsSendDetailDTOs?.smsSendDetailDTO ?? []));
    if (found.length >= Number(body.totalCount ?? 0)) return found;
  }
  return null;
}

function receiptOf(
  { sendStatus, errCode = '', receiveDate }: Detail,
  sentAt: number,
): Pick<Receipt, 'kind' | 'fault' | 'words' | 'at'> | null {
  const at = instantOf(receiveDate) ?? sentAt;
  if (sendStatus === DELIVERED) {
    return { kind: 'delivered', fault: null, words: wordsOf(errCode, ''), at };
  }
  if (sendStatus !== FAILED) return null;
  return { kind: 'undelivered', fault: faultOf(errCode), words: wordsOf(errCode, ''), at };
}

const STATES: Record<number, TemplateState['state']> = {
  0: 'waiting',
  1: 'approved',
  2: 'refused',
};

async function templateState(client: Client, templateCode: string): Promise<TemplateState> {
  try {
    const request = new sdk.QuerySmsTemplateRequest({ templateCode });
    const { body } = await client.querySmsTemplate(request);
    const { code = '', message = '', templateStatus, reason, templateContent } = body ?? {};
    if (code !== 'OK') return { state: 'unknown', words: wordsOf(code, message) };
    const state = STATES[templateStatus ?? -1] ?? 'unknown';
    return { state, words: reason ?? '', content: templateContent ?? '' };
  } catch (error) {
    const { response, result } = outcomeOfError(error);
    return { state: result === 'configuration' ? 'no-access' : 'unknown', words: response };
  }
}
