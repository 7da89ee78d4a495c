/** How a server is logged in to; `oauth2`: with a token that the account of OAUTH_… gets. */
export type MailLogin = { user: string; password: string; by: 'password' | 'oauth2' };

/** Where a mail server listens, how it is logged in to and how its connection is secured. */
export type MailServer = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, as `tls` says. */
  secure: boolean;
  login: MailLogin | null;
  tls: 'required' | 'optional' | 'off';
  /** A file with the certificate of the authority that signed the server's, for networks of their own. */
  caFile: string | null;
  /** The name that the server's certificate bears, where it is not the host's. */
  serverName: string | null;
  /** The oldest version of TLS that is spoken, where an old server asks for it. */
  oldestTls: (typeof TLS_VERSIONS)[number] | null;
};

const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
const PORTS = { smtp: 587, smtps: 465, imap: 143, imaps: 993 } as const;
const CHOICES: Record<string, readonly string[]> = {
  auth: ['oauth2', 'password'],
  tls: ['required', 'optional', 'off'],
  'oldest-tls': TLS_VERSIONS,
};
const FREE = ['ca', 'server-name'];

/**
 * A mail server by its address: `smtps://user%40x.cn:password@host:465?tls=…&auth=…`. With a login,
 * what goes over a network is encrypted unless the address says `tls=off`.
 *
 * @example mailServer('smtp://duban%40x.cn@mail.x.cn?auth=oauth2').login?.by // 'oauth2'
 */
export function mailServer(address: string): MailServer {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  const secure = scheme.endsWith('s');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const option = (name: string) => url.searchParams.get(name);
  const login = loginOf(url);
  const needed = login !== null && !isThisMachine(host) ? 'required' : 'optional';
  return {
    host,
    port: Number(url.port) || PORTS[isKnown(scheme) ? scheme : 'smtp'],
    secure,
    login,
    tls: chosen(['required', 'optional', 'off'] as const, option('tls')) ?? needed,
    caFile: option('ca'),
    serverName: option('server-name'),
    oldestTls: chosen(TLS_VERSIONS, option('oldest-tls')),
  };
}

/** What must be mended in a mail server's address; never repeats it, since it holds a password. */
export function mailServerFaults(address: string): string[] {
  const url = new URL(address);
  const faults = [...url.searchParams].flatMap(([name, value]) => optionFaults(name, value));
  if (url.hostname === '') faults.push('缺少服务器名称');
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    faults.push('用户名或密码里的 % 须写成 %25');
  }
  const oauth = url.searchParams.get('auth') === 'oauth2';
  if (oauth && url.username === '') faults.push('auth=oauth2 时须写明用户名（用户%40域名@服务器）');
  return faults;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function optionFaults(name: string, value: string): string[] {
  if (FREE.includes(name)) return value === '' ? [`参数 ${name} 没有值`] : [];
  const choices = CHOICES[name];
  if (choices === undefined) {
    return [`不认识参数 ${name}，可用 ${[...Object.keys(CHOICES), ...FREE].join('、')}`];
  }
  return choices.includes(value) ? [] : [`参数 ${name} 应为 ${choices.join('、')} 之一`];
}

function loginOf(url: URL): MailLogin | null {
  if (url.username === '') return null;
  const by = url.searchParams.get('auth') === 'oauth2' ? 'oauth2' : 'password';
  return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), by };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isKnown(scheme: string): scheme is keyof typeof PORTS {
  return scheme in PORTS;
}

function chosen<T extends string>(choices: readonly T[], value: string | null): T | null {
  return choices.find((choice) => choice === value) ?? null;
}
