/** The identity provider (OpenID Connect) by which people may log in beside passwords. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  /** Null: a public client, which shows nothing but its PKCE verifier. */
  clientSecret: string | null;
  /** What the button says. */
  label: string;
  /** Which claim carries the login name. */
  loginClaim: string;
  scope: string;
};

/** Why whom the identity provider names is not let in. */
export type IdentityRefusal = 'locked' | 'disabled' | 'nameless' | 'unknown' | 'tied';

/** What somebody who is not let in is told, and whoever mends it. */
export function identityRefusalText(refusal: IdentityRefusal, login: string | null): string {
  const name = login ?? '';
  return {
    nameless:
      '统一身份认证没有告诉督办系统您的登录名。请系统管理员核对 OIDC_LOGIN_CLAIM、OIDC_SCOPE 两项设置',
    unknown: `统一身份认证说您是“${name}”，督办系统里没有这个登录名的账号。请系统管理员在“设置—账号”里登记，登录名填“${name}”`,
    tied: `登录名“${name}”的账号已经由另一个身份使用。确是同一人换了身份的，请系统管理员在“设置—账号”里重置这个账号，再登录一次`,
    disabled: '您的账号已停用。需要恢复的，请系统管理员在“设置—账号”里恢复',
    locked: '您的账号因为连续输错密码暂时锁定，请过一段时间再登录，或请系统管理员重置',
  }[refusal];
}
