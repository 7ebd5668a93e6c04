import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Problem } from '@shuping/kernel';

const derive = promisify(argon2);

/** Memory in KiB, passes and lanes of argon2id (SEC-S6). */
const MEMORY = 19_456;
const PASSES = 2;
const TAG = 32;

/** `argon2id$memory$passes$salt$tag` of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt, MEMORY, PASSES);
  return ['argon2id', MEMORY, PASSES, salt.toString('base64url'), tag.toString('base64url')].join('$');
}

/** Whether the password belongs to the hash; takes the same time either way. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [kind, memory, passes, salt, tag] = hash.split('$');
  if (kind !== 'argon2id' || !memory || !passes || !salt || !tag) return false;
  const found = await tagOf(password, Buffer.from(salt, 'base64url'), Number(memory), Number(passes));
  const wanted = Buffer.from(tag, 'base64url');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}

/** Hash that no password has; checked for unknown logins, so that they take as long. */
export const DUMMY_HASH = ['argon2id', MEMORY, PASSES, Buffer.alloc(16, 1).toString('base64url'), Buffer.alloc(TAG, 2).toString('base64url')].join('$');

function tagOf(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  return derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, parallelism: 1, tagLength: TAG, memory, passes }) as Promise<Buffer>;
}

const SHORTEST = 10;
const LONGEST = 128;
const COMMON = ['password', '123456', '12345678', 'qwerty', 'abc123', '111111', '000000', 'admin', 'iloveyou', 'woaini', '5201314', 'letmein', 'welcome', 'dangjian', 'shuping'];

/** Why a new password is refused: length in characters, common words, or little besides words of the account (login, name). */
export function passwordProblem(password: string, context: readonly string[]): Problem | null {
  const length = [...password].length;
  if (length < SHORTEST) return { code: 'account.password-too-short', at: '/next', params: { least: SHORTEST } };
  if (length > LONGEST) return { code: 'account.password-too-long', at: '/next', params: { most: LONGEST } };
  let rest = password.toLowerCase();
  for (const word of [...context.map((one) => one.toLowerCase()).filter((one) => one.length >= 2), ...COMMON]) rest = rest.replaceAll(word, '');
  return new Set(rest).size < 4 ? { code: 'account.password-too-common', at: '/next' } : null;
}
