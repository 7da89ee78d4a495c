import { defineSearchAttributeKey } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { PlainDate } from '../plan/date.ts';

const DUE_DATE = defineSearchAttributeKey('DueDate', 'DATETIME');

/** Lets the engine's list find an occurrence by its new due date (null: it has none). */
export function showDueDate(dueOn: PlainDate | null): void {
  const value = dueOn === null ? null : new Date(`${dueOn}T00:00:00+08:00`);
  upsertSearchAttributes([{ key: DUE_DATE, value }]);
}
