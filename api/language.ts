import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actInEnglish } from '../plan/english/acts.ts';
import { inEnglish } from '../plan/english/translate.ts';

type Language = 'zh' | 'en';

const reader = new AsyncLocalStorage<Language>();

/** The language that a request asks for; Chinese unless it prefers English. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  const wanted = (headers['accept-language'] ?? '')
    .split(',')
    .map((each) => {
      const [name = '', weight = 'q=1'] = each.trim().toLowerCase().split(/;\s*/);
      return { name, weight: Number(weight.replace('q=', '')) || 0 };
    })
    .filter(({ name }) => /^(?:zh|en)\b/.test(name))
    .toSorted((one, other) => other.weight - one.weight);
  return wanted[0]?.name.startsWith('en') === true ? 'en' : 'zh';
}

/** Has every answer of these routes told in the language that was asked for. */
export function tellInReadersLanguage(app: FastifyInstance): void {
  // an answer is written down within the call of `done`
  app.addHook('preSerialization', (request, reply, payload, done) => {
    void reply.header('vary', 'Accept-Language');
    reader.run(languageOf(request), () => done(null, payload));
  });
}

/** A sentence of ours for who reads the answer that is being written. */
export function forReader(text: string): string {
  return reader.getStore() === 'en' ? inEnglish(text) : text;
}

/** What was done to a duty, for who reads the answer that is being written. */
export function actForReader(text: string): string {
  return reader.getStore() === 'en' ? actInEnglish(text) : text;
}
