// Writes the desk's client from the description of the API: node scripts/api-client.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, Connection as Temporal } from '@temporalio/client';
import { generateAst, parseSpec, printAst } from 'oazapfts';
import { createContext } from 'oazapfts/context';
import { createApp } from '../api/app.ts';
import { calendarFeed } from '../channels/calendar.ts';
import { linkSigner } from '../channels/links.ts';
import { connect } from '../db/connect.ts';
import { folderStore } from '../db/files.ts';
import { calendarOf } from '../plan/calendar.ts';

/** Where the client stands. */
export const CLIENT = join(import.meta.dirname, '../web/api/client.ts');

/** The client as the API describes itself now. */
export async function apiClient(): Promise<string> {
  const document = await apiDocument();
  // a refusal is thrown (HttpError, whose data is the problem), so that an answer is what was asked for
  const options = { argumentStyle: 'object', optimistic: true } as const;
  const context = createContext(await parseSpec(document), options);
  // what is generated is not written for every strictness that the rest is checked with
  return `// @ts-nocheck\n${printAst(await generateAst(context))}`;
}

const nothing = () => Promise.resolve();

/** The description of the API; nothing is asked of a database or an engine. */
async function apiDocument() {
  const { db, close } = connect('postgresql://nobody@127.0.0.1:1/nothing', 1);
  const app = await createApp({
    commander: { db, client: new Client({ connection: Temporal.lazy() }), shift: 0, now: () => 0 },
    signer: linkSigner('http://127.0.0.1', 'no secret of anybody'),
    files: folderStore('/nonexistent'),
    calendar: () => Promise.resolve(calendarOf()),
    letters: { domain: 'localhost', sms: () => Promise.resolve(false) },
    feed: calendarFeed,
    health: { postgres: nothing, temporal: nothing, worker: nothing, mail: nothing },
    fault: (reason) => {
      throw new Error(reason);
    },
  });
  const { body } = await app.inject({ url: '/api/docs/json' });
  await app.close();
  await close();
  return JSON.parse(body);
}

if (import.meta.main) {
  mkdirSync(dirname(CLIENT), { recursive: true });
  writeFileSync(CLIENT, await apiClient());
}
