import type { Outcome } from './channel.ts';

const BAD_ADDRESS = [550, 551, 553];
const OUR_ACCOUNT = [530, 534, 535, 538];
const OUR_FAULT = ['EAUTH', 'ETLS', 'ECONFIG', 'EOAUTH2', 'EPROXY'];
// servers say 550 as well when they doubt the sender or want it slower; the address is good then
const TOO_FAST = /frequency|too many|rate limit|try again/i;
const POLICY = /\b5\.7\.\d|spam|block/i;

/** What a failed sending means; the server's words are kept without the recipient's address. */
export function classified(error: unknown, address: string, dataBegun: boolean): Outcome {
  const words = wordsOf(error);
  const response = words.replaceAll(address, '<收件人>').slice(0, 500);
  const code = fieldOf(error, 'responseCode');
  const kind = String(fieldOf(error, 'code'));
  if (OUR_FAULT.includes(kind)) return { result: 'configuration', response };
  if (typeof code !== 'number') return { result: withoutAnswer(kind, words, dataBegun), response };
  const step = String(fieldOf(error, 'command'));
  return { result: code < 500 ? 'retry' : refusedFor(code, step, words), response };
}

function withoutAnswer(kind: string, words: string, dataBegun: boolean): Outcome['result'] {
  if (dataBegun) return 'unclear';
  if (kind === 'EENVELOPE') return /sender/i.test(words) ? 'configuration' : 'bad-address';
  return kind === 'EMESSAGE' ? 'refused' : 'retry';
}

/** Only an answer to the recipient's name can tell that it does not exist. */
function refusedFor(code: number, step: string, words: string): Outcome['result'] {
  if (OUR_ACCOUNT.includes(code)) return 'configuration';
  if (TOO_FAST.test(words)) return 'retry';
  if (step === 'MAIL FROM' && code !== 552) return 'configuration';
  const named = step === 'RCPT TO' && BAD_ADDRESS.includes(code) && !POLICY.test(words);
  return named ? 'bad-address' : 'refused';
}

function wordsOf(error: unknown): string {
  const response = fieldOf(error, 'response');
  if (typeof response === 'string' && response !== '') return response;
  return error instanceof Error ? error.message : String(error);
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
