import { spawn } from 'node:child_process';
import { relative, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT, type Finding } from './repo.ts';

export type LintFinding = Finding & { readonly rule: string };
type Report = readonly { readonly filePath: string; readonly messages: readonly { readonly ruleId: string | null; readonly line?: number; readonly message: string }[] }[];

/** Everything eslint reports below `base` under the rules of the house, before exemptions. */
export async function lint(base: string, paths: readonly string[] = ['.']): Promise<LintFinding[]> {
  const child = spawn(process.execPath, [`${ROOT}node_modules/eslint/bin/eslint.js`, '--config', `${ROOT}eslint.config.js`, '--format', 'json', '--no-warn-ignored', ...paths], { cwd: base, env: { ...process.env, NODE_OPTIONS: '' } });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!out.startsWith('[')) throw new Error(errors || out);
  return (JSON.parse(out) as Report).flatMap((file) =>
    file.messages.map((one) => ({ rule: one.ruleId ?? 'parse', path: relative(base, file.filePath).split(sep).join('/'), line: one.line ?? 0, text: one.message })));
}

/** Findings by rule. */
export function byRule<F extends { readonly rule: string }>(found: readonly F[]): Record<string, F[]> {
  const groups: Record<string, F[]> = {};
  for (const one of found) (groups[one.rule] ??= []).push(one);
  return groups;
}
