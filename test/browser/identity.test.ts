import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { freePort } from '../../scripts/services/ports.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../harness/desk.ts';
import { type IdentityProvider, openIdentityProvider } from '../harness/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

describe.skipIf(browserProgram === null)('the door of an identity provider', () => {
  const openPage = sharedBrowser();
  let database: FreshDatabase;
  let connection: Connection;
  let provider: IdentityProvider;
  let pages: Pages;
  let site: string;

  beforeAll(async () => {
    database = await freshDatabase();
    connection = connect(database.url, 4);
    await seedDesk(connection.db);
    await seedAccount(connection.db, '周协调');
    const port = await freePort(28_000);
    site = `http://127.0.0.1:${port}`;
    provider = await openIdentityProvider(site);
    const { issuer, clientId, clientSecret } = provider;
    const oidc = {
      issuer,
      clientId,
      clientSecret,
      label: '政务统一认证',
      loginClaim: 'preferred_username',
      scope: 'openid profile',
    };
    const commander = idleCommander(connection.db, () => DESK_START);
    pages = await openPages(commander, undefined, undefined, { oidc, publicUrl: site });
    await pages.app.listen({ host: '127.0.0.1', port });
  });
  afterAll(async () => {
    await pages.close();
    await provider.close();
    await connection.close();
    await database.drop();
  });

  it('lets in whom the provider knows, to where he was going, and out again at both', async () => {
    const { page, faults } = await openPage({ viewport: { width: 1280, height: 800 } });
    provider.next('subject-1', '周协调');
    await page.goto(`${site}/desk/ledger?light=red`);
    await page.getByRole('link', { name: '用政务统一认证登录' }).click();
    await page.getByRole('heading', { name: '台账' }).waitFor();
    expect(page.url()).toBe(`${site}/desk/ledger?light=red`);
    await page.getByRole('button', { name: '周协调' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '确认退出' }).click(); // the provider asks
    await page.getByLabel('登录名').waitFor();
    await page.goto(`${site}/desk/ledger`);
    await page.getByLabel('登录名').waitFor();
    expect(faults).toEqual([]);
  });

  it('says at the door why somebody is not let in', async () => {
    const { page, faults } = await openPage();
    provider.next('subject-2', '无此人');
    await page.goto(`${site}/desk/login`);
    await page.getByRole('link', { name: '用政务统一认证登录' }).click();
    await page.getByText(/没有.*账号/).waitFor();
    expect(faults).toEqual([]);
  });
});
