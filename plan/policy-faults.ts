/**
 * A fault of a policy with the field that it lies in.
 * @example fieldFault('mailsPerMonth 应为 1 至 100 的整数') // { at: 'mailsPerMonth', says: '应为 …' }
 */
export function fieldFault(fault: string): { at: string; says: string } {
  const [, at = '', says = fault] = /^([\w.]+) (.+)$/s.exec(fault) ?? [];
  return { at, says };
}
