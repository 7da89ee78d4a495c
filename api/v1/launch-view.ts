import { z } from 'zod';
import type { LaunchCheck } from '../../db/launch-check.ts';
import type { RehearsalReport, RehearsedContact } from '../../db/rehearsal.ts';
import { type LaunchFault, LAUNCH_TOPICS } from '../../plan/launch-faults.ts';
import { NOTICE_NAMES } from '../../plan/notice-names.ts';
import { LINK_CHOICES } from '../../plan/plan-state.ts';
import type { RehearsedMessage } from '../../plan/rehearsal.ts';
import type { Rehearsing } from '../rehearsing.ts';
import { DAY } from './schemas.ts';
import { WORDS } from './words.ts';

/** What is chosen before a launch. */
export const LAUNCH_OPTIONS = z.strictObject({
  issued: DAY.optional().describe('印发日期，文件没有写明时必填'),
  superviseFrom: DAY.optional().describe('督办开始日期'),
  officeId: z.int().positive().optional().describe('由哪个单位的协调员负责'),
  openEnded: z.boolean().optional().describe('逐年执行'),
  until: DAY.optional().describe('执行到哪一天为止'),
  unreviewed: z.boolean().optional().describe('未经审核的任务也启动'),
  withoutContact: z.boolean().optional().describe('责任单位没有联系人也启动'),
  quarterlyReturn: z.boolean().optional().describe('由督办系统增设每季度一次的进展报表'),
  links: z.enum(LINK_CHOICES).optional().describe('消息里的链接'),
});

const FAULT = z
  .object({
    about: z.enum(LAUNCH_TOPICS).describe('由哪一项解决'),
    says: WORDS,
    items: z.array(z.string()),
  })
  .meta({ id: 'LaunchFault' });

const MONTH = z.string().describe('YYYY-MM');

const CONTACT = z
  .object({
    personId: z.int(),
    name: z.string().describe('对方单位的人不写姓名'),
    units: z.array(z.string()),
    contact: z.boolean().describe('单位联系人；领导和办公室另有限额'),
    mails: z.int(),
    sms: z.int(),
    months: z.array(z.object({ month: MONTH, mails: z.int(), digests: z.int(), sms: z.int() })),
    over: z.array(MONTH).describe('超过每月封数的月份'),
    later: z.int().describe('因封数已满，并入以后邮件的条数'),
    replaced: z.int().describe('因封数已满，由更近的提醒代替的条数'),
  })
  .meta({ id: 'RehearsedContact' });

const MESSAGE = z
  .object({
    on: DAY,
    personId: z.int(),
    channel: z.enum(['mail', 'sms']),
    kind: z.enum(['assignment', 'digest', 'list']),
    lines: z
      .array(z.object({ duty: z.int().nullable(), what: WORDS }))
      .describe('各行：duties 里的第几项（0 起；空为整个单位）、说什么'),
  })
  .meta({ id: 'RehearsedMessage' });

export const REHEARSAL = z
  .object({
    faults: z.array(FAULT).describe('不能启动的原因；没有才能启动'),
    budget: FAULT.nullable().describe('有联系人每月超过封数：要再确认一次'),
    silent: FAULT.nullable().describe('随报表跟踪而没有报表的'),
    comments: z.array(WORDS).describe('任务分解征求意见还没有结束的'),
    notes: z.array(WORDS),
    yearly: z.array(WORDS).describe('逐年执行的各项，下次是哪一天'),
    waiting: z.array(WORDS),
    superviseFrom: DAY.nullable(),
    counts: z.object({
      tasks: z.int(),
      occurrences: z.int(),
      series: z.int(),
      beforeStart: z.int(),
      liaison: z.int(),
      units: z.int(),
    }),
    from: DAY,
    until: DAY,
    mailsPerMonth: z.int(),
    contacts: z.array(CONTACT),
    duties: z.array(z.object({ title: z.string(), unit: z.string(), dueOn: DAY.nullable() })),
    messages: z.array(MESSAGE),
    load: z
      .array(
        z.object({
          unit: z.string(),
          months: z.array(z.object({ month: MONTH, due: z.int() })),
        }),
      )
      .describe('各单位各月到期几期'),
    crowded: z
      .array(
        z.object({
          dueOn: DAY,
          count: z.int(),
          of: z.int(),
          tasks: z.array(z.object({ key: z.string(), title: z.string(), by: DAY })),
        }),
      )
      .describe('许多任务同一天到期：督办系统提出的序时进度'),
    lacking: z
      .array(z.object({ title: z.string(), unit: z.string(), dueOn: z.string() }))
      .describe('没有最后提醒的时限'),
    unsettled: z.object({
      without: z.array(z.object({ key: z.string(), title: z.string() })),
      partly: z.int(),
    }),
    doubts: z.array(WORDS).describe('文件里没有确定的矛盾'),
    provisional: z.array(z.int()).describe('节假日安排还没有公布的年份'),
  })
  .meta({ id: 'LaunchRehearsal' });

