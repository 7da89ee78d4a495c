// The thread in which a launch is rehearsed: see rehearsing.ts
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../db/connect.ts';
import { rootCause } from '../plan/errors.ts';
import { type RehearsalAnswer, type RehearsalQuestion, rehearseHere } from './rehearsing.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rehearsing.ts alone starts it
const { databaseUrl, ...question } = workerData as RehearsalQuestion & { databaseUrl: string };
const { db, close } = connect(databaseUrl, 1);
const answer = await rehearseHere(db)(question).then(
  (ok): RehearsalAnswer => ({ ok }),
  (error: unknown): RehearsalAnswer => ({
    fault: error instanceof Error ? rootCause(error).message : String(error),
  }),
);
await close();
// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(answer);
