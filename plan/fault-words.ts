/** What is seen of a fault of names, connections and encryption, what it means and what to do. */
const FAULTS: readonly (readonly [sign: RegExp, words: string])[] = [
  [/CERT_HAS_EXPIRED|certificate has expired/i, '对方的证书已经过期，请对方更新证书'],
  [/CERT_NOT_YET_VALID|certificate is not yet valid/i, '对方的证书还没有生效，请核对本机的时间'],
  [
    /ALTNAME|does not match certificate/i,
    '对方证书上的名称与地址不符，请按证书上的名称填写地址（邮件也可用 server-name=）',
  ],
  [
    /self.signed|UNABLE_TO_(VERIFY|GET_ISSUER)|unable to (verify|get.*issuer)|certificate/i,
    '对方的证书不被信任；单位自己的证书，邮件用 ca= 指明，其他用 NODE_EXTRA_CA_CERTS',
  ],
  [
    /wrong version number|EPROTO|ERR_SSL|SSL routines|ERR_TLS|ETLS/i,
    '两边的加密方式不符，请核对端口和地址的开头（如 smtp 与 smtps、http 与 https）',
  ],
  [/EAI_AGAIN/, 'DNS 没有答复，请检查本机的 DNS 设置和网络'],
  [/ENOTFOUND|EAI_NONAME|getaddrinfo/, '找不到这个主机名，请核对地址和本机的 DNS 设置'],
  [/ECONNREFUSED/, '对方没有在这个端口接听，请核对地址和端口，并看对方的服务是否在运行'],
  [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/, '网络到不了对方，请检查本机的网络、路由和防火墙'],
  [
    /ETIMEDOUT|ESOCKET(TIMEDOUT)?\b.*time|Connect ?Timeout|_TIMEOUT|time[d ]?-?out|Greeting never received/i,
    '等不到答复，请检查地址、端口、网络和防火墙',
  ],
  [
    /ECONNRESET|EPIPE|socket hang up|socket close|other side closed|UND_ERR_SOCKET|Connection closed/i,
    '连接中途断开，请检查网络和防火墙，稍后再试',
  ],
  [/EADDRINUSE/, '这个端口已被占用，请换一个'],
  [/fetch failed/, '网络请求没有成功，请检查地址和网络'],
];

const SERVERS_OWN = /^\d{3}[ -]/;

/**
 * The English words of a fault of DNS, connection or TLS as a clerk understands them, with what to do;
 * the words themselves follow for the administrator. Other words stay as they are.
 *
 * @example inChinese('connect ECONNREFUSED 10.0.0.1:25') // 对方没有在这个端口接听…（connect ECONNREFUSED 10.0.0.1:25）
 */
export function inChinese(words: string): string {
  if (SERVERS_OWN.test(words)) return words; // what a mail server says itself
  const found = FAULTS.find(([sign]) => sign.test(words));
  return found === undefined ? words : `${found[1]}（${words}）`;
}
