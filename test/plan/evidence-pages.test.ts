import { describe, expect, it } from 'vitest';
import { oleTypes, textType, zipType } from '../../plan/evidence-bytes.ts';
import { isActivePage } from '../../plan/evidence-pages.ts';
import { growsEvenly, repeated } from '../harness/growth.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, mark: number[] = []) =>
  Uint8Array.from([...mark, ...Array.from(text).flatMap((sign) => [sign.charCodeAt(0), 0])]);

const packed = (html: string) => (btoa(html).match(/.{1,20}/g) ?? []).join('\r\n');
const part = (encoding: string, body: string) =>
  [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '--b--',
  ].join('\r\n');
const tell = (text: string) => {
  const bytes = bytesOf(text);
  return [oleTypes(bytes), zipType(bytes), textType(bytes)];
};

it.each([
  ['text/html', '<p>总结</p>', false],
  ['text/html', '<p>once = only</p>', false],
  ['text/html', '<p>写法：&#60;script&#62;</p>', false],
  ['text/html', '<ScRiPt>x</script>', true],
  ['text/html', '<img src=x onerror=alert(1)>', true],
  ['text/html', '<img src=x/onload=alert(1)>', true],
  ['text/html', '<img src=x onerror=\n"alert(1)">', true],
  ['text/html', '<a href="javascript:x">', true],
  ['text/html', '<a href="java&#115;cript&colon;x">', true],
  ['text/html', '<a href="&#106avascript:x">', true],
  ['text/html', '<a href="java\n\tscript:x">', true],
  ['text/html', '<meta http-equiv="refresh" content="0;url=https://x">', true],
  ['text/html', '<meta content="0;url=https://x" name=">" http-equiv = refresh>', true],
  ['text/html', '<scr\u001B(Bipt>', true],
  ['image/svg+xml', '<svg><circle r="1"/></svg>', false],
  ['image/svg+xml', '<svg onload="x"/>', true],
  ['image/svg+xml', '<x:script xmlns:x="http://www.w3.org/2000/svg"/>', true],
  ['image/svg+xml', '<图:script xmlns:图="http://www.w3.org/2000/svg"/>', true],
  ['text/plain', '<script>', false],
])('%s %s is active: %s', (mediaType, text, active) => {
  expect(isActivePage({ name: '', mediaType }, bytesOf(text))).toBe(active);
});

describe('XML', () => {
  const SIGNED =
    '<?xml version="1.0"?><发票 xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object Id="a" once="1"/></发票>';
  const XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"';

  it.each([
    ['电子发票.xml', SIGNED, false],
    ['电子发票', SIGNED, false],
    ['电子发票.html', SIGNED, true],
    ['数据.xml', '<?xml version="1.0"?><a><script>x</script></a>', false],
    ['数据.xml', `<?xml version="1.0"?><a ${XHTML}><h:script>x</h:script></a>`, true],
    ['数据.xml', '<a xmlns:h="http://www.w3.org/1999/&#120;html"><h:script/></a>', true],
    ['数据.xml', '<!DOCTYPE a [<!ENTITY b "&#60;script>">]><a>&b;</a>', true],
    ['数据.xml', '<?xml version="1.0"?><?xml-stylesheet href="https://x/y.xsl"?><a/>', true],
  ])('%s with %s is active: %s', (name, text, active) => {
    const bytes = bytesOf(text);
    expect(isActivePage({ name, mediaType: textType(bytes) }, bytes)).toBe(active);
  });
});

describe('a name that a browser opens', () => {
  const begun = `督办材料 ${'一'.repeat(3000)}<script>x</script>`;

  it.each(['htm', 'html', 'xhtml', 'xht', 'shtml', 'svg', 'mht', 'mhtml'])(
    'ending in %s is looked into, whatever its bytes begin with',
    (ending) => {
      const name = `照片.${ending.toUpperCase()}`;
      for (const mediaType of ['text/plain', 'image/jpeg', 'application/octet-stream']) {
        expect(isActivePage({ name, mediaType }, bytesOf(begun))).toBe(true);
        expect(isActivePage({ name: `${name}. `, mediaType }, bytesOf(begun))).toBe(true);
        expect(isActivePage({ name, mediaType }, bytesOf('督办材料'))).toBe(false);
      }
      expect(isActivePage({ name, mediaType: 'text/plain' }, wide('<script>'))).toBe(true);
      expect(isActivePage({ name, mediaType: 'text/plain' }, wide('<script>', [255, 254]))).toBe(
        true,
      );
    },
  );

  it('is not looked for in other files', () => {
    expect(isActivePage({ name: '照片.jpg', mediaType: 'image/jpeg' }, bytesOf(begun))).toBe(false);
    expect(isActivePage({ name: '说明.txt', mediaType: 'text/plain' }, bytesOf(begun))).toBe(false);
  });
});

describe('a page saved as a mail', () => {
  const HTML = '<html><script>alert(1)</script></html>';

  it.each([
    ['quoted-printable', '<scr=\r\nipt>', true],
    ['quoted-printable', '<scr= \r\nipt>', true],
    ['quoted-printable', '=3Cscript=3E', true],
    ['base64', packed(HTML), true],
    ['Base64', packed(HTML), true],
    ['\r\n\tbase64', packed(HTML), true],
    ['base64', packed(HTML).replace('\r\n', '!\r\n'), true],
    ['base64', packed(HTML.replaceAll(/./g, '$&\0')), true],
    ['base64', packed('<html><p>总结'.replaceAll(/[^ -~]/g, '')), false],
    ['7bit', '<p>x</p>', false],
  ])('is active with %s %s: %s', (encoding, body, active) => {
    const bytes = bytesOf(part(encoding, body));
    expect(textType(bytes)).toBe('multipart/related');
    expect(isActivePage({ name: '', mediaType: 'multipart/related' }, bytes)).toBe(active);
  });
});

describe('megabytes made on purpose', () => {
  const page = { name: '页.mht', mediaType: 'multipart/related' };
  const data = { name: '数据.xml', mediaType: 'application/xml' };

  it.each([
    '<meta ',
    '<meta http-equiv=',
    '<',
    '<a',
    '<a:',
    ' on',
    ' onaaa',
    ' onaaa  ',
    'java\n',
    'http-equiv  ',
    "http-equiv='  ",
    '&',
    '&#',
    '&#0',
    '&#x0',
    '= ',
    '=\n',
    '\r',
    '\n\n',
    '\n--',
    '<?xml-',
    'content-transfer-encoding:',
    'content-transfer-encoding:base64\n',
    'content-transfer-encoding:base64\n\nPHNj\n--',
    'w3.org/2000/svg<!entity &#60;',
  ])('of %j cost no more than their share', (piece) => {
    for (const file of [page, data]) {
      const even = growsEvenly(repeated(piece), (text) => isActivePage(file, bytesOf(text)));
      expect(even).toBe(true);
    }
  });

  it.each(['W', 'WordDocument', 'W\0o\0r\0d\0D\0', 'word/document.xm', '<!--', '<?xml', ':\n'])(
    'of %j are told as quickly',
    (piece) => {
      expect(growsEvenly(repeated(piece), tell)).toBe(true);
    },
  );
});
