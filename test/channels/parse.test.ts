import { expect, it } from 'vitest';
import { parseMail } from '../../channels/inbound/parse.ts';
import { evidenceIn } from '../../plan/inbound/evidence.ts';

const PROGRAM = Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]).toString('base64');

it('tells a program among the attachments of a mail by its bytes', async () => {
  const raw = [
    'From: clerk@qinghe.example',
    'Subject: report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; name=note.txt',
    'Content-Disposition: attachment; filename=note.txt',
    '',
    'two fairs',
    '--b',
    'Content-Type: application/pdf; name=summary.pdf',
    'Content-Disposition: attachment; filename=summary.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    PROGRAM,
    '--b--',
  ].join('\r\n');
  const { mail } = await parseMail(Buffer.from(raw));
  expect(mail.files.map(({ refused }) => refused)).toEqual([
    null,
    expect.stringContaining('“summary.pdf”是程序'),
  ]);
  expect(evidenceIn(mail.files).faults).toEqual([expect.stringContaining('附件“summary.pdf”')]);
});
