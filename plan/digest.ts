import { practicalDay } from './agenda.ts';
import type { Calendar } from './calendar.ts';
import { chineseDate, type PlainDate, yearOf } from './date.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';
import { returnTitle } from './reporting.ts';

/** One notice with what a reader needs of its task; days late are working days. */
export type DigestLine = {
  kind: NoticeKind;
  facts: NoticeFacts;
  planTitle: string;
  title: string;
  quote: string;
  number: string;
  reportingPeriod: string | null;
  /** The unit that owes it. */
  unitName: string;
  dueOn: PlainDate | null;
  practicalOn: PlainDate | null;
  daysLeft: number | null;
  workingDaysLate: number;
  /** The rest days of its year are not announced yet: dates may move. */
  provisional?: boolean;
  /** Proof that the unit was told, for supervisors. */
  proof?: string;
  /** What has been done and answered last. */
  lastAct?: string;
  /** The words that came with the act it tells of: a reason, an instruction. */
  words?: string;
  /** What the office has done of late, and says of it; what it proposes. */
  officeAct?: string;
  remark?: string;
  proposal?: string;
  /** The other unit of a duty that goes over, or that asks. */
  otherName?: string;
};

export type DigestItem = { head: string; details: string[]; quote: string | null };
export type DigestSection = { title: string; items: DigestItem[] };
/** `page`: a page below the list that the link opens, as "/contact". */
export type DigestLink = { label: string; linkId: string; page?: string };

/** A message before it is laid out as text and HTML. */
export type Digest = {
  subject: string;
  greeting: string;
  sections: DigestSection[];
  links: DigestLink[];
  /** How to answer, and whom to ask. */
  closing: string[];
};

/** The sections of a digest in order of urgency. */
const SECTIONS: { title: string; kinds: NoticeKind[] }[] = [
  { title: '办公室催办，请抓紧办理', kinds: ['urged'] },
  { title: '已逾期，请立即办理', kinds: ['urge'] },
  { title: '下属事项逾期，请督促', kinds: ['escalate'] },
  { title: '逾期事项专报', kinds: ['list'] },
  { title: '领导批示、限期整改', kinds: ['instructed', 'rectify'] },
  { title: '被退回，请整改', kinds: ['returned'] },
  { title: '原则上的时限已过，请告知预计何时完成', kinds: ['enquiry'] },
  { title: '即将到期', kinds: ['remind'] },
  { title: '进度落后', kinds: ['pace'] },
  { title: '任务分解表征求意见', kinds: ['division'] },
  { title: '请签收', kinds: ['chase', 'taken-over'] },
  { title: '请配合报送', kinds: ['contribution'] },
  { title: '请核对通报稿', kinds: ['circular-check'] },
  {
    title: '延期与变更',
    kinds: ['decided', 'moved', 'paused', 'resumed', 'reopened', 'upheld', 'given-over', 'ended'],
  },
  { title: '建议节点', kinds: ['milestone'] },
  { title: '在办事项（每季度一次）', kinds: ['quarter'] },
  { title: '催办电话清单', kinds: ['call'] },
  { title: '等待销号', kinds: ['verify'] },
  { title: '延期申请', kinds: ['asked', 'endorsed'] },
  { title: '单位退回的任务，请答复', kinds: ['declined', 'decide'] },
  { title: '单位报告有困难', kinds: ['risk'] },
  { title: '两地数字不一致', kinds: ['mismatch'] },
  { title: '可列入通报的事项（由协调员决定）', kinds: ['circular'] },
  { title: '专报等待放行', kinds: ['list-release'] },
  { title: '即将上报的专报（如需说明请先处理）', kinds: ['list-review'] },
  { title: '需协调员过问（对方事项、过期的建议）', kinds: ['liaison', 'waiting'] },
  { title: '来信来短信系统读不懂，请处理', kinds: ['inbox'] },
  { title: '岗位与设备，请核实', kinds: ['moved-away', 'new-device'] },
  { title: '联系方式需要更正', kinds: ['mend-contact'] },
  { title: '交办事项', kinds: ['assign'] },
];

/** Groups lines into sections; lines about the same thing stand once. */
export function sectionsOf(lines: DigestLine[]): DigestSection[] {
  return SECTIONS.map(({ title, kinds }) => ({
    title,
    items: distinctLines(lines.filter((line) => kinds.includes(line.kind))).map(itemOf),
  })).filter(({ items }) => items.length > 0);
}

