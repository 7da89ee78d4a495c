import { sms } from 'tencentcloud-sdk-nodejs-sms';
import { wallClock } from '../../clock.ts';
import { beijingDate } from '../../plan/date.ts';
import { mobileOf } from '../../plan/phone.ts';
import { fieldsOf, type SmsTemplate } from '../../plan/sms.ts';
import type { TencentAccount } from '../../plan/sms-account.ts';
import type { Receipt } from '../../plan/sms-arrivals.ts';
import type { Found, Outcome, Sms } from '../channel.ts';
import { fieldOf, outcomeOf, outcomeWithoutAnswer, wordsOf } from '../codes.ts';
import { type Awaited, collectsNothing, type SmsWay, type WayFinding } from './provider.ts';
import { faultOf } from './receipt-codes.ts';
import { TENCENT_CODES } from './tencent-codes.ts';
import { templateFindings, type TemplateState } from './templates.ts';

type Client = InstanceType<typeof sms.v20210111.Client>;

const MINUTE = 60_000;
/** The states of a record that say that the message was taken. */
const TAKEN = [2, 3, 4];

/** Short messages by Tencent's own SDK: one number a call, our name of the message as SessionContext. */
export function tencentWay(account: TencentAccount): Omit<SmsWay, 'pace'> {
  const client = clientOf(account);
  return {
    provider: 'tencent',
    send: (message) => send(client, account, message),
    find: (message) => find(client, account, message),
    query: (awaited) => query(client, account, awaited),
    collect: collectsNothing,
    check: () => check(client, account),
    close: () => {},
  };
}

function clientOf({ endpoint, keyId, keySecret, region }: TencentAccount): Client {
  const { host, protocol } = new URL(endpoint);
  return new sms.v20210111.Client({
    credential: { secretId: keyId, secretKey: keySecret },
    region,
    profile: { httpProfile: { endpoint: host, protocol: `${protocol}//`, reqTimeout: 15 } },
  });
}

const numberOf = (address: string) => `+86${mobileOf(address) ?? address}`;

async function send(client: Client, account: TencentAccount, message: Sms): Promise<Outcome> {
  try {
    const { SendStatusSet: statuses = [] } = await client.SendSms({
      PhoneNumberSet: [numberOf(message.address)],
      SmsSdkAppId: account.appId,
      SignName: account.sign,
      TemplateId: account.templates[message.template] ?? '',
      TemplateParamSet: valuesOf(message.template, message.fields),
      SessionContext: message.messageId,
    });
    const [status] = statuses;
    const { Code: code = '', Message: words = '', SerialNo: serial } = status ?? {};
    if (code !== 'Ok') return outcomeOf(TENCENT_CODES, code, words);
    return {
      result: 'sent',
      response: wordsOf(code, words),
      ...(serial ? { providerId: serial } : {}),
    };
  } catch (error) {
    return outcomeOfError(error);
  }
}

/** Tencent's variables have no names: their order is the template's. */
function valuesOf(template: SmsTemplate, fields: Record<string, string>): string[] {
  return fieldsOf(template).map((name) => fields[name] ?? '');
}

function outcomeOfError(error: unknown): Outcome {
  const code = fieldOf(error, 'code');
  const words = error instanceof Error ? error.message : String(error);
  if (typeof code === 'string' && code !== '') return outcomeOf(TENCENT_CODES, code, words);
  const status = fieldOf(error, 'httpCode');
  if (typeof status !== 'number') return outcomeWithoutAnswer(error);
  const response = wordsOf(`HTTP ${status}`, words);
  if (status === 429 || status === 503) return { result: 'retry', response };
  return { result: status < 500 ? 'configuration' : 'unclear', response };
}

/**
 * A report carries our own name; the list of what was sent does not, but says at least whether
 * anything went to that number since.
 */
