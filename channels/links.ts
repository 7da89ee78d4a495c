import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs and checks the addresses of links: PUBLIC_URL/u/<id>.<signature>. */
export type LinkSigner = {
  /** The full address of a link. */
  address: (linkId: string) => string;
  /** The id of a link whose signature is right; null when it is not. */
  check: (token: string) => string | null;
  /** The six digits that confirm a device, the how-many-eth of it; stored nowhere. */
  code: (deviceId: number, number: number) => string;
  /** What proves that a text which a page carried along was ours. */
  seal: (text: string) => string;
  /** The key with which messages to another system are signed; stored nowhere. */
  hookKey: (hookId: number) => string;
};

/** A signer whose links only this installation's secret can make. */
export function linkSigner(publicUrl: string, secret: string): LinkSigner {
  const hash = (text: string) => createHmac('sha256', secret).update(text).digest();
  const sealed = (text: string) => hash(text).subarray(0, 16).toString('base64url');
  const sign = (id: string) => sealed(`link/${id}`);
  return {
    address: (id) => `${publicUrl.replace(/\/$/, '')}/u/${id}.${sign(id)}`,
    check: (token) => {
      const [id, signature, ...rest] = token.split('.');
      if (!id || !signature || rest.length > 0) return null;
      const expected = Buffer.from(sign(id));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
    },
    code: (deviceId, number) => {
      const value = hash(`code/${deviceId}.${number}`).readUIntBE(0, 6) % 1_000_000;
      return String(value).padStart(6, '0');
    },
    seal: (text) => sealed(`page/${text}`),
    hookKey: (hookId) => `whsec_${hash(`webhook/${hookId}`).toString('base64')}`,
  };
}

/** Fills links and codes into a stored text, which holds only `{link:<id>}` and `{code:<device>.<n>}`. */
export function fillLinks(text: string, signer: LinkSigner): string {
  return text
    .replace(/\{link:([\w-]+)\}/g, (_, id: string) => signer.address(id))
    .replace(/\{code:(\d+)\.(\d+)\}/g, (_, device: string, number: string) =>
      signer.code(Number(device), Number(number)),
    );
}
