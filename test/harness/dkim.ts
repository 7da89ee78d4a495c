import { createHash, createPublicKey, createVerify } from 'node:crypto';

/** True of a mail whose DKIM signature (relaxed/relaxed) holds, as RFC 6376 checks it. */
export function isSigned({ raw }: { raw: string }, publicKey: string): boolean {
  const cut = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, cut).split(/\r\n(?![ \t])/);
  const body = `${raw
    .slice(cut + 4)
    .replace(/[ \t]+\r\n/g, '\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '')}\r\n`;
  const find = (name: string) =>
    headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? '';
  const signature = relaxed(find('DKIM-Signature'));
  const tag = (name: string) =>
    new RegExp(`[ :;]${name}=([^;]*)`).exec(signature)?.[1]?.replaceAll(' ', '') ?? '';
  const bodyHash = createHash('sha256').update(body, 'utf8').digest('base64');
  if (bodyHash !== tag('bh')) return false;
  const signed = tag('h')
    .split(':')
    .filter((name) => find(name) !== '')
    .map((name) => relaxed(find(name)));
  const bare = signature.replace(/([ :;]b=)[^;]*$/, '$1');
  return createVerify('sha256')
    .update(`${signed.join('\r\n')}\r\n${bare}`, 'utf8')
    .verify(createPublicKey(publicKey), tag('b'), 'base64');
}

function relaxed(header: string): string {
  const [name = '', ...rest] = header.split(':');
  const value = rest
    .join(':')
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${name.trim().toLowerCase()}:${value}`;
}
