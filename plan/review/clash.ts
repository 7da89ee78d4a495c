import { RefusedError } from '../errors.ts';
import {
  type Field,
  fieldName,
  fieldsIn,
  fieldWords,
  isSameIn,
  type TaskContent,
} from './content.ts';

/** That somebody has changed fields of a task. */
export type Touch = { by: string; fields: Field[] };

/**
 * Makes sure that what is to be saved overwrites nobody: others may have changed other fields of the
 * task meanwhile, or the same field to the same.
 *
 * @throws RefusedError that tells both versions of every field which both have changed
 */
export function assertNoClash(
  now: TaskContent & { key: string },
  wanted: TaskContent,
  touches: readonly Touch[],
): void {
  const clashes = clashing(now, wanted, touches);
  if (clashes.length === 0) return;
  const told = clashes.map(
    ({ field, by }) =>
      `${fieldName(field)}已由${by}改为“${fieldWords(field, now)}”，您要改为“${fieldWords(field, wanted)}”`,
  );
  throw new RefusedError(
    `任务 ${now.key} 刚刚有别人改过同一处，您的修改没有保存：${told.join('；')}。请核对后再保存`,
  );
}

function clashing(
  now: TaskContent,
  wanted: TaskContent,
  touches: readonly Touch[],
): { field: Field; by: string }[] {
  const differing = fieldsIn(wanted).filter((field) => !isSameIn(field, now, wanted));
  return differing.flatMap((field) => {
    const touch = touches.find(({ fields }) => fields.includes(field));
    return touch === undefined ? [] : [{ field, by: touch.by }];
  });
}
