/** What DNS says of the domain from which mails are sent; null: it says nothing. */
export type SenderRecords = {
  /** Servers that take mail for the domain: without one, bounces and answers come to nobody. */
  mx: string[];
  /** TXT records of the domain itself, of _dmarc and of the DKIM selector. */
  txt: string[];
  dmarc: string[];
  dkim: string[];
};

/** A DKIM key as it is configured: its selector and its public half in base64. */
export type SigningKey = { selector: string; publicKey: string };

/** What keeps mails of a domain from being taken, and how to mend it. */
export type SenderFault = { grave: boolean; found: string; mend: string };

/** What is wrong with the records of the domain from which mails are sent. */
export function senderFaults(
  domain: string,
  { mx, txt, dmarc, dkim }: SenderRecords,
  key: ({ domain: string } & SigningKey) | null,
): SenderFault[] {
  return [
    ...(mx.length > 0 ? [] : [noMx(domain)]),
    ...spfFaults(domain, txt),
    ...(key === null ? [] : dkimFaults(key, dkim)),
    ...dmarcFaults(domain, dmarc, key),
  ];
}

function noMx(domain: string): SenderFault {
  return {
    grave: true,
    found: `域名 ${domain} 没有 MX 记录，回信和退信收不到，对方也可能拒收`,
    mend: `请域名管理员给 ${domain} 加 MX 记录，或把 MAIL_FROM 改为能收信的地址`,
  };
}

function spfFaults(domain: string, txt: string[]): SenderFault[] {
  const records = txt.filter((text) => /^v=spf1(?:\s|$)/i.test(text));
  const [record] = records;
  if (record === undefined) {
    return [
      {
        grave: false,
        found: `域名 ${domain} 没有 SPF 记录，邮件容易进垃圾箱`,
        mend: `请域名管理员给 ${domain} 加 TXT 记录，例如“v=spf1 include:邮件服务商的域名 -all”`,
      },
    ];
  }
  if (records.length > 1) {
    return [
      {
        grave: true,
        found: `域名 ${domain} 有 ${records.length} 条 SPF 记录，按规定等于没有`,
        mend: '请域名管理员合并为一条',
      },
    ];
  }
  return /\+all\b|\sall\b/i.test(record)
    ? [
        {
          grave: false,
          found: `SPF 记录允许任何服务器发信（${record}）`,
          mend: '请把 +all 改为 -all',
        },
      ]
    : [];
}

function dkimFaults(
  { selector, domain, publicKey }: { domain: string } & SigningKey,
  dkim: string[],
): SenderFault[] {
  const name = `${selector}._domainkey.${domain}`;
  const record = dkim.find((text) => /(?:^|;)\s*p\s*=/i.test(text));
  const published = record === undefined ? null : keyIn(record);
  const wanted = `v=DKIM1; k=rsa; p=${publicKey}`;
  if (published === null) {
    return [
      {
        grave: true,
        found: `${name} 没有公钥记录，签名会被判为无效`,
        mend: `请域名管理员给 ${name} 加 TXT 记录：${wanted}`,
      },
    ];
  }
  if (published === publicKey) return [];
  const why = published === '' ? '已经停用' : '与 DKIM_KEY 不是一对';
  return [
    {
      grave: true,
      found: `${name} 的公钥${why}，签名会被判为无效`,
      mend: `请把 ${name} 的 TXT 记录改为：${wanted}；或换用与它成对的私钥`,
    },
  ];
}

function keyIn(record: string): string {
  return (/(?:^|;)\s*p\s*=([^;]*)/i.exec(record)?.[1] ?? '').replace(/\s/g, '');
}

/** DMARC asks that the signature be of the sender's own domain. */
function dmarcFaults(
  domain: string,
  dmarc: string[],
  key: { domain: string } | null,
): SenderFault[] {
  const record = dmarc.find((text) => /^v=DMARC1/i.test(text));
  if (record === undefined) {
    return [
      {
        grave: false,
        found: `域名 ${domain} 没有 DMARC 记录`,
        mend: `建议给 _dmarc.${domain} 加 TXT 记录：v=DMARC1; p=none`,
      },
    ];
  }
  const strict = /adkim\s*=\s*s/i.test(record);
  const related =
    key === null || key.domain === domain || (!strict && isRelated(key.domain, domain));
  return related
    ? []
    : [
        {
          grave: true,
          found: `DKIM_DOMAIN（${key?.domain}）与发件域名 ${domain} 不一致，DMARC 不认这个签名`,
          mend: `把 DKIM_DOMAIN 改为 ${domain}`,
        },
      ];
}

function isRelated(one: string, other: string): boolean {
  return one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
