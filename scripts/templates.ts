// Writes the mail templates that are shipped from their MJML sources: node scripts/templates.ts
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mjml2html from 'mjml';

const FOLDER = join(import.meta.dirname, '../channels/templates');

/** The sources by name, without their ending. */
export function templateNames(): string[] {
  return globSync('*.mjml', { cwd: FOLDER }).map((file) => file.replace(/\.mjml$/, ''));
}

/** The eta template that a source becomes; what stands in `[[ ]]` there is filled in at sending. */
export async function compiledTemplate(name: string): Promise<string> {
  const source = readFileSync(join(FOLDER, `${name}.mjml`), 'utf8');
  const { html, errors } = await mjml2html(source, { validationLevel: 'strict' });
  if (errors.length > 0)
    throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
  const note = `<%/* Compiled from ${name}.mjml by node scripts/templates.ts; not edited by hand. */%>`;
  return `${note}${lean(html).replaceAll('[[', '<%').replaceAll(']]', '%>')}\n`;
}

/** The template that is shipped. */
export function shippedTemplate(name: string): string {
  return join(FOLDER, `${name}.html.eta`);
}

/** Without indentation and empty lines, which every mail would carry. */
function lean(html: string): string {
  return html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

if (import.meta.main) {
  for (const name of templateNames()) {
    writeFileSync(shippedTemplate(name), await compiledTemplate(name));
  }
}
