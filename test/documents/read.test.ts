import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../documents/read.ts';
import { DocumentError } from '../../plan/errors.ts';
import { docxFile, paragraph, zipOf } from './docx-file.ts';
import { oleFile } from './ole-file.ts';

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
  ])('%s', async (_, bytes) => {
    expect((await read(bytes)).text).toBe(TEXT);
  });

  it('big5', async () => {
    const traditional = '2024年工作計畫\n各單位每月1日前報送進度。\n';
    expect((await read(iconv.encode(traditional, 'big5'))).text).toBe(traditional);
  });

  it('two characters whose bytes are valid in several encodings', async () => {
    expect((await read(iconv.encode('通知', 'gb18030'))).text).toBe('通知');
    expect((await read(Buffer.from('通知'))).text).toBe('通知');
  });

  it('with line ends made alike', async () => {
    expect((await read(Buffer.from(TEXT.replaceAll('\n', '\r\n')))).text).toBe(TEXT);
  });
});

const ole = (stream: string) => oleFile({ [stream]: new Uint8Array(8) });
const mixed = oleFile({ Workbook: new Uint8Array(8) }, { WordDocument: new Uint8Array(8) });

describe('what is no document is refused with what to do about it', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['blanks only', Buffer.from(' \n\t\n'), '没有文字'],
    ['a ZIP file cut short', Buffer.from('PK\x03\x04rest', 'latin1'), '没有下载完整'],
    ['a docx cut short', docxFile({ body: paragraph('任务') }).slice(0, -30), '没有下载完整'],
    ['a ZIP file of documents', zipOf({ '方案.docx': 'PK' }), '解压'],
    ['slides', zipOf({ 'ppt/presentation.xml': '<p/>' }), 'PPT'],
    ['an .odt', zipOf({ 'content.xml': '<p/>' }), '另存为 .docx'],
    ['an .xlsb', zipOf({ 'xl/workbook.bin': '' }), '另存为 .xlsx'],
    ['a document of no words', docxFile({ body: paragraph(' ') }), '没有文字'],
    ['an .xls', ole('Workbook'), '另存为 .xlsx'],
    ['an .xls with a document in it', mixed, '另存为 .xlsx'],
    ['old slides', ole('PowerPoint Document'), 'PPT'],
    ['an encrypted document', ole('EncryptedPackage'), '去掉密码'],
    ['an OLE file of another kind', ole('Else'), '另存为 .docx'],
    ['an OLE file cut short', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 .docx'],
    ['an RTF', Buffer.from('{\\rtf1'), 'RTF'],
    ['a web page', Buffer.from('<html><body>方案</body></html>'), '网页'],
    ['a photograph', Buffer.from('ffd8ffe0', 'hex'), '图片'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), '不是文本'],
    ['bytes of no encoding', Buffer.from('efbbbfffff', 'hex'), '编码'],
    ['60 MB', Buffer.alloc(60 * 1024 * 1024, 'a'), '超过 50 MB'],
  ])('%s', async (_, bytes, message) => {
    const refusal = read(bytes);
    await expect(refusal).rejects.toThrow(DocumentError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toThrow(/^计划\.txt：[^：]+/);
  });
});