/** The subject says what is urgent first: 1项逾期、2项即将到期. */
export function digestSubject(all: DigestLine[]): string {
  const lines = distinctLines(all);
  const [only] = lines;
  if (only !== undefined && lines.length === 1) {
    const words = returnSubject(only);
    if (words !== null) return words;
  }
  const counts = [
    [['urge', 'escalate'], '项逾期'],
    [['urged'], '项催办'],
    [['instructed', 'rectify'], '项批示或整改'],
    [['returned'], '项退回'],
    [['enquiry'], '项请告知预计完成时间'],
    [['remind'], '项即将到期'],
    [['pace'], '项进度落后'],
    [['milestone', 'quarter'], '项在办'],
    [['taken-over'], '项新交办'],
    [['contribution'], '项请配合'],
    [['circular-check'], '份通报稿请核对'],
    [['division'], '份任务分解表征求意见'],
    [['chase'], '份交办通知待签收'],
    [
      ['decided', 'ended', 'moved', 'paused', 'resumed', 'reopened', 'upheld', 'given-over'],
      '项变更',
    ],
    [['call'], '项需电话催办'],
    [['verify'], '项待销号'],
    [['asked', 'endorsed'], '项延期申请'],
    [['declined', 'decide'], '项退回任务待答复'],
    [['risk'], '项有困难'],
    [['mismatch'], '项数字不一致'],
    [['circular'], '项可列入通报'],
    [['list-release'], '份专报待放行'],
    [['list-review'], '项将上报'],
    [['liaison', 'waiting'], '项需协调'],
    [['inbox'], '封来信待处理'],
    [['moved-away', 'new-device'], '处岗位或设备待核实'],
    [['mend-contact'], '处联系方式待更正'],
  ] as const;
  const parts = counts
    .map(([kinds, words]) => {
      const count = lines.filter(({ kind }) => kinds.some((each) => each === kind)).length;
      return count === 0 ? '' : `${count}${words}`;
    })
    .filter(Boolean);
  return `【督办提醒】${parts.join('、')}`;
}

/** A mail about one return says which: 请报送2024年3月份进展情况，4月1日前报. */
function returnSubject({ kind, reportingPeriod, dueOn }: DigestLine): string | null {
  if (reportingPeriod === null || (kind !== 'remind' && kind !== 'urge')) return null;
  const title = returnTitle(reportingPeriod, dueOn);
  return kind === 'remind' ? `【督办提醒】请报送${title}` : `【督办提醒】已逾期：${title}`;
}

/** "2.1 选派党政干部挂职（3月份）" and what is to be known of it. */
function itemOf(line: DigestLine): DigestItem {
  const period = line.reportingPeriod === null ? '' : `（${line.reportingPeriod}）`;
  const about = line.unitName === '' ? `《${line.planTitle}》` : line.unitName;
  const head = line.title === '' ? about : `${line.number} ${line.title}${period}`.trim();
  return { head, details: detailsOf(line).filter(Boolean), quote: quoteOf(line) };
}

function quoteOf(line: DigestLine): string | null {
  const short: NoticeKind[] = [
    'quarter',
    'call',
    'verify',
    'asked',
    'liaison',
    'mend-contact',
    'chase',
    'declined',
    'decide',
    'risk',
    'mismatch',
    'circular',
    'waiting',
    'given-over',
  ];
  return line.quote === '' || short.includes(line.kind) ? null : line.quote;
}

function detailsOf(line: DigestLine): string[] {
  const supervisors: NoticeKind[] = [
    'call',
    'escalate',
    'list',
    'list-review',
    'verify',
    'asked',
    'endorsed',
    'declined',
    'decide',
    'risk',
    'mismatch',
    'circular',
    'waiting',
    'liaison',
  ];
  return [
    supervisors.includes(line.kind) ? `责任单位：${line.unitName}` : '',
    specialDetail(line),
    dueDetail(line),
    line.provisional === true && line.kind === 'remind'
      ? '该年度放假安排尚未公布，提醒日期按周末推算，公布后可能调整'
      : '',
    line.facts.untold === true ? '注意：没有凭据证明该单位已知晓此事项' : '',
    line.facts.merged === undefined ? '' : `系统中断期间的 ${line.facts.merged} 次提醒合并为本条`,
    line.words === undefined ? '' : `${WORDS_OF[line.kind] ?? '说明'}：${line.words}`,
    line.proof ?? '',
    line.lastAct ?? '',
    line.officeAct ?? '',
    line.remark === undefined ? '' : `办公室说明：${line.remark}`,
    line.proposal === undefined ? '' : `建议：${line.proposal}`,
  ];
}

const WORDS_OF: Partial<Record<NoticeKind, string>> = {
  returned: '退回意见',
  declined: '退回理由',
  risk: '困难',
  urged: '催办意见',
  instructed: '批示',
  rectify: '整改要求',
  asked: '申请理由',
  endorsed: '办公室意见',
  'moved-away': '接手的人',
  inbox: '来信',
  'circular-check': '通报稿拟写',
};

