import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { chineseFonts, svgToPng } from '../../documents/png.ts';
import { missingHtml, missingSvg } from '../../documents/unit-picture.ts';
import { missingTable } from '../../plan/missing-table.ts';

const LONG = '青禾县乡村振兴与农业农村发展服务中心（县扶贫开发领导小组办公室）';

const tableOf = (many: number, name = (index: number) => `第${index + 1}镇<人民政府>`) =>
  missingTable(
    {
      planTitle: '2024年协作方案',
      period: '2024年3月份',
      dueOn: '2024-04-01',
      units: Array.from({ length: many }, (_, index) => name(index)),
    },
    many + 3,
    '4月2日 09:12',
  );

/** The texts of a picture of long names. */
function longTexts(many: number): string[] {
  const svg = missingSvg(tableOf(many, () => LONG));
  return [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text ?? '');
}

describe('the picture of units that have not reported', () => {
  it.each([1, 9, 41, 200, 230])('draws %i units, each once, in sound SVG', (many) => {
    const svg = missingSvg(tableOf(many));
    expect(XMLValidator.validate(svg)).toBe(true);
    const shown = Math.min(many, 200);
    expect(svg.match(/<rect x=/g)).toHaveLength(shown);
    const words = [...svg.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text).join('');
    expect(words.includes('另有 30 个单位未列出')).toBe(many === 230);
    expect(words).toContain(`应报 ${many + 3} 个，未报 ${many} 个`);
  });

  it('wraps long names inside their cell', () => {
    for (const many of [3, 30, 90]) {
      const columns = many === 3 ? 1 : many === 30 ? 2 : 3;
      const widest = (1080 - 96) / columns - 60;
      const names = longTexts(many).filter((text) => LONG.includes(text) && text.length > 3);
      expect(names.length).toBeGreaterThan(many - 1);
      for (const text of names) expect(text.length * 26).toBeLessThanOrEqual(widest + 26);
    }
  });

  it('is a page of its own as HTML', () => {
    expect(missingHtml(tableOf(2))).toMatch(/^<!doctype html>[\s\S]*<svg style=/);
  });

  it.skipIf(chineseFonts().length === 0)('becomes a PNG with Chinese characters in it', () => {
    const png = svgToPng(missingSvg(tableOf(4)));
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    const empty = svgToPng(missingSvg(tableOf(4, () => ' ')));
    expect(png.length).toBeGreaterThan(empty.length + 5000);
  });

  it('says what to install where there is no font for it', () => {
    expect(chineseFonts(['/nowhere/**'])).toEqual([]);
    expect(() => svgToPng('<svg/>', [])).toThrow(/fonts-noto-cjk.*\.svg/);
  });
});
