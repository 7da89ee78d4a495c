import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDocument } from '../../documents/read.ts';
import { extractPlan } from '../../plan/extract.ts';
import { Annotation } from './annotation.ts';
import { type Scored, scorePlan } from './score.ts';

/** Annotated plans in two folders of files with the same names; `real` ones may lie beside the project. */
export type Corpus = { name: string; plans: string; gold: string };

const root = join(import.meta.dirname, '../..');
const shared = join(root, '../shared');

/** The corpora that are there: always the project's own, others where they lie beside it. */
export const CORPORA: Corpus[] = [
  { name: 'Five real plans', plans: join(shared, 'plans'), gold: join(shared, 'extraction/gold') },
  {
    name: 'Plans written for this project',
    plans: join(root, 'test/accuracy/plans'),
    gold: join(root, 'test/accuracy/gold'),
  },
].filter(({ plans, gold }) => existsSync(plans) && existsSync(gold));

/** How well each document of a corpus is read, in the order of their names. */
export async function readCorpus({
  plans,
  gold,
}: Corpus): Promise<(Scored & { document: string })[]> {
  const files = readdirSync(plans).filter((file) => file.endsWith('.txt'));
  return Promise.all(
    files.toSorted().map(async (file) => {
      const document = basename(file, '.txt');
      const bytes = readFileSync(join(plans, file));
      const plan = extractPlan(await readDocument(bytes, file));
      return { document, ...scorePlan(bytes.toString('utf8'), annotationOf(gold, document), plan) };
    }),
  );
}

function annotationOf(gold: string, document: string): Annotation {
  const names = [`${document}.json`, `${document}.gold.json`].map((name) => join(gold, name));
  const file = names.find((name) => existsSync(name));
  if (!file) throw new Error(`no annotation of ${document} in ${gold}`);
  return Annotation.parse(JSON.parse(readFileSync(file, 'utf8')));
}