function specialDetail(line: DigestLine): string {
  const { kind, facts, planTitle, title } = line;
  const until = facts.until === undefined ? null : chineseDate(facts.until);
  switch (kind) {
    case 'waiting':
      return facts.waitsFor == null ? '已暂停，等待恢复' : `正在等待：${facts.waitsFor}`;
    case 'pace':
      return paceWords(facts);
    case 'mismatch':
      return `本方填报 ${facts.sum ?? 0}，对方确认 ${facts.expected ?? 0}，请核对`;
    case 'rectify':
      return until === null ? '' : `请于${until}前整改到位`;
    case 'moved':
      return until === null ? '时限有调整' : `时限调整为${until}`;
    case 'paused':
      return '该事项已暂停，恢复前不需办理，时限相应顺延';
    case 'resumed':
      if (until === null || facts.until === facts.dueOn) return '该事项已恢复，时限不变';
      return `该事项已恢复，时限顺延至${until}`;
    case 'reopened':
      return until === null ? '该事项重新启动' : `该事项重新启动，请于${until}前办理`;
    case 'upheld':
      return '经研究，该事项仍由贵单位办理';
    case 'taken-over':
      return `该事项由${line.otherName ?? '其他单位'}改交贵单位办理，请签收`;
    case 'given-over':
      return `该事项已改交${line.otherName ?? '其他单位'}办理，贵单位不需再办`;
    case 'contribution':
      return `${line.otherName ?? '责任单位'}请贵单位配合报送情况${until === null ? '' : `（${until}前）`}`;
    case 'circular-check':
      return `通报稿提到贵单位，请${until === null ? '' : `于${until}前`}核对；有出入的请告知办公室，没有意见的不用回复`;
    case 'endorsed':
      return until === null ? '' : `办公室拟同意延至${until}，请审批`;
    case 'list-release':
      return `第 ${facts.listId ?? 0} 号专报已到上报时间，放行后方才上报（duban list）`;
    case 'verify':
      return facts.officeDelay === true ? '单位报办结已超过规定的核实时间，属办公室延误' : '';
    case 'milestone':
      return facts.milestoneOn === undefined
        ? ''
        : `备注要求：${facts.milestone || '建议完成时间'}（${chineseDate(facts.milestoneOn)}）`;
    case 'returned':
      return facts.until === undefined
        ? '请按退回意见整改后再报'
        : `请于${chineseDate(facts.until)}前整改`;
    case 'decided':
      return facts.approved === true ? '延期申请已同意' : '延期申请未获同意，请按原时限办理';
    case 'ended':
      return '该事项已撤销或认定不适用，不需再办';
    case 'asked':
      return facts.until === undefined ? '' : `申请延至${chineseDate(facts.until)}`;
    case 'division':
      return divisionWords(line);
    case 'chase':
      return `《${planTitle}》交办通知尚未签收，请点开链接签收全部事项`;
    case 'call':
      return title === '' ? `《${planTitle}》交办通知一直没有签收，请电话联系` : '';
    case 'new-device':
      return `有人要在新的设备上办理，请核实后放行：duban devices approve ${facts.deviceId ?? 0}`;
    case 'moved-away':
      return `有人用联系人的链接告知已经调离${facts.deviceId === undefined ? '' : `（是谁见 duban devices，设备 ${facts.deviceId}）`}，请核实后更新通讯录（duban units）；更新之前通知仍发给原联系人`;
    case 'mend-contact':
      return facts.audience === 'supervising-leader'
        ? '没有可用的分管领导邮箱，专报发不出去，请补充'
        : FAULTS[facts.fault ?? 'nobody'];
    default:
      return '';
  }
}

/** What a unit is asked of a table of who does what. */
function divisionWords({ planTitle, facts }: DigestLine): string {
  const { tasks = 0, leading = 0, until } = facts;
  const name = `《${planTitle}》任务分解表（征求意见稿）`;
  if (tasks === 0) return `${name}已经调整，不再涉及贵单位，不用回复`;
  const parts = [
    leading === 0 ? '' : `拟由贵单位负责 ${leading} 项`,
    tasks === leading ? '' : `配合 ${tasks - leading} 项`,
  ].filter(Boolean);
  const by = until === undefined ? '' : `，请于${chineseDate(until)}前回复`;
  return `${name}：${parts.join('、')}${by}（同意、有异议，或建议别的单位、时限）；不回复的如实记为未回复，由办公室研究确定`;
}

/** How a counted duty goes. */
function paceWords(facts: NoticeFacts): string {
  const { sum = 0, expected = 0, target = 0, countUnit = '', early, on } = facts;
  const when = early === true && on !== undefined ? `到${chineseDate(on)}` : '';
  return `按进度${when}应完成 ${expected}${countUnit}，已填报 ${sum}${countUnit}（共 ${target}${countUnit}），请加快`;
}

