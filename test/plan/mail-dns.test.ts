import { describe, expect, it } from 'vitest';
import { senderFaults, type SenderRecords } from '../../plan/mail-dns.ts';

const KEY = { domain: 'x.gov.cn', selector: 'duban', publicKey: 'MIIBIjAN' };
const GOOD: SenderRecords = {
  mx: ['mx.x.gov.cn'],
  txt: ['v=spf1 include:spf.mail.cn -all', 'other=1'],
  dmarc: ['v=DMARC1; p=quarantine'],
  dkim: ['v=DKIM1; k=rsa; p=MIIB IjAN'],
};

const faults = (changes: Partial<SenderRecords>, key: typeof KEY | null = KEY) =>
  senderFaults('x.gov.cn', { ...GOOD, ...changes }, key);

describe('the records of the domain that sends', () => {
  it('are complete', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ dkim: [] }, null)).toEqual([]);
    expect(faults({}, { ...KEY, domain: 'mail.x.gov.cn' })).toEqual([]);
  });

  it.each([
    ['no MX', { mx: [] }, true, '没有 MX 记录'],
    ['no SPF', { txt: ['v=spf2.0'] }, false, '没有 SPF 记录'],
    ['two SPF', { txt: ['v=spf1 -all', 'v=spf1 mx -all'] }, true, '有 2 条 SPF 记录'],
    ['an SPF for everybody', { txt: ['v=spf1 mx +all'] }, false, '任何服务器'],
    ['no key', { dkim: [] }, true, 'duban._domainkey.x.gov.cn 没有公钥'],
    ['another key', { dkim: ['v=DKIM1; p=OTHER'] }, true, '不是一对'],
    ['a key withdrawn', { dkim: ['v=DKIM1; p='] }, true, '已经停用'],
    ['no DMARC', { dmarc: [] }, false, '没有 DMARC'],
  ])('lack: %s', (_name, changes, grave, words) => {
    const [fault, ...more] = faults(changes);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ grave, found: expect.stringContaining(words) });
    expect(fault?.mend).not.toBe('');
  });

  it.each([
    ['v=DMARC1; p=reject', 'other.cn', 1],
    ['v=DMARC1; p=reject; adkim=s', 'mail.x.gov.cn', 1],
    ['v=DMARC1; p=reject; adkim=r', 'mail.x.gov.cn', 0],
  ])('with %s accept a signature of %s or not', (dmarc, domain, count) => {
    expect(faults({ dmarc: [dmarc] }, { ...KEY, domain })).toHaveLength(count);
  });

  it('are told to the letter', () => {
    expect(faults({ dkim: [] })[0]?.mend).toContain('v=DKIM1; k=rsa; p=MIIBIjAN');
  });
});
