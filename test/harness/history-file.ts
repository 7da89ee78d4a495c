import type { WorkflowHandle } from '@temporalio/client';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/**
 * A history as a readable file: payloads as text, numbers as numbers, without the process and the
 * machine that wrote it. (The SDK's own JSON form needs one protobufjs; here there are several.)
 */
export function writeHistory(history: History): string {
  return `${JSON.stringify(plain(history), null, 1)}\n`;
}

/** The history of a file, as a replay takes it. */
export function readHistory(text: string): History {
  return JSON.parse(text, (_key, value) =>
    isBytes(value) ? Uint8Array.from(Buffer.from(value.$bytes, 'utf8')) : value,
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('utf8') };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isLong(value)) return Number((BigInt(value.high) << 32n) | BigInt(value.low >>> 0));
  const fields = Object.entries(value)
    .filter(([, field]) => field !== null && field !== undefined)
    .map(([key, field]) => [key, anonymous(key, field)]);
  return Object.fromEntries(fields);
}

function anonymous(key: string, field: unknown): unknown {
  if (key === 'identity') return 'duban';
  if (key === 'stackTrace') return '';
  return plain(field);
}

function isLong(value: object): value is { low: number; high: number } {
  return 'low' in value && 'high' in value && 'unsigned' in value;
}

function isBytes(value: unknown): value is { $bytes: string } {
  return typeof value === 'object' && value !== null && '$bytes' in value;
}
