import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { PARTS, PHRASES } from '../../../plan/english/phrases.ts';
import { inEnglish } from '../../../plan/english/translate.ts';

const ROOT = join(import.meta.dirname, '../../..');
const HAN = /\p{Script=Han}/u;

/** Whose words reach the desk: every Chinese literal there is told in English, but for those named below. */
const TOLD = [
  'api/v1/*.ts',
  'api/auth/*.ts',
  'api/errors.ts',
  'db/*.ts',
  'client/*.ts',
  'workflows/*.ts',
  'channels/{overview,trying,reach,webhooks}.ts',
  'channels/sms/{index,templates}.ts',
  'channels/chat/{index,registering,systems}.ts',
  'documents/{delimited,docx,ofd,pdf,read,readers,sheet,sniff,text,thread,xml,zip,plan}.ts',
  'documents/doc/word-file.ts',
  'documents/layout/legibility.ts',
  'plan/*.ts',
  'plan/{conflicts,review}/*.ts',
  'plan/deadline/*.ts',
];

/** What reads Chinese, or writes it for people of the units, papers and the command line. */
const NOT_TOLD = new Set(
  `api/v1/docs api/v1/schemas client/attributes
  db/first-accounts db/inbound db/launching db/schema
  plan/address-book-heads plan/aliases plan/background plan/body plan/brackets plan/calendar-item
  plan/calendar-years plan/chat-text plan/check-sheet plan/closing plan/competences plan/confidential
  plan/counts plan/delivery plan/digest plan/division-table plan/handing-on plan/header plan/letter plan/link-choice
  plan/mail-dns plan/mail-server plan/missing-table plan/money plan/name-sheet plan/named-units
  plan/obligations plan/paragraphs plan/phone plan/qualities plan/range plan/reconcile plan/return-sheets
  plan/returns plan/sentence plan/short plan/sides plan/sms plan/sms-account plan/sms-rules plan/subject
  plan/task-sheet plan/unit-names plan/unit-words plan/units plan/uplink plan/vocabulary
  plan/deadline/event-due plan/deadline/festivals plan/deadline/parse`
    .split(/\s+/)
    .map((name) => `${name}.ts`),
);

/** Days and periods, which dates.test.ts tries whole: these files put them together of single words. */
const DAYS = ['date', 'reporting', 'deadline/dates', 'deadline/describe', 'deadline/card'].map(
  (name) => `plan/${name}.ts`,
);

/** Of other files, what is no sentence on the desk: files’ names, typed options, what is looked for, papers. */
const NO_SENTENCE: [file: string, words: RegExp][] = [
  [
    'api/v1/',
    /^(?:通讯录|销号清单|通报|台账|商请函-)(?:样表|\{\}(?:\.\{\}|\.docx|\.xlsx)?|\{\}\.docx)$/,
  ],
  ['db/', /--[a-z]|duban |^不?加$|^，没有/],
  ['channels/trying.ts', /^【督办提醒】/],
  ['documents/sheet.ts', /^(?:选项|请从列表中选择)$/],
  ['plan/address-book.ts', /^(?:青禾县.*|县教育局、教育局|县政府办|柳溪[镇村]|驻村第一书记)$/],
  ['plan/calendar-entry.ts', /^(?:日一二三四五六|安排|休班|.*--source.*)$/],
  ['plan/agenda-sample.ts', /^(?:日一二三四五六|周\{\})$/],
  ['plan/plan-change.ts', /^\{\}：\{\}年$/],
  ['plan/why-words.ts', /^，/],
  ['plan/review/deadline.ts', /^\{\}年$/],
  ['plan/candidates.ts', /^(?:党?委|委办公室|政府办公室|组织部)$/],
  [
    'plan/circular.ts',
    /推进|时完成|方案第|^〔|各有关单位|抓好落实|工作日$|^尚未完成|单位说明|完成时间|纳入督办|^时限为/,
  ],
  ['plan/collectives.ts', /\|/],
  ['plan/conflicts/units.ts', /\[/],
  ['plan/division.ts', /^\{\}年\{\}月/],
  ['plan/doubt-choices.ts', /^以清单$/],
  ['plan/errors.ts', /^配置有误/],
  ['plan/name-likeness.ts', /^(?:团委|(?:人民)?政府)$/],
  ['plan/policy-settings.ts', /^(?:文件应为一个对象|“\{\}”应写成 项目=值)/],
  ['plan/rows.ts', /^；配合单位/],
  ['plan/task-cells.ts', /^(?:年|半年|季度|月|计划期)$/],
  ['plan/weekly-list.ts', /^(?:【督办专报】|截至|共 |\{\}：|另有|本专报)/],
  ['plan/identity.ts', /./], // told before anybody is logged in, on a page of its own
  ['plan/devices.ts', /./], // of the units’ pages
];

type Node = { type: string; start: number; end: number; [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The Chinese literals of a file, with `{}` for values; what only describes the API is left out. */
function literals(file: string): string[] {
  const { program } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (!isNode(node) || isDescription(node)) return;
    if (node.type === 'Literal' && typeof node['value'] === 'string') found.push(node['value']);
    if (node.type === 'TemplateLiteral' && Array.isArray(node['quasis'])) {
      found.push(node['quasis'].map(({ value }) => value.cooked).join('{}'));
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'type') walk(child);
  };
  walk(program);
  return found.filter((text) => HAN.test(text));
}

function isDescription(node: Node): boolean {
  if (node.type === 'TSLiteralType') return true;
  if (node.type === 'CallExpression') {
    const callee = node['callee'];
    const name = isNode(callee) && isNode(callee['property']) ? callee['property']['name'] : null;
    if (name === 'describe') {
      // the schema that is described may have words of its own
      node['arguments'] = [];
    }
    return false;
  }
  const key = node['key'];
  return (
    node.type === 'Property' &&
    isNode(key) &&
    ['summary', 'description'].includes(String(key['name']))
  );
}

const files = TOLD.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(
  (file) => !NOT_TOLD.has(file) && !DAYS.includes(file),
);

describe('the phrase book', () => {
  it('has English for every sentence of ours that the desk may show', () => {
    const missing = files.flatMap((file) =>
      literals(file)
        .filter((text) => !isNoSentence(file, text) && !isTold(text))
        .map((text) => `${file}: ${text}`),
    );
    expect(missing).toEqual([]);
  });

  it('says each thing once, and names no value that the sentence does not have', () => {
    const all = PARTS.flatMap((part) => Object.entries(part));
    expect(all.length).toBe(Object.keys(PHRASES).length);
    const wrong = all.filter(([chinese, english]) => {
      const values = chinese.split('{}').length - 1;
      const named = [...english.matchAll(/\{(\d)\}/g)].map(([, place]) => Number(place));
      return named.some((place) => place < 1 || place > values);
    });
    expect(wrong).toEqual([]);
  });
});
function isNoSentence(file: string, text: string): boolean {
  return NO_SENTENCE.some(([start, words]) => file.startsWith(start) && words.test(text));
}

/** What English quotes in Chinese is a term, or what is to be typed. */
function isTold(text: string): boolean {
  return text in PHRASES || !HAN.test(inEnglish(text.replaceAll('{}', 'X')));
}
