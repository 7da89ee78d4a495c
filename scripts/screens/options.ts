import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What is photographed, and where to. */
export type ScreenOptions = {
  out: string;
  language: 'zh' | 'en';
  /** Every page in the dark and on a phone too, whole, to be looked at. */
  all: boolean;
  /** The names of the pictures wanted; none: all. */
  only: string[];
  /** The year is kept, and pictures are taken anew of what is asked for line by line. */
  again: boolean;
};

/** Reads `--out FOLDER --english --all --only board,ledger --again`. */
export function screenOptions(args: string[]): ScreenOptions {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      english: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  return {
    out: resolve(values.out ?? join(import.meta.dirname, '../../docs/screens')),
    language: values.english ? 'en' : 'zh',
    all: values.all,
    again: values.again,
    only: values.only.split(',').filter(Boolean),
  };
}
