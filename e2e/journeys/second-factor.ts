import { createHmac } from 'node:crypto';
import { PASSWORD } from '@shuping/year';
import type { Page } from 'playwright-core';
import { see, shot, type World } from '../harness.ts';

const LOGIN = 'shenji';
const STEP_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Code of an authenticator (RFC 6238), reckoned apart from the server's. */
function codeOf(secret: string, at: number): string {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const mac = createHmac('sha1', key).update(step).digest();
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** An administrator sets up two steps, meets them at the next login, and is let in with the password alone once the command line took them away. */
export async function administratorsSecondFactor(world: World): Promise<void> {
  const page = await world.signIn(LOGIN);
  await account(page, '登录安全');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '开始设置' }).click();
  const secret = (await page.locator('.factor-secret').innerText()).replaceAll(' ', '');
  await shot(page, 'second-factor');
  await page.getByLabel('6 位验证码').fill(codeOf(secret, Date.now()));
  await page.getByRole('button', { name: '确认，开启两步验证' }).click();
  await see(page.locator('.factor-codes li').nth(9));
  await shot(page, 'second-factor-codes');
  await page.getByRole('button', { name: '已经保存好' }).click();
  await page.waitForURL('**/home');

  await signOut(page);
  await password(page);
  const code = page.getByLabel('6 位验证码');
  // a code of long ago is a wrong one
  await code.fill(codeOf(secret, Date.now() - 100 * STEP_MS));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await see(page.getByRole('alert').getByText('验证码不对'));
  await shot(page, 'second-factor-wrong');
  // the code of this half minute was taken when it was set up; the next one is taken already
  await code.fill(codeOf(secret, Date.now() + STEP_MS));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/home');

  await world.server.command(['account', 'reset-second-factor', LOGIN]);
  // its session ended with it
  await page.reload();
  await page.waitForURL('**/login**');
  await password(page);
  await page.waitForURL('**/home');
  await world.leave(page);
}

async function password(page: Page): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(LOGIN);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function account(page: Page, choice: string): Promise<void> {
  await page.locator('.who').click();
  await page.getByText(choice, { exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await account(page, '退出登录');
  await page.waitForURL('**/login**');
}
