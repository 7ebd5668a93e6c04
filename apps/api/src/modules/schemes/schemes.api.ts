import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { resolveScheme, schemeHash, type Provenance, type Scheme } from '@shuping/scheme';
import { ENGINE_VERSION } from '@shuping/scoring';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { EffectiveSchemeRecord } from './scheme.entity.ts';
import { effectiveLayers, SchemeLines } from './scheme-lines.ts';

export type EffectiveLayer = { readonly id: string; readonly owner: TextRef; readonly tag: TextRef };

/** An effective scheme as it was stored, once by content hash. `engine` is the version of the scoring rules it was stored under. */
export type EffectiveScheme = { readonly hash: string; readonly sector: string; readonly engine: string; readonly scheme: Scheme; readonly provenance: Provenance; readonly layers: readonly EffectiveLayer[] };

/** Port of the module: what cycles and everything after them read of schemes. */
@Injectable()
export class SchemesApi {
  constructor(readonly plugins: SectorPlugins, private readonly lines: SchemeLines) {}

  /**
   * Effective scheme of a host for a sector and year from the published layers of its line, stored so that it can be cited by its hash (R-B4); asking again changes
   * nothing. Codes: organisation.not-found, sector.not-enabled, scheme.unresolvable (with issues).
   */
  async effective(tx: Tx, orgId: string, sector: string, year: number): Promise<Result<EffectiveScheme, Problem>> {
    const found = await this.lines.of(tx, orgId, sector, year);
    if (!found.ok) return found;
    const { base, plugin } = found.value;
    const layers = effectiveLayers(found.value).map((one) => one.layer);
    const { scheme, provenance, violations } = resolveScheme(base, layers);
    if (!scheme || violations.length > 0) {
      return err({ code: 'scheme.unresolvable', issues: violations.map(({ code, path, layer, params }) => ({ code, at: path, params: { ...params, layer } })) });
    }
    const hash = schemeHash(scheme);
    const named: EffectiveLayer[] = [{ id: base.id, owner: plugin.title, tag: base.tag }, ...layers.map(({ id, owner, tag }) => ({ id, owner, tag }))];
    await tx.sql(
      'insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb) on conflict (hash) do nothing',
      [hash, sector, ENGINE_VERSION, JSON.stringify(scheme), JSON.stringify(provenance), JSON.stringify(named)],
    );
    return ok((await this.byHash(tx, hash)) ?? { hash, sector, engine: ENGINE_VERSION, scheme, provenance, layers: named });
  }

  /** A stored effective scheme; null when there is none of that hash. */
  async byHash(tx: Tx, hash: string): Promise<EffectiveScheme | null> {
    const row = await tx.em.findOne(EffectiveSchemeRecord, { hash });
    return row && { hash: row.hash, sector: row.sector, engine: row.engine, scheme: row.scheme, provenance: row.provenance as Provenance, layers: row.layers as EffectiveLayer[] };
  }
}
