import { describe, expect, it } from 'vitest';
import { fillLinks, linkSigner } from '../../channels/links.ts';

const signer = linkSigner('https://duban.example.cn/', 'a secret for tests only');
const stranger = linkSigner('https://duban.example.cn', 'another secret');
const tokenOf = (id: string, by = signer) => by.address(id).split('/u/')[1] ?? '';

describe('a signed link', () => {
  const good = tokenOf('abc');
  const signature = good.slice(4);

  it('opens with its own signature, every time the same', () => {
    expect(signer.address('abc')).toMatch(/^https:\/\/duban\.example\.cn\/u\/abc\.[\w-]{22}$/);
    expect(signer.check(good)).toBe('abc');
    expect(signer.address('abc')).toBe(signer.address('abc'));
  });

  it.each([
    ['is cut short', good.slice(0, -1)],
    ['has no signature', 'abc'],
    ['has an empty signature', 'abc.'],
    ['has no id', `.${signature}`],
    ['has the signature of another', `abd.${signature}`],
    ['has a part too many', `${good}.x`],
    [
      'is changed in one letter',
      `abc.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    ],
    ['was signed elsewhere', tokenOf('abc', stranger)],
    ['is empty', ''],
    ['is of other letters', 'abc.督办督办督办督办督办督办督办督办督办督办督办'],
  ])('that %s opens nothing', (_name, token) => {
    expect(signer.check(token)).toBeNull();
  });

  it('is filled into a text in place of each mark', () => {
    const filled = fillLinks('一 {link:abc} 二 {link:x_-9}。{link:}', signer);
    expect(filled).toBe(`一 ${signer.address('abc')} 二 ${signer.address('x_-9')}。{link:}`);
  });
});
