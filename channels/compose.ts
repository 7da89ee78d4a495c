import type { Database } from '../db/connect.ts';
import { confidentialPlans } from '../db/confidential.ts';
import { assignedTasks, digestLines } from '../db/digest-lines.ts';
import { currentLinks } from '../db/links.ts';
import { heldCount } from '../db/list-review.ts';
import {
  linkChoices,
  personNames,
  planTitles,
  unitName,
  unitNames,
  unitPhones,
} from '../db/lookup.ts';
import { putOff, type Ready, type Rendered } from '../db/claiming.ts';
import type { MessageRow } from '../db/messages.ts';
import { linkChoiceOf } from '../db/unit-desk.ts';
import type { NoticeRow } from '../db/notices.ts';
import { type Directory, officeFor } from '../plan/audience.ts';
import { linkWords } from '../plan/link-choice.ts';
import type { LinkChoice } from '../plan/plan-state.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate } from '../plan/date.ts';
import {
  type AssignedTask,
  assignmentDigest,
  type Digest,
  type DigestLine,
  type DigestLink,
  digestSubject,
  sectionsOf,
} from '../plan/digest.ts';
import { rootCause } from '../plan/errors.ts';
import { MAY_ANSWER } from '../plan/inbound/commands.ts';
import { shortMessageOf } from '../plan/short.ts';
import { type ShortMessage, smsWords } from '../plan/sms.ts';
import { listDigest } from '../plan/weekly-list.ts';
import { composeGroupPost } from './chat/group-post.ts';
import { composeDirect } from './direct/index.ts';
import { textOf } from './render.ts';

/** How the sender speaks of itself. */
export type Office = {
  /** What becomes of a plan's choice of links here: none leaves that phones could not open. */
  links: (choice: LinkChoice) => LinkChoice;
  /** Whether somebody reads what is written in answer to a mail. */
  answers?: boolean;
};

/** What composing needs of the moment at which messages leave. */
export type Setting = {
  calendar: Calendar;
  office: Office;
  directory: Directory;
  now: number;
  /** Says of which message the words could not be made, and why. */
  alarm: (text: string) => void;
};

/** What one step of composing has looked up for all its messages. */
type Desk = Setting & {
  lines: ReadonlyMap<number, DigestLine>;
  persons: ReadonlyMap<number, string>;
  units: ReadonlyMap<number, string>;
  /** The offices' own telephones. */
  phones: ReadonlyMap<number, string>;
  links: ReadonlyMap<string, string>;
  choices: Choices;
  /** Plans whose clauses are not quoted, and of which nothing is told by short message. */
  confidential: ReadonlySet<number>;
};

/** What each plan's messages do with links. */
type Choices = (planId: number) => LinkChoice;

/** A message whose words cannot be made is looked at again after so long. */
const AGAIN_AFTER = 15 * 60_000;

/**
 * The words of messages, made of the notices that still hold; a message with nothing to say is left
 * out. One whose words cannot be made is put off with an alarm and holds up no other.
 */
export async function composeMessages(
  db: Database,
  ready: Ready[],
  setting: Setting,
): Promise<Map<number, Rendered | 'failed'>> {
  const shared = await deskOf(db, ready, setting).catch(() => null);
  const rendered = new Map<number, Rendered | 'failed'>();
  const failed: number[] = [];
  for (const each of ready) {
    const { id } = each.row;
    try {
      const words = await wordsOf(db, each, shared ?? (await deskOf(db, [each], setting)));
      if (words !== null) rendered.set(id, words);
    } catch (error) {
      const reason = error instanceof Error ? rootCause(error).message : String(error);
      setting.alarm(`message ${id}: its words could not be made: ${reason}`);
      rendered.set(id, 'failed');
      failed.push(id);
    }
  }
  if (failed.length > 0) await putOff(db, failed, setting.now + AGAIN_AFTER);
  return rendered;
}

async function deskOf(db: Database, ready: Ready[], setting: Setting): Promise<Desk> {
  const { calendar, now, office, directory } = setting;
  const notices = [
    ...new Map(ready.flatMap((each) => each.notices).map((n) => [n.id, n])).values(),
  ];
  const chosen = await linkChoices(
    db,
    notices.map(({ planId }) => planId),
  );
  const choices = (planId: number) => office.links(chosen.get(planId) ?? 'open');
  const holders = ready.flatMap((each) => holdersOf(each, choices));
  const offices = notices.map((notice) => officeOf(directory, notice));
  const units = [...holders.map(({ unitId }) => unitId), ...offices];
  const confidential = await confidentialPlans(db);
  const lines = await digestLines(db, notices, calendar, beijingDate(now));
  for (const { id, planId } of notices) {
    const line = lines.get(id);
    if (line !== undefined && confidential.has(planId)) lines.set(id, withoutClause(line));
  }
  return {
    ...setting,
    confidential,
    lines,
    persons: await personNames(
      db,
      ready.map(({ row }) => row.personId),
    ),
    units: await unitNames(db, units),
    phones: await unitPhones(db, offices),
    links: await currentLinks(db, holders, now),
    choices,
  };
}

