// Who may log in, and what a login may do; pure rules.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a session may lie idle, and how long it lasts at most, in milliseconds. */
export const SESSION_IDLE = 8 * HOUR;
export const SESSION_LONGEST = 7 * DAY;

/** How long a link that logs somebody in may be used, in milliseconds. */
export const LOGIN_LINK_VALID = 30 * MINUTE;

/** What became of an attempt to come in, of an account, or of the posts from which its rights follow. */
export type AccessOutcome =
  | 'login'
  | 'link'
  | 'identity'
  | 'stranger'
  | 'wrong'
  | 'locked'
  | 'disabled'
  | 'logout'
  | 'password'
  | 'revoked'
  | 'made'
  | 'reset'
  | 'off'
  | 'on'
  | 'admin'
  | 'admin-off'
  | 'post'
  | 'post-off'
  | 'token'
  | 'token-off';

export const ACCESS_NAMES: Record<AccessOutcome, string> = {
  login: '密码登录',
  link: '用链接登录',
  identity: '统一身份认证登录',
  stranger: '统一身份认证通过，没有对应的账号，未放行',
  wrong: '登录名或密码不对',
  locked: '锁定期间登录，未放行',
  disabled: '已停用，未放行',
  logout: '退出登录',
  password: '设置密码',
  revoked: '让一个浏览器退出',
  made: '登记账号',
  reset: '重置密码',
  off: '停用账号',
  on: '恢复账号',
  admin: '设为系统管理员',
  'admin-off': '取消系统管理员',
  post: '安排岗位',
  'post-off': '岗位结束',
  token: '新建接口密钥',
  'token-off': '停用接口密钥',
};

/** What a key for another program may be allowed. */
export const TOKEN_SCOPES = ['plans:read', 'ledger:read', 'files:read', 'commands:write'] as const;

export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const SCOPE_NAMES: Record<TokenScope, string> = {
  'plans:read': '读方案',
  'ledger:read': '读台账和看板',
  'files:read': '读佐证材料',
  'commands:write': '办理事项',
};

/** As many wrong passwords in a row lock an account. */
const TRIES = 5;
const FIRST_LOCK = 15 * MINUTE;

/**
 * Until when an account is locked after so many wrong passwords in a row; null: it is not. Every
 * fifth one locks it, twice as long as before, and a day at most.
 *
 * @example lockedUntil(5, 0) // 900_000
 */
export function lockedUntil(failures: number, now: number): number | null {
  if (failures === 0 || failures % TRIES !== 0) return null;
  return now + Math.min(FIRST_LOCK * 2 ** (failures / TRIES - 1), DAY);
}

/** True while a session opens the desk. */
export function isFresh(
  session: { seenAt: number; expiresAt: number; revokedAt: number | null },
  now: number,
): boolean {
  const { seenAt, expiresAt, revokedAt } = session;
  return revokedAt === null && now < expiresAt && now - seenAt < SESSION_IDLE;
}

/** A login name as it is kept: without differences of case and width. */
export function loginOf(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** What must be mended in a login name; null: nothing. */
export function loginFault(login: string): string | null {
  if (/^[\p{Letter}\p{Number}][\p{Letter}\p{Number}._@-]{1,49}$/u.test(login)) return null;
  return '登录名应为 2 至 50 个字母、数字或汉字，中间可以有 . _ - @';
}

const SHORTEST = 10;
const LONGEST = 200;

/** What must be mended in a new password; null: nothing. */
export function passwordFault(password: string, login: string): string | null {
  if (password.length < SHORTEST) return `密码至少 ${SHORTEST} 个字符，可以用一句自己记得住的话`;
  if (password.length > LONGEST) return `密码至多 ${LONGEST} 个字符`;
  const plain = password.toLowerCase();
  if (plain.replace(login, '').length < 4) return '密码不能就是登录名';
  if (new Set(plain).size < 4 || isRun(plain) || COMMON.some((word) => isMostly(plain, word))) {
    return '这个密码太常见，容易被猜到，请换一个';
  }
  return null;
}

/** Words of which common passwords are made, with a few figures before or behind. */
const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'admin',
  'administrator',
  'root',
  'duban',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx',
  '1q2w3e4r',
  'iloveyou',
  'woaini',
  'welcome',
  'abc123',
  'abcd1234',
  'a123456',
  '123456',
  '12345678',
  '123456789',
  '5201314',
];

/** A common word, perhaps written twice, and but a few other characters. */
function isMostly(plain: string, word: string): boolean {
  return plain.includes(word) && plain.replaceAll(word, '').length <= 5;
}

/** Each character follows the one before: 1234567890, abcdefghij, backwards too. */
function isRun(plain: string): boolean {
  const codes = Array.from(plain, (mark) => mark.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const inRow = '12345678901234567890'.includes(plain) || '09876543210987654321'.includes(plain);
  return inRow || (steps.size === 1 && !steps.has(0));
}
