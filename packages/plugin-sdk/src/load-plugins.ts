import { err, ok, type Catalogue, type Locale, type Problem, type Result } from '@shuping/kernel';
import type { RoleDefinition } from '@shuping/permissions';
import type { PluginCheck } from '@shuping/report-checks';
import { isChecked, parseSector, type SectorPlugin } from './define-sector.ts';
import { PLUGIN_API_VERSION } from './manifest.schema.ts';

/** The plugins of an installation, in the order given. */
export type PluginRegistry = {
  readonly plugins: readonly SectorPlugin[];
  readonly get: (sector: string) => SectorPlugin | undefined;
  /** roles of all plugins, each marked with its plugin so that grants are clipped to the sector */
  readonly roles: readonly RoleDefinition[];
  readonly checks: readonly PluginCheck[];
  readonly catalogue: (locale: Locale) => Catalogue;
};

/**
 * Registry of the listed plugins, each checked again as it arrives unless it is the very object that was checked and frozen here. Refuses the whole list: `plugin.api-version` (plugin, given, supported), `plugin.invalid` (at),
 * `plugin.changed` (its content is not what its hash says), `plugin.duplicate` (plugin). R-B1
 */
export function loadPlugins(list: readonly unknown[]): Result<PluginRegistry, Problem> {
  const plugins: SectorPlugin[] = [];
  for (const [index, item] of list.entries()) {
    const loaded = loadOne(item, index);
    if (!loaded.ok) return loaded;
    if (plugins.some((other) => other.id === loaded.value.id)) return err({ code: 'plugin.duplicate', at: `plugins/${index}`, params: { plugin: loaded.value.id } });
    plugins.push(loaded.value);
  }
  return ok(registryOf(plugins));
}

function loadOne(item: unknown, index: number): Result<SectorPlugin, Problem> {
  const given = item !== null && typeof item === 'object' ? (item as { id?: unknown; apiVersion?: unknown; hash?: unknown }) : {};
  const plugin = typeof given.id === 'string' ? given.id : String(index);
  if (given.apiVersion !== PLUGIN_API_VERSION) {
    return err({ code: 'plugin.api-version', at: `plugins/${index}/apiVersion`, params: { plugin, given: String(given.apiVersion), supported: PLUGIN_API_VERSION } });
  }
  if (isChecked(item)) return ok(item);
  const { hash, ...manifest } = given;
  const parsed = parseSector(manifest);
  if (parsed.ok && hash !== undefined && hash !== parsed.value.hash) return err({ code: 'plugin.changed', at: `plugins/${index}/hash`, params: { plugin } });
  return parsed;
}

function registryOf(plugins: readonly SectorPlugin[]): PluginRegistry {
  const catalogues: Readonly<Record<Locale, Catalogue>> = {
    'zh-CN': Object.assign({}, ...plugins.map((plugin) => plugin.catalogues['zh-CN'])) as Catalogue,
    en: Object.assign({}, ...plugins.map((plugin) => plugin.catalogues.en)) as Catalogue,
  };
  return {
    plugins,
    get: (sector) => plugins.find((plugin) => plugin.id === sector),
    roles: plugins.flatMap((plugin) => plugin.roles.map((role) => ({ ...role, plugin: plugin.id }))),
    checks: plugins.flatMap((plugin) => plugin.checks),
    catalogue: (locale) => catalogues[locale],
  };
}
