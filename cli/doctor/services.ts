import { Connection } from '@temporalio/client';
import type { Config } from '../../config.ts';
import { readRetention, retentionDays } from '../../scripts/services/temporal.ts';
import { reasonOf, startOrSet } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether Temporal answers and keeps closed workflows long enough. */
export async function checkTemporal(config: Config): Promise<Finding> {
  const name = 'Temporal';
  const mend = startOrSet('TEMPORAL_ADDRESS');
  const { temporalAddress: address, temporalNamespace: namespace } = config;
  if (address === null) return { name, state: 'broken', found: '没有在运行', mend };
  try {
    const days = await retentionAt(address, namespace);
    const found = `${address}，命名空间 ${namespace} 保留 ${days} 天`;
    if (days >= retentionDays) return { name, state: 'good', found };
    return { name, state: 'broken', found, mend: retentionCommand(address, namespace) };
  } catch (error) {
    return { name, state: 'broken', found: `${address}：${reasonOf(error)}`, mend };
  }
}

async function retentionAt(address: string, namespace: string): Promise<number> {
  const connection = await Connection.connect({ address, connectTimeout: 5000 });
  try {
    return await readRetention(connection, namespace);
  } finally {
    await connection.close();
  }
}

const retentionCommand = (address: string, namespace: string) =>
  `temporal operator namespace update --address ${address} -n ${namespace} --retention ${retentionDays}d`;
