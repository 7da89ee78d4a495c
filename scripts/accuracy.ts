// npm run accuracy [-- --errors] [-- --write]: how well plans are read, against careful readers'
// annotations. Prints a table per corpus; --write keeps it in docs/accuracy.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPORA, readCorpus } from './accuracy/corpora.ts';
import { type Score, type Scored, sumOf } from './accuracy/score.ts';

type Row = Scored & { document: string };

const HEAD = [
  'document',
  'tasks',
  'recall',
  'precision',
  'F1',
  'due',
  'lead',
  'support',
  'count',
  'RIGHT',
  'budget',
];

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ document, score }) => [document, ...figures(score, 1)]);
  const all = sumOf(rows.map(({ score }) => score));
  return [HEAD, HEAD.map(() => '---'), ...lines, ['**all**', ...figures(all, rows.length)]]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function figures(score: Score, documents: number): string[] {
  const recall = share(score.found, score.annotated);
  const precision = share(score.found, score.found + score.spurious);
  const f1 = recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
  const parts = [score.due, score.lead, score.support, score.count];
  return [
    String(score.annotated),
    ...[recall, precision, f1, ...parts.map((part) => share(part, score.found))].map(percent),
    percent(share(score.right, score.annotated)),
    `${score.budget}/${documents}`,
  ];
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function percent(value: number): string {
  return (value * 100).toFixed(1);
}

const sections = new Map<string, string>();
for (const corpus of CORPORA) {
  const rows = await readCorpus(corpus);
  const section = `## ${corpus.name}\n\n${tableOf(rows)}\n`;
  sections.set(corpus.name, section);
  console.log(section);
  if (process.argv.includes('--errors')) {
    for (const { document, errors } of rows) {
      for (const error of errors) console.log(`${document}  ${error}`);
    }
  }
}

const MARK = '<!-- written by npm run accuracy -- --write -->';

/** The page with the new tables in place of old ones; those of corpora that are not here stay. */
function pageWith(page: string, tables: Map<string, string>): string {
  const [preface = '', old = ''] = page.split(MARK);
  const kept = old
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith('## '))
    .map((section) => [section.split('\n', 1)[0]?.slice(3) ?? '', section] as const);
  const all = new Map([...kept, ...tables]);
  return `${preface}${MARK}\n\n${[...all.values()].map((text) => text.trimEnd()).join('\n\n')}\n`;
}

if (process.argv.includes('--write')) {
  const page = join(import.meta.dirname, '../docs/accuracy.md');
  writeFileSync(page, pageWith(readFileSync(page, 'utf8'), sections));
}
