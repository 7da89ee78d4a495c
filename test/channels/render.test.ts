import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlOf, textOf } from '../../channels/render.ts';
import type { Digest } from '../../plan/digest.ts';
import { compiledTemplate, shippedTemplate, templateNames } from '../../scripts/templates.ts';

const item = (index: number) => ({
  head: `2.${index} 选派<教师>帮扶`,
  details: ['时限：2026年5月1日（周五），请于4月30日（周四）下班前办理', 'A & B'],
  quote: '“选派3名老师”',
});

const digest = (changes: Partial<Digest> = {}): Digest => ({
  subject: '【督办提醒】1项逾期、2项即将到期',
  greeting: '王敏：',
  sections: [
    { title: '已逾期，请立即办理', items: [item(1)] },
    { title: '即将到期', items: [item(2), { ...item(3), quote: null, details: [] }] },
  ],
  links: [{ label: '打开县教育局的事项', linkId: 'abc' }],
  closing: ['链接为本单位专用，请勿转发到群里。'],
  ...changes,
});

const renderMail = (each: Digest) => ({ html: htmlOf(each), text: textOf(each) });
const { html, text } = renderMail(digest());
/** Without what only Outlook for Windows reads. */
const seen = html.replace(/<!--\[if [^\]]*mso[^\]]*\]>[\s\S]*?<!\[endif\]-->/g, '');

describe('the template of a mail', () => {
  it.each(templateNames())(
    '%s is what its source compiles to (node scripts/templates.ts)',
    async (name) => {
      expect(readFileSync(shippedTemplate(name), 'utf8')).toBe(await compiledTemplate(name));
    },
  );

  it('fills in all that a digest holds, and nothing as markup', () => {
    expect(seen).toContain('2.1 选派&lt;教师&gt;帮扶');
    expect(seen).toContain('A &amp; B');
    expect(seen).not.toContain('<教师>');
    expect(seen).toContain('即将到期（2项）');
    expect(seen).toContain('href="{link:abc}"');
    expect(seen).toContain('请勿转发到群里');
    expect(seen.match(/原文：/g)).toHaveLength(2);
    expect(html).not.toMatch(/<%|%>|\[\[|\]\]|undefined|Compiled from/);
  });

  it('says beside the subject what is most urgent', () => {
    const preview = /<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1];
    expect(preview).toMatch(/^已逾期，请立即办理；2\.1 选派&lt;教师&gt;帮扶，时限：2026年5月1日/);
    expect(preview?.length).toBeLessThan(130);
  });

  it('keeps the words of a mail as text too', () => {
    expect(text).toContain('■ 即将到期（2项）\n1）2.2 选派<教师>帮扶\n');
    expect(text).toContain('打开县教育局的事项：\n{link:abc}');
  });

  it('stays below the size at which mail programs cut a mail off, also with forty items', () => {
    const many = Array.from({ length: 40 }, (_, index) => item(index));
    const long = renderMail(digest({ sections: [{ title: '交办事项', items: many }] }));
    expect(Buffer.byteLength(long.html)).toBeLessThan(100_000);
  });
});

// What Outlook (Word's engine), QQ, 163 and phone programs are known to drop or to block.
describe('the markup of a mail', () => {
  const styles = [...seen.matchAll(/style="([^"]*)"/g)].map(([, style]) => style ?? '');

  it.each([
    ['flex or grid', /display\s*:\s*(inline-)?(flex|grid)/i],
    ['positions', /position\s*:/i],
    ['floats', /float\s*:/i],
    ['scripts', /<script|javascript:|\son\w+=/i],
    ['forms', /<(form|input|select|textarea|iframe|object|embed|video|svg)\b/i],
    ['pictures', /<img\b|background-image|url\(/i],
    ['resources from elsewhere', /<link\b|@import|@font-face|\bsrc=/i],
    ['addresses besides its links', /https?:\/\/(?!www\.w3\.org\/1999\/xhtml)/i],
    ['units that Word does not know', /:\s*[\d.]+(rem|vw|vh|ch)\b/i],
    ['variables and calculations', /var\(|calc\(/i],
  ])('has no %s', (_name, pattern) => {
    expect(html).not.toMatch(pattern);
  });

  it('is tables, at most 640 wide, that say that they lay out', () => {
    const tables = [...html.matchAll(/<table\b[^>]*>/g)].map(([tag]) => tag);
    expect(tables.length).toBeGreaterThan(4);
    expect(tables.filter((tag) => !tag.includes('role="presentation"'))).toEqual([]);
    const widths = [...html.matchAll(/(?:\bwidth="|[\s;"]width:)(\d+)(?:px)?\b(?!%)/g)];
    expect(Math.max(...widths.map(([, width]) => Number(width)))).toBe(640);
  });

  it('carries its looks in style attributes: a program that drops the head loses nothing', () => {
    const bare = seen.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ class="[^"]*"/g, '');
    const texts = [...bare.matchAll(/<(?:div|a)\b[^>]*style="([^"]*)"[^>]*>\s*[^<\s]/g)];
    const shown = texts
      .map(([, style]) => style ?? '')
      .filter((style) => !style.includes('none;font'));
    expect(shown.length).toBeGreaterThan(4);
    for (const style of shown) {
      expect(style).toMatch(/font-family:'Microsoft YaHei','微软雅黑'/);
      expect(style).toMatch(/font-size:1[3-7]px/);
      expect(style).toMatch(/color:#[0-9a-f]{6}/);
    }
    expect(styles.some((style) => style.includes('background:#ffffff'))).toBe(true);
  });

  it('closes what it opens', () => {
    for (const tag of ['table', 'tr', 'td', 'div', 'span', 'b', 'a', 'p']) {
      const opened = html.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length ?? 0;
      expect([tag, html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0]).toEqual([tag, opened]);
    }
  });

  it('names its charset, its language and both colour schemes', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('charset=UTF-8');
    expect(html).toContain('lang="zh-CN"');
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain('prefers-color-scheme: dark');
  });

  it.each([
    ['text', '#1f1f1f', '#ffffff'],
    ['a heading', '#a8071a', '#ffffff'],
    ['grey text', '#595959', '#ffffff'],
    ['a button', '#ffffff', '#1d39c4'],
    ['text in the dark', '#ededed', '#2a2a2a'],
    ['a heading in the dark', '#ff9c9c', '#2a2a2a'],
    ['grey text in the dark', '#b3b3b3', '#2a2a2a'],
  ])('can be read by weak eyes: %s', (_name, ink, paper) => {
    expect(html).toContain(ink);
    expect(contrast(ink, paper)).toBeGreaterThan(4.5);
  });
});

/** The contrast of two colours as WCAG counts it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
