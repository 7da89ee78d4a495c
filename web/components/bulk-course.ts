import { useEffect, useState } from 'react';
import { type CommandInput, giveCommand } from '../api/client.ts';
import { isRefusal, problemOf } from '../api/problem.ts';
import { queryClient } from '../api/query.ts';
import { useMe } from './shell.tsx';

/** What is done to many duties, one command each, and what became of each so far. */
export type BulkCourse = {
  /** One key for all: with a duty's id it makes each command its own, and a second try the same. */
  key: string;
  name: string;
  input: CommandInput;
  /** `behalfOf`: the unit for which it is entered. */
  rows: { id: string; number: string; title: string; unit: string; behalfOf?: number }[];
  results: Record<string, { isDone: boolean; words: string }>;
};

/** Of each person by himself: whoever logs in after him in this window does not go on with it. */
const placeOf = (personId: number) => `duban.bulk/${personId}`;
const AT_ONCE = 3;
const PATIENCE = 2000;
/** Logged out, or too many at once: the act itself was not refused. */
const FOR_NOW = [401, 429];

/**
 * Carries an act on many duties through: it is kept in this window's storage, so that a reload goes on
 * where it stopped, and a line that dropped is waited for.
 */
export function useBulkCourse() {
  const place = placeOf(useMe().data?.person.id ?? 0);
  const [course, setCourse] = useState<BulkCourse | null>(() => kept(place));
  const [isLost, setLost] = useState(false);
  const key = course?.key ?? null;
  useEffect(() => {
    const begun = kept(place);
    if (key === null || begun === null) return undefined;
    const going = new AbortController();
    void run(begun, place, going.signal, setCourse, setLost);
    return () => going.abort();
  }, [key, place]);
  const begin = (fresh: BulkCourse) => {
    keep(place, fresh);
    setCourse(fresh);
  };
  const end = () => {
    keep(place, null);
    setCourse(null);
    setLost(false);
  };
  return { course, isLost, begin, end };
}

async function run(
  begun: BulkCourse,
  place: string,
  signal: AbortSignal,
  show: (course: BulkCourse) => void,
  setLost: (isLost: boolean) => void,
): Promise<void> {
  let course = begun;
  const left = course.rows.filter(({ id }) => course.results[id] === undefined);
  const work = async () => {
    for (let row = left.shift(); row !== undefined && !signal.aborted; row = left.shift()) {
      const result = await give(course, row, signal, setLost);
      if (result === null) return;
      course = { ...course, results: { ...course.results, [row.id]: result } };
      keep(place, course);
      show(course);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (!signal.aborted) await queryClient.invalidateQueries({ queryKey: ['duties'] });
}

/** The outcome of one command; null: nobody wants to know any more. */
async function give(
  { key, input }: BulkCourse,
  { id, behalfOf }: BulkCourse['rows'][number],
  signal: AbortSignal,
  setLost: (isLost: boolean) => void,
): Promise<{ isDone: boolean; words: string } | null> {
  const commandInput =
    behalfOf === undefined ? input : { ...input, behalf: { ...input.behalf, unitId: behalfOf } };
  while (!signal.aborted) {
    try {
      const taken = await giveCommand({ id, idempotencyKey: key, commandInput });
      setLost(false);
      return { isDone: true, words: taken.stateName };
    } catch (error) {
      const problem = problemOf(error);
      if (isRefusal(error) && problem !== null && !FOR_NOW.includes(problem.status)) {
        return { isDone: false, words: problem.detail };
      }
      // not answered, or not confirmed: the same key asks for the same act again
      setLost(problem === null);
      await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    }
  }
  return null;
}

function kept(place: string): BulkCourse | null {
  try {
    const stored = sessionStorage.getItem(place);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- we alone write it
    return stored === null ? null : (JSON.parse(stored) as BulkCourse);
  } catch {
    return null;
  }
}

function keep(place: string, course: BulkCourse | null): void {
  try {
    if (course === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(course));
  } catch {
    // it holds as long as this page is open
  }
}
