import { eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { assignedTasks, digestLines, unitName } from '../db/digest-lines.ts';
import { currentLink } from '../db/links.ts';
import { heldCount } from '../db/list-review.ts';
import type { MessageRow, Rendered } from '../db/messages.ts';
import type { NoticeRow } from '../db/notices.ts';
import { officeOf } from '../db/terms.ts';
import { person, plan } from '../db/schema.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate } from '../plan/date.ts';
import {
  assignmentDigest,
  type Digest,
  type DigestLink,
  type DigestSection,
  digestSubject,
  sectionsOf,
} from '../plan/digest.ts';
import { listDigest } from '../plan/weekly-list.ts';
import { renderMail } from './render.ts';

/** How the sender speaks of itself. */
export type Office = {
  /** Whether messages carry links: not when phones could not open them. */
  links: boolean;
};

type Setting = { calendar: Calendar; office: Office; now: number };

/** The subject and text of a message, made of the notices that still hold. */
export async function composeMessage(
  db: Database,
  row: MessageRow,
  notices: NoticeRow[],
  setting: Setting,
): Promise<Rendered> {
  const digest = await digestOf(db, row, notices, setting);
  return { subject: digest.subject, ...renderMail(digest) };
}

async function digestOf(
  db: Database,
  row: MessageRow,
  notices: NoticeRow[],
  setting: Setting,
): Promise<Digest> {
  const today = beijingDate(setting.now);
  const { personId } = row;
  if (personId === null) throw new RangeError(`message ${row.id} has no reader`);
  const greeting = `${await greetingName(db, personId)}：`;
  const lines = await digestLines(db, notices, setting.calendar, today);
  if (row.kind === 'list') {
    const listId = notices[0]?.listId ?? null;
    const held = listId === null ? 0 : await heldCount(db, listId);
    return { ...listDigest(lines, today, held), greeting };
  }
  const links = setting.office.links ? await linksOf(db, personId, notices, setting.now) : [];
  const closing = await closingOf(db, notices, setting.office.links, links.length > 0);
  if (row.kind === 'assignment') {
    const sections = await assignmentSections(db, notices);
    const tasks = sections.reduce((sum, section) => sum + section.items.length, 0);
    const title = lines[0]?.planTitle ?? '';
    return { subject: `【交办通知】${title}（${tasks}项）`, greeting, sections, links, closing };
  }
  return { subject: digestSubject(lines), greeting, sections: sectionsOf(lines), links, closing };
}

async function greetingName(db: Database, personId: number): Promise<string> {
  const [found] = await db
    .select({ name: person.name })
    .from(person)
    .where(eq(person.id, personId));
  return found?.name ?? '';
}

async function assignmentSections(db: Database, notices: NoticeRow[]): Promise<DigestSection[]> {
  const sections: DigestSection[] = [];
  for (const { planId, facts } of notices) {
    const [found] = await db.select({ title: plan.title }).from(plan).where(eq(plan.id, planId));
    const unitId = facts.unitId ?? 0;
    const tasks = await assignedTasks(db, planId, unitId);
    sections.push(...assignmentDigest(found?.title ?? '', await unitName(db, unitId), tasks));
  }
  return sections;
}

/** One link per unit for those who act for it; leaders and the office have none. */
async function linksOf(
  db: Database,
  personId: number,
  notices: NoticeRow[],
  now: number,
): Promise<DigestLink[]> {
  const acting = notices.filter(
    ({ audience }) => audience === 'answering' || audience.startsWith('contact:'),
  );
  const unitIds = new Set(acting.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])));
  const links: DigestLink[] = [];
  for (const unitId of unitIds) {
    const linkId = await currentLink(db, personId, unitId, now);
    links.push({
      label: `打开${await unitName(db, unitId)}的事项（签收、报进展、报办结）`,
      linkId,
    });
  }
  return links;
}

async function closingOf(
  db: Database,
  notices: NoticeRow[],
  withLinks: boolean,
  hasLink: boolean,
): Promise<string[]> {
  const planId = notices[0]?.planId;
  if (planId === undefined) return [];
  const [first] = notices;
  const office = await unitName(db, await officeOf(db, planId, first?.unitId ?? null));
  const answer = '请通过电话或纸质材料答复，由办公室代为登记。';
  const link = '链接为本单位专用，请勿转发到群里；点开即可办理，无需账号。';
  return [
    ...(hasLink ? [link] : withLinks ? [] : [answer]),
    `本邮件由督办系统代${office}发出，有疑问请与${office}联系。`,
  ];
}
