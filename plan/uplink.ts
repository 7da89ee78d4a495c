/** What somebody asks by a short message that they send. */
export type UplinkWish = 'acknowledge' | 'opt-out';

const ACKNOWLEDGE = new Set(['1', '收到', '签收', '已收到', '已签收', '确认签收', '全部签收']);
const OPT_OUT = new Set(['t', 'td', '退订', '退定', 'n', 'qx', '取消']);

/**
 * Reads a short message that came in; null: a person has to read it.
 *
 * @example readUplink('１') // 'acknowledge'
 */
export function readUplink(text: string): UplinkWish | null {
  const word = text
    .normalize('NFKC')
    .replace(/^【[^】]*】|[\s。．.，,！!~～“”"'‘’]/g, '')
    .toLowerCase();
  if (ACKNOWLEDGE.has(word)) return 'acknowledge';
  return OPT_OUT.has(word) ? 'opt-out' : null;
}
