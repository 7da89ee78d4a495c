import { globSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { DocumentError } from '../plan/errors.ts';

/** Where the systems keep fonts that have Chinese characters. */
const CHINESE_FONTS = [
  '/usr/share/fonts/**/*{CJK,cjk,SourceHan,wqy,WenQuan,simsun,SimSun,simhei,fzxbs,uming,ukai}*',
  '/usr/local/share/fonts/**/*{CJK,cjk,SourceHan,wqy,WenQuan}*',
  `${process.env['HOME'] ?? ''}/.fonts/**/*{CJK,cjk,SourceHan,wqy,WenQuan}*`,
  '/System/Library/Fonts/{PingFang,STHeiti*,Hiragino*}*',
  'C:/Windows/Fonts/{msyh,simsun,simhei,Deng}*',
];

/**
 * A drawing as PNG, with the fonts of this machine.
 *
 * @throws DocumentError when it has none with Chinese characters: the picture would be empty squares
 */
export function svgToPng(svg: string, fonts = chineseFonts()): Uint8Array {
  if (fonts.length === 0) {
    throw new DocumentError(
      '图片',
      '本机没有中文字体，画不出 PNG；请安装（Debian、Ubuntu：apt install fonts-noto-cjk；麒麟、统信、CentOS：yum install google-noto-sans-cjk-ttc-fonts），或改用 .svg、.html',
    );
  }
  const rendered = new Resvg(svg, {
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Noto Sans CJK SC' },
  });
  return rendered.render().asPng();
}

/** One regular and one bold font with Chinese characters, as far as there are any. */
export function chineseFonts(patterns = CHINESE_FONTS): string[] {
  const found = globSync(patterns).filter((file) => /\.(ttf|ttc|otf)$/i.test(file));
  const sans = found.filter((file) => /Sans|wqy|WenQuan|msyh|hei|Hei|PingFang|Deng/i.test(file));
  const chosen = sans.length > 0 ? sans : found;
  const regular = chosen.find((file) => /Regular/i.test(file)) ?? chosen[0];
  const bold = chosen.find((file) => /Bold/i.test(file) && file !== regular);
  return [regular, bold].flatMap((file) => file ?? []);
}