async function find(
  client: Client,
  { appId }: TencentAccount,
  message: Pick<Sms, 'address' | 'messageId'> & { sentSince: number },
): Promise<Found> {
  const begin = Math.floor((message.sentSince - MINUTE) / 1000);
  const asked = { PhoneNumber: numberOf(message.address), SmsSdkAppId: appId, BeginTime: begin };
  try {
    const { PullSmsSendStatusSet: reports = [] } = await client.PullSmsSendStatusByPhoneNumber({
      ...asked,
      Offset: 0,
      Limit: 100,
    });
    if (reports.some(({ SessionContext }) => SessionContext === message.messageId)) return 'taken';
    const { SendRecordSet: records = [] } = await client.DescribeSendRecordList({
      ...asked,
      Limit: 50,
    });
    return records.some(({ SendStatus = 0 }) => TAKEN.includes(SendStatus))
      ? 'unknown'
      : 'not-taken';
  } catch {
    return 'unknown';
  }
}

async function query(
  client: Client,
  { appId }: TencentAccount,
  awaited: Awaited[],
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const { messageId, providerId, address, sentAt } of awaited) {
    const { PullSmsSendStatusSet: reports = [] } = await client.PullSmsSendStatusByPhoneNumber({
      PhoneNumber: numberOf(address),
      SmsSdkAppId: appId,
      BeginTime: Math.floor((sentAt - MINUTE) / 1000),
      Offset: 0,
      Limit: 100,
    });
    const report = reports.find(
      ({ SessionContext, SerialNo }) => SessionContext === messageId || SerialNo === providerId,
    );
    if (report?.ReportStatus === undefined) continue;
    const { ReportStatus, Description = '', UserReceiveTime, SerialNo } = report;
    const delivered = ReportStatus === 'SUCCESS';
    receipts.push({
      messageId,
      providerIds: SerialNo === undefined ? [] : [SerialNo],
      kind: delivered ? 'delivered' : 'undelivered',
      fault: delivered ? null : faultOf(Description, Description),
      words: wordsOf(ReportStatus, Description),
      at: UserReceiveTime ? UserReceiveTime * 1000 : sentAt,
    });
  }
  return receipts;
}

async function check(client: Client, account: TencentAccount): Promise<WayFinding[]> {
  const templates = await templateFindings(account.templates, (id) => templateState(client, id));
  return [...templates, ...(await packageFindings(client, account))];
}

const FEW = 200;
const YEARS = 3 * 366 * 86_400_000;

const hour = (at: number) => `${beijingDate(at).replaceAll('-', '')}00`;

/** How many messages are paid for; accounts that pay afterwards have no packages. */
async function packageFindings(client: Client, { appId }: TencentAccount): Promise<WayFinding[]> {
  const now = wallClock().now();
  try {
    const { SmsPackagesStatisticsSet: packages = [] } = await client.SmsPackagesStatistics({
      SmsSdkAppId: appId,
      Limit: 500,
      Offset: 0,
      BeginTime: hour(now - YEARS),
      EndTime: hour(now),
    });
    const valid = packages.filter(({ PackageExpiredTime: until = 0 }) => until * 1000 > now);
    if (valid.length === 0) return [];
    const left = valid.reduce(
      (sum, { PackageAmount = 0, CurrentUsage = 0 }) => sum + PackageAmount - CurrentUsage,
      0,
    );
    const what = '套餐包';
    if (left >= FEW) return [{ what, state: 'good', found: `还剩 ${left} 条` }];
    const state = left > 0 ? 'warning' : 'broken';
    return [{ what, state, found: `只剩 ${left} 条`, mend: '购买套餐包，用完以后只发邮件' }];
  } catch {
    return []; // whether the key works the templates have told
  }
}

const STATES: Record<number, TemplateState['state']> = {
  0: 'approved',
  1: 'waiting',
  '-1': 'refused',
};

async function templateState(client: Client, id: string): Promise<TemplateState> {
  try {
    const { DescribeTemplateStatusSet: found = [] } = await client.DescribeSmsTemplateList({
      International: 0,
      TemplateIdSet: [Number(id)],
    });
    const [template] = found;
    if (template === undefined) return { state: 'unknown', words: '账户里没有这个模板' };
    const { StatusCode = 1, ReviewReply = '', TemplateContent = '' } = template;
    return { state: STATES[StatusCode] ?? 'unknown', words: ReviewReply, content: TemplateContent };
  } catch (error) {
    const { response, result } = outcomeOfError(error);
    return { state: result === 'configuration' ? 'no-access' : 'unknown', words: response };
  }
}
