import { type ConnectionLike, isGrpcServiceError } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { beijingInstant, type PlainDate } from '../plan/date.ts';
import { ConfigError } from '../plan/errors.ts';

// Three, and no more: each row of the engine's list pays for every one of them.
const PLAN_ID = defineSearchAttributeKey('PlanId', 'KEYWORD');
const TASK_UNIT = defineSearchAttributeKey('TaskUnit', 'KEYWORD');
const DUE_DATE = defineSearchAttributeKey('DueDate', 'DATETIME');

type Key = { key: SearchAttributePair['key']; number: number; word: string };

// The numbers are those of the engine's protocol (IndexedValueType).
const KEYS: Key[] = [
  { key: PLAN_ID, number: 2, word: 'Keyword' },
  { key: TASK_UNIT, number: 2, word: 'Keyword' },
  { key: DUE_DATE, number: 6, word: 'Datetime' },
];

type Operated = Pick<ConnectionLike, 'operatorService'>;

/** gRPC's numbers for "is there already" and "this server does not know the call". */
const ALREADY_EXISTS = 6;
const UNIMPLEMENTED = 12;

/** What an occurrence is found by in the engine's list: its plan, task and unit, and its due date. */
export function occurrenceAttributes(row: {
  planId: number;
  taskId: number;
  answeringUnitId: number;
  dueOn: PlainDate | null;
}): SearchAttributePair[] {
  const unit = { key: TASK_UNIT, value: `${row.taskId}/${row.answeringUnitId}` };
  const due =
    row.dueOn === null ? [] : [{ key: DUE_DATE, value: new Date(beijingInstant(row.dueOn, 0)) }];
  return [...planAttributes(row.planId), unit, ...due];
}

/** What a plan's series and launch are found by. */
export function planAttributes(planId: number): SearchAttributePair[] {
  return [{ key: PLAN_ID, value: String(planId) }];
}

/**
 * Makes the three search attributes known to a namespace; those that are known stay.
 *
 * @throws ConfigError that says what an operator must do, when it is not allowed
 */
export async function ensureAttributes(connection: Operated, namespace: string): Promise<void> {
  const missing = await missingAttributes(connection, namespace);
  for (const name of missing) {
    const number = KEYS.find(({ key }) => key.name === name)?.number ?? 0;
    const searchAttributes = { [name]: number };
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    } catch (error) {
      if (codeOf(error) !== ALREADY_EXISTS) throw notAllowed(namespace, missing, error);
    }
  }
}

/**
 * The search attributes that a namespace lacks. A server that cannot say is taken to lack them all.
 *
 * @throws ConfigError when one has another type
 */
export async function missingAttributes(
  connection: Operated,
  namespace: string,
): Promise<string[]> {
  const known = await knownAttributes(connection, namespace);
  const other = KEYS.filter(({ key: { name }, number }) => (known[name] ?? number) !== number);
  if (other.length > 0) {
    const names = other.map(({ key, word }) => `${key.name}（应为 ${word}）`).join('、');
    throw new ConfigError([
      `Temporal 命名空间 ${namespace} 的检索属性类型不符：${names}；请换一个命名空间（TEMPORAL_NAMESPACE）`,
    ]);
  }
  return KEYS.map(({ key }) => key.name).filter((name) => known[name] === undefined);
}

/** The commands by which an operator makes search attributes known. */
export function attributeCommands(namespace: string, names: string[]): string[] {
  return KEYS.filter(({ key }) => names.includes(key.name)).map(
    ({ key, word }) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${key.name} --type ${word}`,
  );
}

async function knownAttributes(
  { operatorService }: Operated,
  namespace: string,
): Promise<Record<string, number>> {
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return { ...customAttributes };
  } catch (error) {
    if (codeOf(error) === UNIMPLEMENTED) return {};
    throw error;
  }
}

function notAllowed(namespace: string, names: string[], cause: unknown): ConfigError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const commands = attributeCommands(namespace, names).join('；');
  const fault = `Temporal 命名空间 ${namespace} 缺少检索属性 ${names.join('、')}，且不允许自动添加（${reason}）；请 Temporal 管理员执行：${commands}`;
  return new ConfigError([fault]);
}

function codeOf(error: unknown): number | null {
  return isGrpcServiceError(error) ? error.code : null;
}