/** A line that says nothing in the document's own words but its task's title. */
function withoutClause(line: DigestLine): DigestLine {
  return { ...line, quote: '', facts: { ...line.facts, milestone: '' } };
}

function officeOf(directory: Directory, { planId, unitId }: NoticeRow): number | null {
  return officeFor(directory, { planId, obligedId: unitId });
}

/** Those who act for a unit get its link; leaders and the office have none. */
function holdersOf(
  { row, notices }: Pick<Ready, 'row' | 'notices'>,
  choices: Choices,
): { personId: number; unitId: number }[] {
  const { personId } = row;
  if (personId === null || row.kind === 'list') return [];
  return notices
    .filter(({ planId }) => choices(planId) !== 'none')
    .filter(isActing)
    .flatMap(({ unitId }) => (unitId === null ? [] : [{ personId, unitId }]));
}

/** True of what is told to those who act for a unit. */
function isActing({ audience }: NoticeRow): boolean {
  return audience === 'answering' || audience.startsWith('contact:');
}

/** True of what may be answered by a mail: a table has a form of its own. */
function isAnswered(notice: NoticeRow): boolean {
  return isActing(notice) && notice.kind !== 'division';
}

async function wordsOf(db: Database, ready: Ready, desk: Desk): Promise<Rendered | null> {
  const { row } = ready;
  if (row.kind === 'assignment' || row.kind === 'digest' || row.kind === 'list') {
    const told = ready.notices.filter(
      ({ planId }) => row.channel !== 'sms' || !desk.confidential.has(planId),
    );
    if (told.length === 0) return null;
    const assigned = row.kind === 'assignment' ? await assignments(db, told, desk) : [];
    if (row.channel === 'sms') {
      const open = { ...ready, notices: told };
      return asShort(shortOf(open, assigned, desk), open, desk);
    }
    return asMail(await digestOf(db, ready, assigned, desk));
  }
  if (row.kind === 'group') {
    const text = await composeGroupPost(db, row, desk);
    return text === null ? null : { subject: null, text, digest: null, fields: null };
  }
  const { digest, short } = await composeDirect(db, row, row.kind, desk);
  if (row.channel === 'mail') return asMail(await reached(db, row, digest, desk));
  if (short === undefined) throw new RangeError(`message ${row.id} has no short words`);
  return asShort(short, ready, desk);
}

/** A mail with links only where its reader can open them, and saying what holds of them. */
async function reached(
  db: Database,
  { facts }: MessageRow,
  digest: Digest,
  { office }: Desk,
): Promise<Digest> {
  if (digest.links.length === 0) return digest;
  const choice = office.links(await linkChoiceOf(db, facts?.unitId ?? null));
  const links = choice === 'none' ? [] : digest.links;
  const closing = [...digest.closing, linkWords(choice)].filter(Boolean);
  return { ...digest, links, closing };
}

function asMail(digest: Digest): Rendered {
  return { subject: digest.subject, text: textOf(digest), digest, fields: null };
}

/** The template's name stands among its fields; ways that take free text get the link as well. */
function asShort(short: ShortMessage, ready: Ready, { links, choices }: Desk): Rendered {
  const [holder] = holdersOf(ready, choices);
  const linkId = holder && links.get(`${holder.personId}/${holder.unitId}`);
  const words = smsWords(short);
  return {
    subject: null,
    digest: null,
    text: linkId === undefined ? words : `${words}办理：{link:${linkId}}`,
    fields: { ...short.fields, template: short.template },
  };
}

function shortOf({ notices }: Ready, assigned: Assignment[], { lines }: Desk): ShortMessage {
  const tasks = assigned.reduce((sum, each) => sum + each.tasks.length, 0);
  const counted = notices.map(({ id, kind, facts }) => ({
    kind,
    step: facts.step ?? null,
    dueOn: lines.get(id)?.dueOn ?? null,
  }));
  return shortMessageOf(counted, tasks);
}

type Assignment = { planTitle: string; unitName: string; tasks: AssignedTask[] };

