import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { FileRow } from '../db/evidence.ts';
import type { ReturnedTask } from '../db/returns.ts';
import type { HistoryLine, LedgerRow } from '../db/status.ts';
import type { DeskPlan, OccurrenceFacts, Office } from '../db/unit-desk.ts';
import { chineseDate, type PlainDate, yearOf } from '../plan/date.ts';
import { clockWords, deskGroups, dueWords } from '../plan/desk.ts';
import { type Light, lightName } from '../plan/light.ts';
import { type EventKind, isOwed, stateWords } from '../plan/occurrence.ts';
import { returnTitle } from '../plan/reporting.ts';
import type { BookTask } from '../plan/returns.ts';
import { type ActingRow, type DeskRole, LONGEST_TEXT, offeredActs } from '../plan/unit-acts.ts';
import { standingWords, tallyWords } from '../plan/unit-words.ts';
import { addressOf, type Desk, whyAddress } from './desk.ts';
import { type Filled, formOf, type PageForm } from './forms.ts';
import { historyLines } from './history.ts';
import type { ReturnForm } from './returns.ts';
import { SCRIPT_NAME } from './unit-script.ts';

const templates = join(import.meta.dirname, 'templates');
const eta = new Eta({ views: templates, autoEscape: true, cache: true });

/** A page of one of the templates. */
export function render(name: string, data: object): string {
  return eta.render(name, data);
}

/** The one stylesheet of the pages, and a name that changes with it. */
export const STYLE = readFileSync(join(templates, 'style.css'), 'utf8');
const STYLE_NAME = `style.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 8)}`;

// a shape and a word beside the colour, for those who do not see it
const SHAPES: Record<Light, string> = { red: '▲', yellow: '◆', green: '●', grey: '○', done: '✓' };

const DONE: Record<string, string> = {
  'acknowledge-all': '已签收全部事项，谢谢。',
  device: '好的，下一次办理时会询问姓名。',
  'contact-right': '已确认，谢谢。',
  'contact-changed': '已更正，谢谢。',
  channel: '已保存。',
  division: '意见已记下，谢谢。',
  'division-all': '已全部回复，谢谢。',
  acknowledge: '已签收。',
  report: '进展已报送。',
  return: '报表已报送，谢谢。',
  enter: '数量已记入。',
  'set-opening': '期初数已记入。',
  promise: '预计完成时间已告知办公室。',
  'report-risk': '困难已报告，办公室会与您联系。',
  'ask-contribution': '已请对方配合。',
  'hand-on': '已转交。',
  decline: '已退回给办公室，请等候答复；答复之前仍由本单位负责。',
  contribute: '配合情况已报送。',
  confirm: '已确认，谢谢。',
  complete: '已报办结，等待办公室核实销号。',
  'request-extension': '延期申请已提交，请等候办公室答复；答复之前仍按原时限办理。',
};

/** What stands at the head of a page: what was done, in `words` of its own if need be, or what is wrong. */
export type PageNotes = { done?: string; words?: string; faults?: string[] };

/** What a unit answers for, and what it takes part in. */
export type ListRows = { answering: LedgerRow[]; takingPart: LedgerRow[] };

/** The plans that a list shows with all that the unit tells of in its returns, and those it only names. */
export type ListPlans = {
  plans: (DeskPlan & { inReturns: ReturnedTask[] })[];
  over: DeskPlan[];
  /** Tables that the unit is asked to comment on. */
  asked: { planId: number; title: string; until: PlainDate | null; waiting: number }[];
  /** With every row. */
  whole: boolean;
};

/** The list of a unit: its plans with what it owes, takes part in, and tells of in its returns. */
export function listPage(
  desk: Desk,
  { plans, over, asked, whole }: ListPlans,
  rows: ListRows,
  notes: PageNotes,
): string {
  return eta.render('./list', {
    ...frame(desk, `${desk.link.unitName}的事项`, notes),
    plans: plans.map((plan) => ({
      ...plan,
      form: randomUUID(),
      groups: groupsOf(desk, plan, rows, whole ? Number.POSITIVE_INFINITY : MOST_FOLDED),
      inReturns: plan.inReturns.map((task) => ({
        ...task,
        party: task.unitId === desk.link.unitId ? '' : task.written,
      })),
    })),
    over: over.toReversed(),
    asked: asked.map((each) => ({
      ...each,
      until: each.until === null ? '' : chineseDate(each.until),
    })),
    back: whole,
  });
}

