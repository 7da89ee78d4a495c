import { z } from 'zod';
import type { OidcSettings } from './plan/identity.ts';

/** The variables of an identity provider by which people may log in. */
export const oidcVariables = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: '应为形如 https://id.example.gov.cn/realms/gov 的地址' })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(30, { error: '至多 30 个字' }).default('统一身份认证'),
  OIDC_LOGIN_CLAIM: z.string().default('preferred_username'),
  OIDC_SCOPE: z
    .string()
    .regex(/(^|\s)openid(\s|$)/, { error: '其中应有 openid' })
    .default('openid profile'),
};

const schema = z.object(oidcVariables);

/** What is missing or unsafe. */
export function oidcFaults(given: Record<string, string | undefined>): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client, OIDC_CLIENT_SECRET: secret } = given;
  const faults: string[] = [];
  if (issuer && !client) faults.push('OIDC_CLIENT_ID：设置了 OIDC_ISSUER 时必须设置');
  if (!issuer && (client || secret)) {
    faults.push('OIDC_ISSUER：设置了 OIDC_CLIENT_ID 或 OIDC_CLIENT_SECRET 时必须设置');
  }
  const address = URL.parse(issuer ?? '');
  if (address?.protocol === 'http:' && !LOOPBACK.includes(address.hostname)) {
    faults.push('OIDC_ISSUER：应为 https:// 开头的地址（只有本机的可以用 http://）');
  }
  return faults;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The provider that the variables name; null: none. */
export function oidcSettings(given: z.infer<typeof schema>): OidcSettings | null {
  if (given.OIDC_ISSUER === undefined) return null;
  return {
    issuer: given.OIDC_ISSUER,
    clientId: given.OIDC_CLIENT_ID ?? '',
    clientSecret: given.OIDC_CLIENT_SECRET ?? null,
    label: given.OIDC_LABEL,
    loginClaim: given.OIDC_LOGIN_CLAIM,
    scope: given.OIDC_SCOPE,
  };
}
