import { err, ok, type Result } from '@shuping/kernel';
import type { Finding } from '../publish/context.ts';
import { finding } from '../publish/context.ts';
import { isRecord, joinPath, memberId } from '../path.ts';

/** What a file may hold at most: characters, levels of nesting, members of one list, findings told. */
export type FileLimits = { readonly chars: number; readonly depth: number; readonly list: number; readonly findings: number };
export const FILE_LIMITS: FileLimits = { chars: 20_000_000, depth: 64, list: 5_000, findings: 200 };

/** Reads a JSON text in bounded time. Codes: file.too-large, file.not-json, file.too-deep, file.list-too-long, file.number (a number that no decimal is: 1e309). */
export function readJson(text: string, limits: FileLimits = FILE_LIMITS): Result<unknown, Finding[]> {
  if (text.length > limits.chars) return err([finding('file.too-large', '', { chars: text.length, most: limits.chars })]);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return err([finding('file.not-json', '')]);
  }
  const found = scan(value, limits);
  return found.length > 0 ? err(atMost(found, limits.findings)) : ok(value);
}

/** The first findings, and how many more there are (`file.more`). */
export function atMost(found: readonly Finding[], most: number = FILE_LIMITS.findings): Finding[] {
  return found.length <= most ? [...found] : [...found.slice(0, most), finding('file.more', '', { count: found.length - most })];
}

type Step = { readonly value: unknown; readonly path: string; readonly depth: number };

/** Looks through a value without recursion, so that no nesting can overflow. */
function scan(root: unknown, limits: FileLimits): Finding[] {
  const found: Finding[] = [];
  const open: Step[] = [{ value: root, path: '', depth: 0 }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { value, path, depth } = step;
    if (typeof value === 'number' && !Number.isFinite(value)) found.push(finding('file.number', path, { value: String(value) }));
    if (typeof value !== 'object' || value === null) continue;
    if (depth > limits.depth) return [finding('file.too-deep', path.slice(0, 200), { most: limits.depth })];
    if (Array.isArray(value) && value.length > limits.list) {
      found.push(finding('file.list-too-long', path, { count: value.length, most: limits.list }));
      continue;
    }
    const children: Step[] = Array.isArray(value)
      ? value.map((child: unknown, i) => ({ value: child, path: joinPath(path, isRecord(child) ? (memberId(child) ?? i) : i), depth: depth + 1 }))
      : Object.entries(value).map(([key, child]) => ({ value: child, path: joinPath(path, key), depth: depth + 1 }));
    for (const child of children.reverse()) open.push(child);
  }
  return found;
}
