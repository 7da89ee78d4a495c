import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { FileRow } from '../db/evidence.ts';
import type { HistoryLine, LedgerRow } from '../db/status.ts';
import type { DeskPlan, OccurrenceFacts } from '../db/unit-desk.ts';
import { addDays, chineseDate, type PlainDate, yearOf } from '../plan/date.ts';
import {
  clockWords,
  dayWords,
  deskGroups,
  type DeskRole,
  dueWords,
  eventWords,
  LONGEST_TEXT,
  offeredActs,
} from '../plan/desk.ts';
import { type Light, LIGHT_NAMES } from '../plan/light.ts';
import { type CommandKind, COMMAND_NAMES, STATE_NAMES } from '../plan/occurrence.ts';
import type { Desk } from './desk.ts';
import { LARGEST_FILE, MOST_FILES } from './upload.ts';

const templates = join(import.meta.dirname, 'templates');
const eta = new Eta({ views: templates, autoEscape: true, cache: true });

/** The one stylesheet of the pages, and a name that changes with it. */
export const STYLE = readFileSync(join(templates, 'style.css'), 'utf8');
const STYLE_NAME = `style.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 8)}`;

// a shape and a word beside the colour, for those who do not see it
const SHAPES: Record<Light, string> = { red: '▲', yellow: '◆', green: '●', grey: '○', done: '✓' };

const DONE: Record<string, string> = {
  'acknowledge-all': '已签收全部事项，谢谢。',
  acknowledge: '已签收。',
  report: '进展已报送。',
  contribute: '配合情况已报送。',
  complete: '已报办结，等待办公室核实销号。',
  'request-extension': '延期申请已提交，请等候办公室答复；答复之前仍按原时限办理。',
};

/** What stands at the head of a page: what was done, or what is wrong. */
export type PageNotes = { done?: string; faults?: string[] };

/** What a unit answers for, and what it takes part in. */
export type ListRows = { answering: LedgerRow[]; takingPart: LedgerRow[] };

/** The list of a unit: its plans with what it owes and takes part in. */
export function listPage(desk: Desk, plans: DeskPlan[], rows: ListRows, notes: PageNotes): string {
  return eta.render('./list', {
    ...frame(desk, `${desk.link.unitName}的事项`, notes),
    offices: [...new Set(plans.flatMap(({ office }) => office ?? []))],
    plans: plans.map((plan) => ({
      ...plan,
      form: randomUUID(),
      groups: groupsOf(desk, plan, rows),
    })),
  });
}

function groupsOf(desk: Desk, { id }: DeskPlan, rows: ListRows) {
  const [answering, takingPart] = [rows.answering, rows.takingPart].map((list) =>
    list.filter(({ planId }) => planId === id),
  );
  return deskGroups(answering ?? [], takingPart ?? []).map((group) => ({
    ...group,
    rows: group.rows.map((row) => item(desk, row)),
  }));
}

/** All that the page of one occurrence shows. */
export type OccurrenceView = {
  row: LedgerRow;
  facts: OccurrenceFacts;
  roles: DeskRole[];
  history: HistoryLine[];
  files: Map<number, FileRow[]>;
};

/** What a form that was not taken had been filled with. */
export type Filled = { kind: CommandKind; text: string; until: string; hadFiles: boolean };

/** The page of one occurrence, with the forms that its state takes. */
export function occurrencePage(
  desk: Desk,
  view: OccurrenceView,
  notes: PageNotes,
  filled?: Filled,
): string {
  const { row, facts } = view;
  const kinds = offeredActs(row, view.roles);
  return eta.render('./occurrence', {
    ...frame(desk, headOf(row), notes),
    facts,
    offices: facts.office === null ? [] : [facts.office],
    item: item(desk, row),
    quote: row.quote,
    moved: movedWords(row, desk.today),
    asked: row.extensionUntil === null ? '' : chineseDate(row.extensionUntil),
    answers: view.roles.includes('answering'),
    forms: kinds.map((kind) => formOf(kind, row, desk, filled)),
    unsent: filled !== undefined && !kinds.includes(filled.kind) ? filled.text : '',
    history: historyOf(desk, view),
    limits: { text: LONGEST_TEXT, files: MOST_FILES, megabytes: LARGEST_FILE / 1024 / 1024 },
  });
}

