import { expect, it } from 'vitest';
import { readConfig } from '../../config.ts';

const OIDC = { OIDC_ISSUER: 'https://id.example.gov.cn', OIDC_CLIENT_ID: 'duban' };

it('has an identity provider only when one is named', () => {
  expect(readConfig({}, () => null).oidc).toBeNull();
  expect(readConfig({ ...OIDC, OIDC_CLIENT_SECRET: 'x' }, () => null).oidc).toEqual({
    issuer: 'https://id.example.gov.cn',
    clientId: 'duban',
    clientSecret: 'x',
    label: '统一身份认证',
    loginClaim: 'preferred_username',
    scope: 'openid profile',
  });
});

it.each([
  [{ OIDC_ISSUER: OIDC.OIDC_ISSUER }, 'OIDC_CLIENT_ID：'],
  [{ OIDC_CLIENT_ID: 'duban' }, 'OIDC_ISSUER：'],
  [{ ...OIDC, OIDC_ISSUER: 'http://id.example.gov.cn' }, '应为 https:// 开头'],
  [{ ...OIDC, OIDC_SCOPE: 'profile' }, '其中应有 openid'],
])('refuses %j', (env, fault) => {
  expect(() => readConfig(env, () => null)).toThrow(fault);
});
