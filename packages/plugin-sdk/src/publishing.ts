import { CORE_ROLES } from '@shuping/permissions';
import { CHECK_IDS } from '@shuping/report-checks';
import { TO_FILL, type BaseLayer, type PublishContext } from '@shuping/scheme';
import { scoreExample } from '@shuping/scoring';
import type { SectorManifest } from './manifest.schema.ts';

/** Bottom of every line of the sector: the plugin's default scheme with its constraints. */
export function baseLayer(plugin: SectorManifest): BaseLayer {
  return { id: `plugin:${plugin.id}@${plugin.version}`, scheme: plugin.scheme, constraints: plugin.constraints, tag: { key: `${plugin.id}.layer.tag` } };
}

/** Every name that a scheme of the sector may give as a role: roles of the core and of the plugin, and the duties (granted as `vetter:<duty>` and `scorer:<duty>`). */
export function knownRoles(plugin: Pick<SectorManifest, 'roles' | 'duties'>): string[] {
  return [...CORE_ROLES.map((role) => role.id), ...plugin.roles.map((role) => role.id), ...plugin.duties.map((duty) => duty.id)];
}

/** Every check that a scheme of the sector may switch on, as `id@version`. */
export function knownChecks(plugin: Pick<SectorManifest, 'checks'>): string[] {
  return [...CHECK_IDS, ...plugin.checks.map((check) => check.id)];
}

/** What the publishing gate needs for schemes of this sector (`publishProblems` of packages/scheme). */
export function publishContext(plugin: SectorManifest, layerOf?: (path: string) => string): PublishContext {
  return { catalogues: plugin.catalogues, roles: knownRoles(plugin), checks: knownChecks(plugin), scoreExample, ...(layerOf ? { layerOf } : {}) };
}

/** Keys whose words still stand in for others to be written (`⟦待填：…⟧`), in either language. The gate refuses schemes that use them. */
export function unwritten(plugin: Pick<SectorManifest, 'catalogues'>): string[] {
  const keys = Object.values(plugin.catalogues).flatMap((words) => Object.keys(words).filter((key) => words[key]!.includes(TO_FILL)));
  return [...new Set(keys)].sort();
}
