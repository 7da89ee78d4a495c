import { createInterface } from 'node:readline/promises';
import { isPlainDate, type PlainDate } from '../plan/date.ts';

/** Asks for a day until one that exists is given; null where nobody can be asked, or on an empty answer. */
export async function askDay(question: string): Promise<PlainDate | null> {
  if (!process.stdin.isTTY) return null;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const answer = (await prompt.question(`${question}（YYYY-MM-DD）：`)).trim();
      if (answer === '') return null;
      if (isPlainDate(answer)) return answer;
      process.stderr.write(`“${answer}”不是存在的日期\n`);
    }
  } finally {
    prompt.close();
  }
}
