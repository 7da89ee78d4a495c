import iconv from 'iconv-lite';

/** A page of a PDF in its own syntax: what it draws, and what stands in its dictionary. */
export type PlainPage = { draws: string; entries?: string };

/** A PDF written by hand: `fonts` is the dictionary of fonts, `objects` stand from number 10 on. */
export function plainPdf(
  pages: PlainPage[],
  fonts = `/F1 << /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H
    /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000
      /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>
      /W [1 95 500 814 939 500]
      /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /Ascent 880
        /Descent -120 /CapHeight 880 /StemV 80 /ItalicAngle 0 /FontBBox [0 -120 1000 880] >> >>] >>`,
  objects: string[] = [],
): Uint8Array {
  const firstPage = 10 + objects.length;
  const kids = pages.map((_, at) => `${firstPage + 2 * at} 0 R`).join(' ');
  const numbered: [number, string][] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`],
    ...objects.map((object, at): [number, string] => [10 + at, object]),
    ...pages.flatMap(({ draws, entries = '' }, at): [number, string][] => [
      [
        firstPage + 2 * at,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${firstPage + 2 * at + 1} 0 R
          /Resources << /Font << ${fonts} >> ${objects.length > 0 ? '/XObject << /X1 10 0 R >>' : ''} >> ${entries} >>`,
      ],
      [firstPage + 2 * at + 1, `<< /Length ${draws.length} >>\nstream\n${draws}\nendstream`],
    ]),
  ];
  return bytesOf(numbered);
}

function bytesOf(objects: [number, string][]): Uint8Array {
  let text = '%PDF-1.7\n';
  const places = new Map<number, number>();
  for (const [number, body] of objects) {
    places.set(number, text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const table = text.length;
  for (const [number, place] of places) {
    text += `${number === 1 ? 'xref\n0 1\n0000000000 65535 f \n' : ''}${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`;
  }
  const size = Math.max(...places.keys()) + 1;
  text += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Draws words from a place, 16 points high, in the first font. */
export function write(text: string, x: number, y: number, size = 16): string {
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${iconv.encode(text, 'gbk').toString('hex')}> Tj ET\n`;
}

/** Draws a rule. */
export function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `${x1} ${y1} m ${x2} ${y2} l S\n`;
}
