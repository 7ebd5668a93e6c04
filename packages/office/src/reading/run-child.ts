import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { idleAddressSpaceKiB } from './idle-memory.ts';

const MAX_ANSWER_BYTES = 128 * 1024 * 1024;

/** What a child may take: milliseconds of the wall clock, and memory beyond an idle runtime in MiB. */
export type ChildLimits = { readonly wallMs: number; readonly memoryMiB: number };

/**
 * Runs a worker file in a child of its own: no environment, permission model on (reads only code folders; writes, processes, workers, addons refused),
 * heap limit, wall clock, and on Linux a limit of the address space set by the shell before exec. It gets the bytes on stdin and answers with one JSON: `{ value }` or `{ error }`.
 * Where `ulimit -v` does not hold (Windows, macOS) the heap limit and the wall clock remain. Errors: `file.timeout`, `file.memory`, and what the worker answers.
 */
export async function runChild<T>(worker: string, args: readonly string[], bytes: Uint8Array, limits: ChildLimits): Promise<Result<T, Problem>> {
  const child = start(await commandLine(worker, args, limits));
  const deadline = { passed: false };
  const timer = setTimeout(() => {
    deadline.passed = true;
    child.kill('SIGKILL');
  }, limits.wallMs);
  try {
    const answer = await answerOf(child, bytes);
    return deadline.passed ? err({ code: 'file.timeout', params: { wallMs: limits.wallMs } }) : parse(answer);
  } finally {
    clearTimeout(timer);
  }
}

async function commandLine(worker: string, args: readonly string[], limits: ChildLimits): Promise<{ file: string; args: string[] }> {
  const node = [
    `--max-old-space-size=${Math.max(64, Math.floor(limits.memoryMiB * 0.75))}`,
    // a third less memory for a workbook of twenty thousand rows, at the same time
    '--optimize-for-size',
    '--disable-warning=ExperimentalWarning',
    '--permission',
    ...codeFolders(worker).map((folder) => `--allow-fs-read=${folder}`),
    worker,
    ...args,
  ];
  if (process.platform !== 'linux') return { file: process.execPath, args: node };
  const addressSpace = (await idleAddressSpaceKiB()) + limits.memoryMiB * 1024;
  return { file: '/bin/sh', args: ['-c', 'ulimit -c 0; ulimit -v "$1"; shift; exec "$@"', 'sh', String(addressSpace), process.execPath, ...node] };
}

/** Folders that hold code: packages beside this one and every node_modules above. */
function codeFolders(worker: string): string[] {
  const own = dirname(dirname(dirname(worker)));
  const folders = [dirname(own)];
  for (let folder = own; ; folder = dirname(folder)) {
    for (const name of ['node_modules', 'package.json']) {
      const path = join(folder, name);
      if (existsSync(path)) folders.push(path);
    }
    if (dirname(folder) === folder) return folders;
  }
}

function start(command: { file: string; args: string[] }): ChildProcess {
  return spawn(command.file, command.args, { stdio: ['pipe', 'pipe', 'ignore'], env: { MALLOC_ARENA_MAX: '1', TZ: 'UTC' }, windowsHide: true });
}

function answerOf(child: ChildProcess, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    child.once('error', reject);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    // a child that was killed or has refused early closes the pipe; the close event reports it
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(bytes);
  });
}

/** A child that dies without an answer ran into one of the memory limits. */
function parse<T>(answer: string): Result<T, Problem> {
  let message: { value?: T; error?: Problem };
  try {
    message = JSON.parse(answer) as { value?: T; error?: Problem };
  } catch {
    return err({ code: 'file.memory' });
  }
  if (message.error) return err(message.error);
  return ok(message.value as T);
}
