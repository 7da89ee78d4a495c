import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';
import { quietly, step } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where Chromium is: what CHROMIUM names, then PATH, then playwright's own download; else null. */
export async function findBrowser(env = process.env) {
  if (env.CHROMIUM) return isProgram(env.CHROMIUM) ? env.CHROMIUM : null;
  const places = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = places.flatMap((place) => names.map((name) => join(place, name)));
  return [...candidates, await downloaded()].find(isProgram) ?? null;
}

/** Fetches Chromium for the tests; where it cannot be had, says so: the tests that need it are skipped. */
export async function ensureBrowser() {
  if ((await findBrowser()) !== null) return;
  try {
    await step('安装测试用的浏览器', install);
  } catch (error) {
    process.stderr.write(
      `… 没有浏览器，浏览器测试将跳过：请安装 chromium，或用 CHROMIUM 指明位置（browser tests are skipped: install chromium）：${error.message}\n`,
    );
  }
}

async function install() {
  const faults = [await byApt(), await byPlaywright()];
  if ((await findBrowser()) === null) throw new Error(faults.filter(Boolean).join('; '));
}

/** Null when the system's packages gave one; else why not. */
async function byApt() {
  if (process.getuid?.() !== 0) return 'apt-get: not root';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quick = { env, timeout: 600_000 };
  await quietly('apt-get', ['update'], quick);
  const wanted = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  const { code, output } = await quietly('apt-get', wanted, quick);
  return code === 0 ? null : `apt-get: ${lastLine(output)}`;
}

async function byPlaywright() {
  if ((await findBrowser()) !== null) return null;
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  const { code, output } = await quietly(process.execPath, [cli, 'install', 'chromium'], {
    timeout: 300_000,
  });
  return code === 0 ? null : `playwright: ${lastLine(output)}`;
}

async function downloaded() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return null; // the packages are not installed yet, or it knows no browser for this system
  }
}

function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}

function isProgram(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