/** A rehearsal as the API gives it. */
export function shownRehearsal({ check, report }: Rehearsing): z.infer<typeof REHEARSAL> {
  const { comments, notes, yearly, waiting, superviseFrom, counts } = check;
  return {
    faults: check.faults.map(shownFault),
    budget: budgetFault(report),
    silent: check.silent === null ? null : shownFault(check.silent),
    comments,
    notes,
    yearly,
    waiting,
    superviseFrom,
    counts,
    ...shownReport(report),
  };
}

/** Why a launch needs a second confirmation: what cannot wait passes the budget. */
export function budgetFault({
  contacts,
  mailsPerMonth,
}: Pick<RehearsalReport, 'contacts' | 'mailsPerMonth'>): z.infer<typeof FAULT> | null {
  const over = contacts.filter(({ contact, over: months }) => contact && months.length > 0);
  if (over.length === 0) return null;
  return {
    about: 'budget',
    says: `预演中 ${over.length} 个联系人每月超过 ${mailsPerMonth} 封邮件，都是最后一个工作日的提醒或答复，不能等；请确认仍要启动`,
    items: over.map(({ name, units, abroad, over: months }) =>
      [...units, `${abroad ? '' : name}（${months.join('、')}）`].join(' '),
    ),
  };
}

function shownFault({ about, says, items }: LaunchFault) {
  return { about, says, items };
}

/** What a coordinator is shown: whoever is told of this plan, and of other plans that they take room. */
function shownReport(report: RehearsalReport) {
  const { planId, from, until, mailsPerMonth, load, provisional, unsettled } = report;
  const isOwn = ({ about }: RehearsedMessage) => about.some((line) => line.planId === planId);
  const told = new Set(report.messages.filter(isOwn).map(({ personId }) => personId));
  const messages = report.messages.filter(({ personId }) => told.has(personId));
  const places = new Map(report.duties.map(({ id }, index) => [id, index]));
  return {
    from,
    until,
    mailsPerMonth,
    load,
    provisional,
    unsettled,
    contacts: report.contacts.filter(({ personId }) => told.has(personId)).map(shownContact),
    duties: report.duties.map(({ planId: of, title, unit, dueOn }) =>
      of === planId ? { title, unit, dueOn } : { title: '其他方案的事项', unit: '', dueOn },
    ),
    messages: messages.map(({ on, personId, channel, kind, about }) => ({
      on,
      personId,
      channel,
      kind,
      lines: about.map(({ dutyId, kind: what }) => ({
        duty: dutyId === null ? null : (places.get(dutyId) ?? null),
        what: NOTICE_NAMES[what],
      })),
    })),
    crowded: report.crowded.map(({ dueOn, share, tasks }) => ({
      dueOn,
      count: tasks.length,
      of: Math.round(tasks.length / share),
      tasks,
    })),
    lacking: report.lacking.map(({ title, unit, dueOn }) => ({ title, unit, dueOn })),
    doubts: report.doubts,
  };
}

function shownContact({ waited, abroad, ...contact }: RehearsedContact) {
  const replaced = waited.filter(({ told }) => told === null).length;
  const name = abroad ? '' : contact.name;
  return { ...contact, name, later: waited.length - replaced, replaced };
}

/** The faults of a check in words for the desk. */
export function faultWords({ faults }: LaunchCheck): string[] {
  return faults.map(({ says, items }) =>
    items.length === 0 ? says : `${says}（${items.join('、')}）`,
  );
}