/** So many rows of what asks nothing now stand in the list; a plan's own page has all. */
const MOST_FOLDED = 20;

function groupsOf(desk: Desk, { id, superviseFrom }: DeskPlan, rows: ListRows, most: number) {
  const [answering, takingPart] = [rows.answering, rows.takingPart].map((list) =>
    list.filter(({ planId }) => planId === id),
  );
  return deskGroups(answering ?? [], takingPart ?? [], desk.today).map((group) => ({
    ...group,
    count: group.rows.length,
    rows: group.rows.slice(0, group.folded ? most : group.rows.length).map((row) => ({
      ...item(desk, row),
      opening:
        isOwed(row.state) && row.standing.tally?.sum === 0 && countsFromBefore(row, superviseFrom),
    })),
  }));
}

/** All that the page of one occurrence shows. */
export type OccurrenceView = {
  row: LedgerRow;
  facts: OccurrenceFacts;
  roles: DeskRole[];
  history: HistoryLine[];
  files: Map<number, FileRow[]>;
  /** The form of a return that can be filled in. */
  report: ReturnForm | null;
  /** Of a return: the tasks that its reports tell of. */
  tasks: BookTask[];
  /** How people of the unit without a mailbox of their own are reminded. */
  ways: { sms: boolean; mailbox: boolean };
};

/** The page of one occurrence, with the forms that its state takes. */
export function occurrencePage(
  desk: Desk,
  view: OccurrenceView,
  notes: PageNotes,
  filled?: Filled,
): string {
  const { row, facts, report } = view;
  const kinds = offeredActs(actingRow(view), view.roles, desk.today);
  const address = addressOf(desk.base, row.id);
  const forms = kinds.map((kind) =>
    formOf(kind, {
      address,
      row,
      partners: facts.partners,
      ways: view.ways,
      today: desk.today,
      filled,
      faults: notes.faults ?? [],
    }),
  );
  const lost = filled !== undefined && !kinds.includes(filled.kind);
  const { tally } = row.standing;
  return eta.render('./occurrence', {
    ...frame(desk, titleOf(row), notes),
    facts,
    partners: facts.partners.map(({ name }) => name).join('、'),
    item: { ...item(desk, row), head: titleOf(row) },
    subtitle: row.reportingPeriod === null ? '' : `${row.number} ${row.title}`,
    quote: row.quote,
    standing: standingWords(row, desk.today),
    urged: urgedOf(view),
    tally: tally === undefined ? null : tallyWords(tally, row, desk.today),
    promised: row.promisedOn === null ? '' : `${chineseDate(row.promisedOn)}（本单位告知）`,
    moved: movedWords(row, desk.today),
    asked: row.extensionUntil === null ? '' : chineseDate(row.extensionUntil),
    places: placesOf(forms, report, notes.faults ?? []),
    forms: forms.filter(({ seldom }) => !seldom),
    seldom: forms.filter(({ seldom }) => seldom),
    report: report === null ? null : { ...report, longest: LONGEST_TEXT },
    unsent: lost ? filled.field('text') : '',
    history: historyLines(desk, view),
    // the other side is sent nothing, so there is nothing to explain
    why: view.roles.every((role) => role === 'counterpart') ? '' : whyAddress(desk.base, row.id),
  });
}

/** What the office urged by hand and the unit has not answered yet; null: nothing. */
function urgedOf({ row, roles, history }: OccurrenceView) {
  if (!isOwed(row.state) || !roles.includes('answering')) return null;
  const last = history.findLast(({ kind }) => kind === 'urge' || ANSWERS.includes(kind));
  if (last?.kind !== 'urge') return null;
  return { when: clockWords(last.at), by: last.unit ?? '', text: last.text ?? '' };
}

/** What a unit says of its duty; after it an urging is answered, and another unit was never urged. */
const ANSWERS: readonly EventKind[] = [
  'report',
  'report-risk',
  'enter',
  'promise',
  'complete',
  'request-extension',
  'decline',
  'reassign',
];

