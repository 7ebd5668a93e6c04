import { isUnder } from '@shuping/kernel';
import type { ReportStanding } from './report.machine.ts';

/** What a step of the chain did with a text; `hash` is the hash of the text it had before it. Oldest first. */
export type VettingDeed = { readonly stepIndex: number; readonly act: 'sign' | 'return' | 'accept' | 'pass'; readonly hash: string };

/**
 * Steps at the head of the chain that need no second reading of the text `hash` (R-E5): each whose latest act on exactly this text was to sign it.
 * The last step is never skipped, since it accepts.
 */
export function passedUnchanged(chainLength: number, deeds: readonly VettingDeed[], hash: string): number {
  let passed = 0;
  while (passed < chainLength - 1) {
    const last = deeds.filter((deed) => deed.stepIndex === passed && deed.hash === hash).at(-1);
    if (last === undefined || last.act === 'return') break;
    passed += 1;
  }
  return passed;
}

/** A role as granted: on a subtree, for sectors, from the core or a plugin. */
export type GrantedRole = { readonly role: string; readonly path: string; readonly sectors: '*' | readonly string[]; readonly plugin?: string | undefined };

/** The standing after the head of the chain passed an unchanged text. */
export function skipPassed(standing: ReportStanding, passed: number): ReportStanding {
  return { ...standing, stepIndex: Math.max(standing.stepIndex, passed) };
}

/**
 * Roles in which an account may stand at a vetting step for a report at `path` in `sector`: the role granted, and for `vetter:<role>` that role.
 * A plugin's role counts in its own sector only. (R-E3)
 */
export function stepRoles(grants: readonly GrantedRole[], path: string, sector: string): string[] {
  return grants
    .filter((grant) => isUnder(path, grant.path) && (grant.sectors === '*' || grant.sectors.includes(sector)) && (grant.plugin === undefined || grant.plugin === sector))
    .map((grant) => (grant.plugin === undefined && grant.role.startsWith('vetter:') ? grant.role.slice('vetter:'.length) : grant.role));
}
