import type { Client } from '@temporalio/client';
import { attributeCommands, missingAttributes } from '../../client/attributes.ts';
import { connectTemporal } from '../../client/connect.ts';
import { currentBuild, knowsBuilds } from '../../client/deployment.ts';
import { wallClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { type Finding, reasonOf } from './finding.ts';

/** Whether the engine knows the search attributes with which workflows are started. */
export function checkAttributes(config: Config): Promise<Finding> {
  const name = '检索属性';
  return asking(config, name, async (client) => {
    const { namespace } = client.options;
    const missing = await missingAttributes(client.connection, namespace);
    if (missing.length === 0) return { name, state: 'good', found: '三个都已登记' };
    const mend = `重启 worker 会自动登记；不允许的请管理员执行：${attributeCommands(namespace, missing).join('；')}`;
    return { name, state: 'broken', found: `缺少 ${missing.join('、')}`, mend };
  });
}

/** Whether a worker of the build that workflows go on with is there. */
export function checkBuild(config: Config): Promise<Finding> {
  const name = '流程版本';
  return asking(config, name, async (client) => {
    if (!(await knowsBuilds(client))) {
      return { name, state: 'good', found: '该 Temporal 不区分版本' };
    }
    const current = await currentBuild(client, wallClock().now());
    const mend = '运行（或重启）worker，它会接手全部流程';
    if (current === null) return { name, state: 'broken', found: '还没有 worker 登记过版本', mend };
    const found = `当前版本 ${current.buildId}`;
    if (current.served) return { name, state: 'good', found };
    return { name, state: 'broken', found: `${found}，没有这个版本的 worker 在运行`, mend };
  });
}

async function asking(
  { temporalAddress, temporalNamespace }: Config,
  name: string,
  ask: (client: Client) => Promise<Finding>,
): Promise<Finding> {
  if (temporalAddress === null) {
    return { name, state: 'warning', found: 'Temporal 没有在运行，无法检查' };
  }
  try {
    const { client, close } = await connectTemporal(temporalAddress, temporalNamespace);
    try {
      return await ask(client);
    } finally {
      await close();
    }
  } catch (error) {
    return { name, state: 'warning', found: reasonOf(error) };
  }
}