/** The fields to which the faults at the head of the page lead. */
function placesOf(
  forms: PageForm[],
  report: ReturnForm | null,
  faults: string[],
): Record<string, string> {
  const inputs = forms.flatMap((form) => form.inputs);
  const found = faults.flatMap((fault): [string, string][] => {
    const input = inputs.find((each) => each.wrong?.includes(fault));
    const row = report?.rows.find(({ head }) => fault.startsWith(`${head}：`));
    const id = input?.id ?? row?.inputs[0]?.id;
    return id === undefined ? [] : [[fault, id]];
  });
  return Object.fromEntries(found);
}

/** What of an occurrence decides which acts its unit is offered. */
export function actingRow({
  row,
  facts,
}: {
  row: LedgerRow;
  facts: Pick<OccurrenceView['facts'], 'superviseFrom'> & { partners: readonly unknown[] };
}): ActingRow {
  return {
    ...row,
    isReturn: row.reportingPeriod !== null,
    countsFromBefore: countsFromBefore(row, facts.superviseFrom),
    participants: facts.partners.length,
  };
}

/** Something may have been done already when supervision began. */
function countsFromBefore({ countFrom }: LedgerRow, superviseFrom: PlainDate | null): boolean {
  return countFrom !== null && superviseFrom !== null && countFrom < superviseFrom;
}

/** A return is called by its period and day; its own title says less. */
function titleOf(row: LedgerRow): string {
  if (row.reportingPeriod === null) return headOf(row);
  return returnTitle(row.reportingPeriod, row.dueOn);
}

/** A page that says why there is nothing to be seen or done. */
export function messagePage(
  path: string,
  title: string,
  { lines, offices = [], again = null, way = null }: Message,
): string {
  const style = styleAddress(path);
  return eta.render('./message', { style, title, lines, offices, again, way });
}

/** The address of the stylesheet; `path`: where the pages of links lie. */
export function styleAddress(path: string): string {
  return `${path}/${STYLE_NAME}`;
}

/** What a page that is no unit's shows around its own; `path`: where the pages of links lie. */
export function barePage(path: string, title: string) {
  return { title, style: styleAddress(path), person: '', user: '', unit: '', offices: [] };
}

/** What a page says when there is nothing to be seen or done. */
export type Message = {
  lines: string[];
  offices?: Office[];
  /** Where a new link is asked for, when the old one has expired. */
  again?: string | null;
  /** Where to go on. */
  way?: { to: string; says: string } | null;
};

/** What every page of a link shows around its own. */
export function frame(desk: Desk, title: string, { done = '', words, faults = [] }: PageNotes) {
  const device = desk.device?.confirmedAt == null ? null : desk.device;
  return {
    title,
    done: words ?? (Object.hasOwn(DONE, done) ? DONE[done] : ''),
    faults,
    base: desk.base,
    style: `${desk.base.replace(/[^/]*$/, '')}${STYLE_NAME}`,
    script: SCRIPT_NAME === '' ? '' : `${desk.base.replace(/[^/]*$/, '')}${SCRIPT_NAME}`,
    unit: desk.link.unitName,
    person: desk.link.personName,
    user: device?.name ?? '',
    offices: desk.offices,
    today: chineseDate(desk.today),
  };
}

function headOf({ number, title, reportingPeriod }: LedgerRow): string {
  return `${number} ${title}${reportingPeriod === null ? '' : `（${reportingPeriod}）`}`;
}

function item(desk: Desk, row: LedgerRow) {
  return {
    address: addressOf(desk.base, row.id),
    head: headOf(row),
    due: dueWords(row, desk.calendar, desk.today),
    state: stateWords(row),
    light: row.light,
    shape: SHAPES[row.light],
    lightName: lightName(row, desk.today),
    // whose duty it is, when it is not the unit's own
    owner: row.unit === desk.link.unitName ? '' : row.unit,
    asked: row.extensionUntil !== null,
    urged: urgedWords(row, desk.today),
    halted: row.pausedOn !== null ? '已暂停' : row.declinedOn !== null ? '已提出退回' : '',
  };
}

/** When the office urged it by hand last, while it is owed. */
function urgedWords({ state, standing: { urgedFor } }: LedgerRow, today: PlainDate): string {
  if (urgedFor === undefined || !isOwed(state)) return '';
  return urgedFor > today ? '办公室催办' : `${chineseDate(urgedFor, yearOf(today))}办公室催办`;
}

function movedWords({ originalDueOn, dueOn }: LedgerRow, today: PlainDate): string {
  if (originalDueOn === null || originalDueOn === dueOn) return '';
  return `原时限${chineseDate(originalDueOn, yearOf(today))}`;
}