/** A page that says why there is nothing to be seen or done. */
export function messagePage(path: string, title: string, lines: string[]): string {
  return eta.render('./message', { style: `${path}/${STYLE_NAME}`, title, lines, offices: [] });
}

function frame(desk: Desk, title: string, { done = '', faults = [] }: PageNotes) {
  return {
    title,
    done: Object.hasOwn(DONE, done) ? DONE[done] : '',
    faults,
    base: desk.base,
    style: `${desk.base.replace(/[^/]*$/, '')}${STYLE_NAME}`,
    unit: desk.link.unitName,
    person: desk.link.personName,
    today: chineseDate(desk.today),
  };
}

function headOf({ number, title, reportingPeriod }: LedgerRow): string {
  return `${number} ${title}${reportingPeriod === null ? '' : `（${reportingPeriod}）`}`;
}

function item(desk: Desk, row: LedgerRow) {
  return {
    address: addressOf(desk, row.id),
    head: headOf(row),
    due: dueWords(row, desk.calendar, desk.today),
    state: STATE_NAMES[row.state],
    light: row.light,
    shape: SHAPES[row.light],
    lightName: LIGHT_NAMES[row.light],
    // whose duty it is, when it is not the unit's own
    owner: row.unit === desk.link.unitName ? '' : row.unit,
    asked: row.extensionUntil !== null,
  };
}

/** The address of an occurrence's page; its id goes into the path as it is. */
export function addressOf(desk: Desk, id: string): string {
  return `${desk.base}/o/${id.split('/').map(encodeURIComponent).join('/')}`;
}

function movedWords({ originalDueOn, dueOn }: LedgerRow, today: PlainDate): string {
  if (originalDueOn === null || originalDueOn === dueOn) return '';
  return `原时限${chineseDate(originalDueOn, yearOf(today))}`;
}

const HINTS: Partial<Record<CommandKind, { text: string; button: string }>> = {
  acknowledge: { text: '', button: '签收本项' },
  report: { text: '进展情况', button: '报送进展' },
  contribute: { text: '配合情况', button: '报送配合情况' },
  complete: { text: '完成情况', button: '报办结' },
  'request-extension': { text: '延期理由', button: '提交延期申请' },
};

function formOf(kind: CommandKind, row: LedgerRow, desk: Desk, filled: Filled | undefined) {
  const mine = filled?.kind === kind ? filled : null;
  const later = row.dueOn !== null && row.dueOn > desk.today ? row.dueOn : desk.today;
  return {
    kind,
    id: randomUUID(),
    name: COMMAND_NAMES[kind],
    action: `${addressOf(desk, row.id)}?act=${kind}`,
    label: HINTS[kind]?.text ?? '',
    button: HINTS[kind]?.button ?? COMMAND_NAMES[kind],
    takesFiles: ['report', 'contribute', 'complete'].includes(kind),
    takesDay: kind === 'request-extension',
    earliest: addDays(later, 1),
    needsText: kind === 'report' || kind === 'request-extension',
    open: mine !== null,
    hadFiles: mine?.hadFiles ?? false,
    text: mine?.text ?? '',
    until: mine?.until ?? '',
  };
}

function historyOf(desk: Desk, { history, files }: OccurrenceView) {
  return history.toReversed().flatMap((line) => {
    const what = eventWords(line.kind, line.data);
    if (what === null) return [];
    // the names of people stay within their own unit
    const own = line.unit === desk.link.unitName ? line.person : null;
    const who = [line.unit, own].filter(Boolean).join(' ');
    const attached = (files.get(line.seq) ?? []).map(({ id, name, size }) => ({
      address: `${desk.base}/f/${encodeURIComponent(id)}`,
      name,
      size: sizeWords(size),
    }));
    // the hour at which the system woke is not the hour of its mail
    const when = line.kind === 'moment' ? dayWords(line.at) : clockWords(line.at);
    return [{ when, who, what, text: line.text ?? '', files: attached }];
  });
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