const FAULTS: Record<NonNullable<NoticeFacts['fault']>, string> = {
  nobody: '没有可用的联系人邮箱，通知发不出去，请补充',
  address: '邮箱被对方服务器拒收，请核对更正',
  refused: '邮件被对方服务器退回，请电话通知并核对邮箱',
  unclear: '两次发送都没有收到对方服务器的答复，请电话确认是否收到',
  silent: '半年一次的联系人确认没有答复，请电话核实是否换人',
  undelivered: '连续三天发送未成功，请电话通知并核对邮箱',
  phone: '手机号收不到短信（空号、停机或号码有误），请核对更正',
  'opted-out': '联系人退订了短信，今后只发邮件；需要恢复的请与本人联系后更新通讯录',
  'sms-template':
    '短信模板在服务商处不可用，当天应发的这类短信已改发邮件；请管理员运行 duban doctor 核对模板',
  'sms-untold':
    '短信模板在服务商处不可用，联系人又没有邮箱，还没有通知到，请先电话通知；请管理员运行 duban doctor 核对模板',
  unreceived: '短信没有送达（可能关机），请电话通知',
  group: '工作群的机器人拒收群通报，已停发；原因见 duban groups，改好后用 duban groups test 试发',
};

const NO_DUE: NoticeKind[] = [
  'chase',
  'mend-contact',
  'circular-check',
  'ended',
  'assign',
  'given-over',
  'waiting',
  'moved',
  'resumed',
  'reopened',
  'paused',
];

function dueDetail(line: DigestLine): string {
  if (line.dueOn === null || NO_DUE.includes(line.kind)) return '';
  const due = `时限：${chineseDate(line.dueOn)}`;
  if (line.workingDaysLate > 0) {
    const calendarDays = line.daysLeft === null ? '' : `（日历 ${-line.daysLeft} 天）`;
    return `${due}，已逾期 ${line.workingDaysLate} 个工作日${calendarDays}`;
  }
  return `${due}${practicalWords(line.dueOn, line.practicalOn)}${leftWords(line.daysLeft)}`;
}

function leftWords(daysLeft: number | null): string {
  if (daysLeft === null || daysLeft < 0) return '';
  return daysLeft === 0 ? '（今天）' : `（还有 ${daysLeft} 天）`;
}

/** Lines that would read alike stand once: a unit that takes part in what each of eleven owes. */
function distinctLines(lines: DigestLine[]): DigestLine[] {
  const texts = lines.map((line) => JSON.stringify([line.kind, itemOf(line)]));
  return lines.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

/** One task in a unit's assignment notice. */
export type AssignedTask = {
  number: string;
  title: string;
  quote: string;
  role: 'answering' | 'participant' | 'in-returns';
  dates: PlainDate[];
  answeringName: string;
  /** It counts from before supervision: how much had been done then? */
  asksOpening?: boolean;
};

/** 交办通知: everything a unit owes under a plan, in one message. */
export function assignmentDigest(
  planTitle: string,
  unitName: string,
  tasks: AssignedTask[],
  calendar: Calendar,
): DigestSection[] {
  const item = (task: AssignedTask): DigestItem => ({
    head: `${task.number} ${task.title}`.trim(),
    details: [
      dutyWords(task, calendar),
      ...(task.asksOpening === true
        ? ['数量从督办开始之前算起，之前已完成的请填“期初数”（点开事项填写，或告知办公室）']
        : []),
    ],
    quote: task.quote === '' ? null : task.quote,
  });
  const of = (role: AssignedTask['role']) => tasks.filter((task) => task.role === role).map(item);
  return [
    { title: `《${planTitle}》${unitName}负责办理`, items: of('answering') },
    { title: `《${planTitle}》${unitName}配合办理`, items: of('participant') },
    { title: `《${planTitle}》${unitName}在定期报表中填报`, items: of('in-returns') },
  ].filter(({ items }) => items.length > 0);
}

function dutyWords({ role, dates, answeringName }: AssignedTask, calendar: Calendar): string {
  if (role === 'answering') return `时限：${datesWords(dates, calendar)}`;
  return role === 'participant'
    ? `配合，由${answeringName}负责办理和填报`
    : '在定期报表中填报，不单独提醒';
}

function datesWords(dates: PlainDate[], calendar: Calendar): string {
  const [first, second] = dates;
  if (first === undefined) return '按要求';
  const words = (day: PlainDate) =>
    `${chineseDate(day)}${practicalWords(day, practicalDay(calendar, day))}`;
  if (second === undefined) return words(first);
  return `共 ${dates.length} 次；首次 ${words(first)}；末次 ${words(dates.at(-1) ?? first)}`;
}

/** A due date that is a rest day is met on the working day before. */
function practicalWords(dueOn: PlainDate, practicalOn: PlainDate | null): string {
  return practicalOn === null ? '' : `，请于${chineseDate(practicalOn, yearOf(dueOn))}下班前办理`;
}
