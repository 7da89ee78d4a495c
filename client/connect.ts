import { Client, Connection } from '@temporalio/client';

export type TemporalClient = { client: Client; close: () => Promise<void> };

/** Connects to Temporal; fails after ten seconds when nobody answers. */
export async function connectTemporal(address: string, namespace: string): Promise<TemporalClient> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
