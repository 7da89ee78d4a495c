import type { Client } from '@temporalio/client';
import { currentBuild, makeCurrent } from '../client/deployment.ts';

export type Builds = { client: Client; buildId: string; now: () => number };

/**
 * What became of the workflows: taken over by this build just now, kept by it, left to another one
 * that is served; or `waiting`: the engine does not know this build's worker yet.
 */
export type Keeping = 'taken' | 'kept' | 'left' | 'waiting';

/**
 * A step that keeps workflows served: the worker that was started last lets them go on with its
 * build; later it takes them back when no worker of the build that is current is left.
 */
export function buildKeeper({ client, buildId, now }: Builds): () => Promise<Keeping> {
  let begun = false;
  return async () => {
    const current = await currentBuild(client, now());
    if (current?.buildId === buildId) {
      begun = true;
      return 'kept';
    }
    if (begun && current?.served) return 'left';
    if (!(await makeCurrent(client, buildId))) return 'waiting';
    begun = true;
    return 'taken';
  };
}
