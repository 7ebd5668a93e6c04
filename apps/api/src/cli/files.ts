import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '@shuping/kernel';
import { FILE_LIMITS, schemeFinding, type FileFinding } from '@shuping/scheme';

/** Text of a file. Codes: file.unreadable, file.too-large (before it is read). */
export async function textOf(file: string): Promise<Result<string, FileFinding[]>> {
  try {
    const { size } = await stat(file);
    if (size > 4 * FILE_LIMITS.chars) return err([{ ...schemeFinding('file.too-large', '', { bytes: size }), file }]);
    return ok(await readFile(file, 'utf8'));
  } catch {
    return err([{ ...schemeFinding('file.unreadable', ''), file }]);
  }
}

/** Prints findings, one a line or as JSON, and sets exit code 1 when there are any. */
export function tellFindings(findings: readonly FileFinding[], json: boolean, more: Readonly<Record<string, unknown>> = {}): void {
  if (findings.length > 0) process.exitCode = 1;
  if (json) process.stdout.write(`${JSON.stringify({ findings, ...more })}\n`);
  else for (const { code, path, params, file, layer } of findings) process.stdout.write(`${code} ${path} ${JSON.stringify({ ...(file ? { file } : {}), ...(layer ? { layer } : {}), ...params })}\n`);
}
