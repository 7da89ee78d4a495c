import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAt } from '../../scripts/demo/pages.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { openUnitSite, type UnitSite } from '../harness/unit-site.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PASSWORD = 'correct horse battery';

describe.skipIf(browserProgram === null)('address book and settings', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;
  let desk: string;

  beforeAll(async () => {
    const tasks = [{ due: ['2024-06-30'], title: '拨付资金', lead: ['县财政局'] }];
    site = await openUnitSite({ units: ['县教育局', '县财政局'], tasks }, '2024-03-28');
    desk = `${site.line.origin}/desk`;
    await seedAccount(site.year.db, '周协调', { password: PASSWORD });
    await seedAccount(site.year.db, '管理员', { password: PASSWORD, admin: true });
  });
  afterAll(() => site.close());

  it('takes a table in after a preview, and shows what rules would do while they are typed', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/book`);
    await logIn(page, '周协调');
    await page.getByRole('button', { name: '导入表格' }).click();
    const form = page.getByRole('dialog');
    const choose = async (line: string) => {
      const buffer = Buffer.from(`单位,类别,岗位,姓名,电话,邮箱\n${line}`);
      const file = { name: '通讯录.csv', mimeType: 'text/csv', buffer };
      await form.getByLabel('通讯录文件').setInputFiles(file);
      await form.getByRole('button', { name: '预览' }).click();
    };
    await choose('县水利局,部门,联系人,钱水利,,w@example.cn');
    await form.getByRole('cell', { name: '部门' }).waitFor();
    await choose('县水利局,单位,联系人,钱水利,,w@example.cn');
    await form.getByRole('cell', { name: '新增单位' }).waitFor();
    await form.getByRole('button', { name: '确认导入' }).click();
    await form.getByText('已导入').waitFor();
    await form.getByRole('button', { name: '完成' }).click();
    await page.getByRole('link', { name: '县水利局' }).click();
    await page.getByRole('cell', { name: 'w@example.cn' }).waitFor();

    await openAt(page, `${desk}/settings/policy?plan=1&sample=november`);
    const sample = page.getByRole('region', { name: /样例/ });
    await sample.getByText('2024-10-18').waitFor(); // 30 working days before
    await page.getByLabel('第 1 级：逾期第几个工作日').fill('2');
    await sample.getByText('2024-12-03').waitFor();
    await page.getByLabel('最后一级之后').fill('0');
    await page.getByText('应为 1 至 250 的整数').waitFor();
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    await page.getByLabel('最后一级之后').fill('10');
    await page.getByRole('button', { name: '看看影响哪些在办事项' }).click();
    await page.getByText('1 项的日期有变化').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('adds an account and a key, whose secrets are shown once', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/settings/accounts`);
    await logIn(page, '管理员');
    await page.getByRole('button', { name: '登记账号' }).click();
    const form = page.getByRole('dialog', { name: '登记账号' });
    await form.getByLabel('姓名').fill('林县长');
    await page.getByRole('option', { name: /林县长/ }).waitFor({ state: 'attached' });
    await form.getByLabel('姓名').press('Enter');
    await form.getByLabel('登录名').fill('lin');
    await form.getByRole('button', { name: '保存' }).click();
    const link = await page.getByLabel('只显示这一次').inputValue();
    expect(link).toContain('/login/');
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('cell', { name: '督办领导 由岗位得出' }).waitFor();

    await openAt(page, `${desk}/settings/keys`);
    await page.getByRole('button', { name: '新建密钥' }).click();
    const key = page.getByRole('dialog', { name: '新建密钥' });
    await key.getByLabel('给哪个系统用').fill('大数据平台');
    await key.getByLabel('读方案').check();
    await key.getByLabel('用到哪一天').fill('2024-12-31');
    await key.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('cell', { name: '读方案、读台账和看板' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('has no serious fault on any page, light or dark, and fits a phone', async () => {
    const unit = await unitAddress();
    const settings = [
      'policy?plan=1',
      'calendar',
      'channels',
      'accounts',
      'keys',
      'webhooks',
      'access',
    ];
    const paths = ['book', unit, 'book/collectives', 'book/leaves', 'book/devices'].concat(
      settings.map((part) => `settings/${part}`),
    );
    const shown = { light: paths, dark: ['book', 'settings/policy?plan=1', 'settings/calendar'] };
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context, faults } = await openPage({ colorScheme });
      await page.goto(`${desk}/settings/accounts`);
      await logIn(page, '管理员');
      await page.getByRole('heading', { name: '账号和权限' }).waitFor();
      for (const path of shown[colorScheme]) {
        await openAt(page, `${desk}/${path}`);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        const found = await seriousFaults(page);
        expect([colorScheme, path, width, found]).toEqual([colorScheme, path, 360, []]);
      }
      // what a window asks, and what it says of a wrong entry
      await openAt(page, `${desk}/${unit}`);
      await page.getByRole('button', { name: '离任' }).first().click();
      await page.getByText('岗位今天结束').waitFor();
      expect([colorScheme, await seriousFaults(page)]).toEqual([colorScheme, []]);
      await page.getByRole('button', { name: '取消' }).click();
      await page.getByRole('button', { name: '换人' }).first().click();
      const form = page.getByRole('dialog', { name: /换人/ });
      await form.getByLabel('姓名').fill('某某');
      await form.getByLabel('邮箱').fill('nobody');
      await form.getByRole('button', { name: '保存' }).click();
      await form.getByText('应为一个邮箱地址').waitFor();
      await page.waitForTimeout(500); // colours change by and by
      expect([colorScheme, await seriousFaults(page)]).toEqual([colorScheme, []]);
      expect(faults).toEqual([]);
      await context.close();
    }
  });

  async function unitAddress(): Promise<string> {
    const [row] = await site.year.db.execute<{ id: number }>(
      'select id from unit order by id limit 1',
    );
    return `book/unit/${row?.id}`;
  }
});

/** Through the door. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}
