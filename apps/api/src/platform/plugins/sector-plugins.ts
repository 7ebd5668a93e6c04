import type { Catalogue, Locale } from '@shuping/kernel';
import { loadPlugins, type PluginRegistry, type SectorPlugin } from '@shuping/plugin-sdk';
import { scoringEn, scoringZhCN } from '@shuping/scoring';
import type { RoleCatalogue } from '../authz/index.ts';
import { CodedError } from '../coded-error.ts';

/** The sector plugins of this installation, checked at start (R-B1). */
export class SectorPlugins {
  private readonly words = new Map<Locale, Catalogue>();

  private constructor(private readonly registry: PluginRegistry) {}

  /** Loads the listed plugins and adds their roles to the catalogue. A broken one stops the start with its code and `at`, the place that is wrong. */
  static load(list: readonly unknown[], roles: RoleCatalogue): SectorPlugins {
    const loaded = loadPlugins(list);
    if (!loaded.ok) {
      const { code, at = '', params = {}, issues = [] } = loaded.error;
      throw new CodedError(code, { ...params, at, ...(issues[0] ? { issue: issues[0].code } : {}) });
    }
    for (const plugin of loaded.value.plugins) roles.add(plugin.id, plugin.roles);
    return new SectorPlugins(loaded.value);
  }

  get all(): readonly SectorPlugin[] {
    return this.registry.plugins;
  }

  get(sector: string): SectorPlugin | undefined {
    return this.registry.get(sector);
  }

  get checks(): PluginRegistry['checks'] {
    return this.registry.checks;
  }

  /** Words of the scoring rules and of all plugins. */
  catalogue(locale: Locale): Catalogue {
    const known = this.words.get(locale) ?? { ...(locale === 'en' ? scoringEn : scoringZhCN), ...this.registry.catalogue(locale) };
    this.words.set(locale, known);
    return known;
  }
}