async function assignments(
  db: Database,
  notices: NoticeRow[],
  { confidential }: Desk,
): Promise<Assignment[]> {
  const found: Assignment[] = [];
  for (const { planId, facts } of notices) {
    const unitId = facts.unitId ?? 0;
    const tasks = await assignedTasks(db, planId, unitId);
    found.push({
      planTitle: (await planTitles(db, [planId])).get(planId) ?? '',
      unitName: await unitName(db, unitId),
      tasks: confidential.has(planId) ? tasks.map((each) => ({ ...each, quote: '' })) : tasks,
    });
  }
  return found;
}

async function digestOf(
  db: Database,
  { row, notices }: Ready,
  assigned: Assignment[],
  desk: Desk,
): Promise<Digest> {
  const greeting = `${desk.persons.get(row.personId ?? 0) ?? ''}：`;
  const lines = notices.flatMap(({ id }) => desk.lines.get(id) ?? []);
  if (row.kind === 'list') {
    const listId = notices[0]?.listId ?? null;
    const held = listId === null ? 0 : await heldCount(db, listId);
    return { ...listDigest(lines, beijingDate(desk.now), held), greeting };
  }
  const links = linksOf(row, notices, desk);
  const closing = closingOf(notices, links.length > 0, desk);
  if (row.kind === 'assignment') {
    const sections = assigned.flatMap((each) =>
      assignmentDigest(each.planTitle, each.unitName, each.tasks, desk.calendar),
    );
    const tasks = sections.reduce((sum, section) => sum + section.items.length, 0);
    const title = lines[0]?.planTitle ?? '';
    const subject = `【交办通知】${title}（${tasks}项任务）`;
    return { subject, greeting, sections, links: [...links, ...links.map(checkOf)], closing };
  }
  return { subject: digestSubject(lines), greeting, sections: sectionsOf(lines), links, closing };
}

/** The launch asks whether the contact is right, as January and July do. */
function checkOf({ linkId }: DigestLink): DigestLink {
  return { label: '核对联系人信息（信息正确、更正、我已调离）', linkId, page: '/contact' };
}

/** One link per unit. */
function linksOf(row: MessageRow, notices: NoticeRow[], desk: Desk): DigestLink[] {
  const links = new Map<string, DigestLink>();
  for (const { personId, unitId } of holdersOf({ row, notices }, desk.choices)) {
    const linkId = desk.links.get(`${personId}/${unitId}`);
    if (linkId === undefined) continue;
    for (const link of pagesOf(notices, unitId, linkId, desk))
      links.set(`${linkId}${link.page ?? ''}`, link);
  }
  return [...links.values()];
}

/** The pages of a unit's link that notices are about: a table for comments has its own. */
function pagesOf(
  notices: NoticeRow[],
  unitId: number,
  linkId: string,
  { units }: Desk,
): DigestLink[] {
  const own = notices.filter((notice) => isActing(notice) && notice.unitId === unitId);
  const asked = own.filter(({ kind }) => kind === 'division').map(({ planId }) => planId);
  const tables = [...new Set(asked)].map((planId) => ({
    label: `回复任务分解表（征求意见稿）（全部同意、提出异议或建议）`,
    linkId,
    page: `/division/${planId}`,
  }));
  if (own.every(({ kind }) => kind === 'division')) return tables;
  const label = `打开${units.get(unitId) ?? ''}的事项（签收、报进展、报办结）`;
  return [...tables, { label, linkId }];
}

/** Whoever supervises need not be told to ask themselves. */
function isForOffice({ audience, unitId }: NoticeRow, officeId: number): boolean {
  return audience === 'coordinator' || audience === 'verifier' || unitId === officeId;
}

function phoneWords(phone: string | undefined): string {
  return phone === undefined ? '' : `：${phone}`;
}

function closingOf(notices: NoticeRow[], hasLink: boolean, desk: Desk): string[] {
  const [first] = notices;
  if (first === undefined) return [];
  const officeId = officeOf(desk.directory, first) ?? 0;
  const office = desk.units.get(officeId) ?? '';
  const link = '链接为本单位专用，请勿转发到群里；点开即可办理，无需账号。';
  return [
    ...(hasLink ? [link] : []),
    ...[...new Set(notices.map(({ planId }) => linkWords(desk.choices(planId))))].filter(Boolean),
    ...(desk.office.answers === true && notices.some(isAnswered) ? [MAY_ANSWER] : []),
    notices.every((notice) => isForOffice(notice, officeId))
      ? `本邮件由督办系统发给${office}，供协调员处理；对外的通知以${office}的名义发出。`
      : `本邮件由督办系统代${office}发出，有疑问请与其联系${phoneWords(desk.phones.get(officeId))}。`,
  ];
}
