import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../documents/read.ts';
import { DocumentError } from '../../plan/errors.ts';

const TEXT = '2024年工作计划\n一、任务\n各单位每月1日前报送进展情况。\n';

function read(bytes: Uint8Array | Buffer) {
  return readDocument(new Uint8Array(bytes), '计划.txt');
}

describe('a text file is read in any encoding', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['gb18030', iconv.encode(TEXT, 'gb18030')],
    ['utf-16le with a byte order mark', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['utf-16be with a byte order mark', iconv.encode(TEXT, 'utf-16be', { addBOM: true })],
  ])('%s', (_, bytes) => {
    expect(read(bytes).text).toBe(TEXT);
  });

  it('big5', () => {
    const traditional = '2024年工作計畫\n各單位每月1日前報送進度。\n';
    expect(read(iconv.encode(traditional, 'big5')).text).toBe(traditional);
  });

  it('two characters whose bytes are valid in several encodings', () => {
    expect(read(iconv.encode('通知', 'gb18030')).text).toBe('通知');
    expect(read(Buffer.from('通知')).text).toBe('通知');
  });

  it('with line ends made alike', () => {
    expect(read(Buffer.from(TEXT.replaceAll('\n', '\r\n'))).text).toBe(TEXT);
  });
});

describe('what is no text is refused with what to do about it', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['blanks only', Buffer.from(' \n\t\n'), '文件是空的'],
    ['a docx', Buffer.from('PK\x03\x04rest', 'latin1'), 'docx'],
    ['a doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'doc'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
    ['an RTF', Buffer.from('{\\rtf1'), 'RTF'],
    ['a photograph', Buffer.from('ffd8ffe0', 'hex'), '图片'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), '不是文本'],
    ['bytes of no encoding', Buffer.from('efbbbfffff', 'hex'), '编码'],
    ['over 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), '20 MB'],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(DocumentError);
    expect(() => read(bytes)).toThrow(message);
    expect(() => read(bytes)).toThrow('计划.txt');
  });

  it('tells how to save a document of another kind as text', () => {
    expect(() => read(Buffer.from('%PDF-1.7'))).toThrow('另存为');
  });
});
