import { err, hashOf, ok, type Problem, type Result } from '@shuping/kernel';
import { pathOfKeys } from '@shuping/scheme';
import { deepFreeze } from './freeze.ts';
import { SectorManifestSchema, type SectorManifest } from './manifest.schema.ts';

/** A checked plugin: the manifest, deep-frozen, with the hash of its data. */
export type SectorPlugin = Readonly<SectorManifest> & { readonly hash: string };

/** Thrown by `defineSector`: a plugin that is wrong is a bug of its author, found when it is loaded. */
export class PluginError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const first = problem.issues?.[0];
    super(`${problem.code} at ${problem.at ?? ''}${first ? `: ${first.code} at ${first.at ?? ''}` : ''}`);
    this.problem = problem;
  }
}

/** Hash of everything in a manifest that is data; a check counts by its id, which carries its version. */
export function pluginHash(manifest: SectorManifest): string {
  const { checks, ...data } = manifest;
  const { hash: _, ...plain } = data as typeof data & { hash?: string };
  return hashOf({ ...plain, checks: checks.map((check) => check.id) });
}

/**
 * Checks a manifest against the schema of this API version. The problem is `plugin.invalid` at the first wrong place (`scheme/score/nodes/base/total`), with one
 * issue per wrong place; list members are named by their id. The input is copied, never changed. R-B1
 */
export function parseSector(manifest: unknown): Result<SectorPlugin, Problem> {
  const parsed = SectorManifestSchema.safeParse(manifest);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue): Problem => ({ code: `zod.${issue.code}`, at: pathOfKeys(manifest, issue.path), params: { message: issue.message } }));
    return err({ code: 'plugin.invalid', at: issues[0]?.at ?? '', params: { plugin: idIn(manifest) }, issues });
  }
  const issue = inconsistency(parsed.data);
  if (issue) return err({ code: 'plugin.invalid', at: issue.at ?? '', params: { plugin: parsed.data.id }, issues: [issue] });
  const plugin = deepFreeze({ ...parsed.data, hash: pluginHash(parsed.data) });
  CHECKED.add(plugin);
  return ok(plugin);
}

/** Plugins that came out of the check here: frozen to the last leaf, so that what held then holds now. */
const CHECKED = new WeakSet<object>();

/** Has this very object been checked? Whatever else looks like it has not. */
export function isChecked(plugin: unknown): plugin is SectorPlugin {
  return typeof plugin === 'object' && plugin !== null && CHECKED.has(plugin);
}

/** A sector plugin from its manifest, checked, deep-frozen and hashed. Throws PluginError with the exact path of what is wrong. R-B1 */
export function defineSector(manifest: SectorManifest): SectorPlugin {
  const parsed = parseSector(manifest);
  if (!parsed.ok) throw new PluginError(parsed.error);
  return parsed.value;
}

/** What the schema cannot say: the parts of a manifest belong to one sector, and no id is given twice. */
function inconsistency(manifest: SectorManifest): Problem | undefined {
  if (manifest.scheme.sector !== manifest.id) return { code: 'plugin.other-sector', at: 'scheme/sector', params: { sector: manifest.scheme.sector } };
  const role = manifest.roles.find((candidate) => candidate.plugin !== undefined && candidate.plugin !== manifest.id);
  if (role) return { code: 'plugin.other-sector', at: `roles/${role.id}/plugin`, params: { sector: role.plugin ?? '' } };
  for (const list of ['roles', 'duties', 'checks', 'profileFields'] as const) {
    const twice = manifest[list].map((item) => item.id).find((id, index, all) => all.indexOf(id) !== index);
    if (twice !== undefined) return { code: 'plugin.id-twice', at: `${list}/${twice}`, params: { id: twice } };
  }
  return undefined;
}

function idIn(manifest: unknown): string {
  const id = manifest !== null && typeof manifest === 'object' ? (manifest as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : '';
}
