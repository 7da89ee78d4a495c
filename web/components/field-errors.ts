import type { FormInstance } from 'antd';
import { problemOf } from '../api/problem.ts';

/** Puts what the server says of fields beside them; true when all of it found its place. */
export function showFieldErrors(form: FormInstance, error: unknown): boolean {
  const errors = problemOf(error)?.errors ?? [];
  const known = form.getFieldsError();
  const placed = errors.flatMap(({ at, says }) => {
    const field = known.find(({ name }) => name.join('.') === at);
    return field === undefined ? [] : [{ name: field.name, says }];
  });
  for (const { name, says } of placed) form.setFields([{ name, errors: [says] }]);
  return errors.length > 0 && placed.length === errors.length;
}
