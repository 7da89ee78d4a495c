import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs and checks the addresses of links: PUBLIC_URL/u/<id>.<signature>. */
export type LinkSigner = {
  /** The full address of a link. */
  address: (linkId: string) => string;
  /** The id of a link whose signature is right; null when it is not. */
  check: (token: string) => string | null;
};

/** A signer whose links only this installation's secret can make. */
export function linkSigner(publicUrl: string, secret: string): LinkSigner {
  const sign = (id: string) =>
    createHmac('sha256', secret)
      .update(`link/${id}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  return {
    address: (id) => `${publicUrl.replace(/\/$/, '')}/u/${id}.${sign(id)}`,
    check: (token) => {
      const [id, signature, ...rest] = token.split('.');
      if (!id || !signature || rest.length > 0) return null;
      const expected = Buffer.from(sign(id));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
    },
  };
}

/** Fills the links into a stored text, which holds only `{link:<id>}`. */
export function fillLinks(text: string, signer: LinkSigner): string {
  return text.replace(/\{link:([\w-]+)\}/g, (_, id: string) => signer.address(id));
}
