import type { Scheme } from '../model/scheme.ts';
import { valueAt } from '../path.ts';
import { referencesOf } from '../references.ts';
import { type Finding, finding } from './context.ts';

/** What is named must exist: scheme.reference, scheme.fact-undeclared, scheme.role-unknown, scheme.check-unknown. */
export function referenceFindings(scheme: Scheme, roles: ReadonlySet<string>, checks: ReadonlySet<string>): Finding[] {
  return referencesOf(scheme).flatMap((ref) => {
    if (ref.kind === 'role') return roles.has(ref.id) ? [] : [finding('scheme.role-unknown', ref.from, { role: ref.id })];
    if (ref.kind === 'check') return checks.has(ref.id) ? [] : [finding('scheme.check-unknown', ref.from, { check: ref.id })];
    if (valueAt(scheme, ref.to) !== undefined) return [];
    return [ref.to.startsWith('facts/') ? finding('scheme.fact-undeclared', ref.from, { fact: ref.to.slice(6) }) : finding('scheme.reference', ref.from, { to: ref.to })];
  });
}
