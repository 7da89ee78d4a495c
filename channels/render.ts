import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { Digest } from '../plan/digest.ts';

const eta = new Eta({ autoEscape: true });
const template = (name: string) =>
  eta.compile(readFileSync(join(import.meta.dirname, 'templates', name), 'utf8'));
const asText = template('mail.text.eta');
const asHtml = template('mail.html.eta');

/** A digest as plain text; links stand as `{link:<id>}` until the message leaves. */
export function textOf(digest: Digest): string {
  return `${eta
    .render(asText, digest)
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** A digest as HTML, its links as in the text. */
export function htmlOf(digest: Digest): string {
  return eta.render(asHtml, { ...digest, preview: previewOf(digest) });
}

const PREVIEW = 100;

/** What a mailbox shows beside the subject: the most urgent first. */
function previewOf({ sections, closing }: Digest): string {
  const heads = sections.flatMap(({ title, items }) => [
    title,
    ...items.map(({ head, details }) => [head, ...details].join('，')),
  ]);
  return (heads.length === 0 ? closing : heads).join('；').slice(0, PREVIEW);
}
