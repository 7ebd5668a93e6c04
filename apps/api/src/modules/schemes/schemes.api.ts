import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result, type TextRef } from '@shuping/kernel';
import { resolveWithProgrammes, type IssuedProgramme } from '@shuping/domain';
import { schemeHash, type Layer, type Provenance, type Scheme, type Violation } from '@shuping/scheme';
import { ENGINE_VERSION } from '@shuping/scoring';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { LayersRepository } from './layers.repository.ts';
import { EffectiveSchemeRecord } from './scheme.entity.ts';
import { effectiveLayers, hasMoved, SchemeLines, standingOn } from './scheme-lines.ts';

export type EffectiveLayer = { readonly id: string; readonly owner: TextRef; readonly tag: TextRef };

/** An effective scheme as it was stored, once by content hash. `engine` is the version of the scoring rules it was stored under. */
export type EffectiveScheme = { readonly hash: string; readonly sector: string; readonly engine: string; readonly scheme: Scheme; readonly provenance: Provenance; readonly layers: readonly EffectiveLayer[] };

/** A draft of one's own organisation whose upstream has moved. */
export type RebaseTask = { readonly layerId: string; readonly orgName: string; readonly year: number; readonly scheme: TextRef };

const MOST_DRAFTS = 40;

/** Port of the module: what cycles and everything after them read of schemes. */
@Injectable()
export class SchemesApi {
  constructor(readonly plugins: SectorPlugins, private readonly lines: SchemeLines, private readonly uow: UnitOfWork, private readonly layers: LayersRepository) {}

  /**
   * Effective scheme of a host for a sector and year from the published layers of its line and what the programmes in force on it ask, stored so that it can be cited by its hash (R-B4); asking again changes
   * nothing. Codes: organisation.not-found, sector.not-enabled, scheme.unresolvable (with issues).
   */
  async effective(tx: Tx, orgId: string, sector: string, year: number): Promise<Result<EffectiveScheme, Problem>> {
    const found = await this.lines.of(tx, orgId, sector, year);
    if (!found.ok) return found;
    const own = effectiveLayers(found.value).map((one) => one.layer);
    const { base, plugin } = standingOn(found.value, own);
    const { resolution, layers } = resolveWithProgrammes(base, own, found.value.programmes, sector);
    const { scheme, provenance, violations } = resolution;
    if (!scheme || violations.length > 0) {
      return err({ code: 'scheme.unresolvable', issues: violations.map((one) => problemOf(one, layers)) });
    }
    const hash = schemeHash(scheme);
    const named: EffectiveLayer[] = [{ id: base.id, owner: plugin.title, tag: base.tag }, ...layers.map(({ id, owner, tag }) => ({ id, owner, tag }))];
    await tx.sql(
      'insert into effective_scheme (hash, sector, engine, scheme, provenance, layers) values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb) on conflict (hash) do nothing',
      [hash, sector, ENGINE_VERSION, JSON.stringify(scheme), JSON.stringify(provenance), JSON.stringify(named)],
    );
    return ok((await this.byHash(tx, hash)) ?? { hash, sector, engine: ENGINE_VERSION, scheme, provenance, layers: named });
  }

  /** Programmes in force on the line of an organisation in a year, uppermost first (R-B3). */
  programmesOf(tx: Tx, orgId: string, year: number): Promise<IssuedProgramme[]> {
    return this.lines.programmesOf(tx, orgId, year);
  }

  /** What would be wrong with the schemes of an owner if a programme were in force: one issue per place, with the sector and the layer that has to mend it. */
  async conflictsOf(tx: Tx, programme: IssuedProgramme): Promise<Problem[]> {
    const found: Problem[] = [];
    for (const plugin of this.plugins.all) {
      const line = await this.lines.of(tx, programme.orgId, plugin.id, programme.year);
      if (!line.ok) continue;
      const own = effectiveLayers(line.value).map((one) => one.layer);
      const { resolution, layers } = resolveWithProgrammes(standingOn(line.value, own).base, own, [...line.value.programmes, programme], plugin.id);
      for (const one of resolution.violations.map((violation) => problemOf(violation, layers))) found.push({ ...one, params: { ...one.params, sector: plugin.id } });
    }
    return found;
  }

  /** Drafts of the organisations for which the asker edits schemes, above which a newer version was published (R-B2). Opens its own transactions. */
  async rebaseTasks(who: AppPrincipal): Promise<RebaseTask[]> {
    const paths = [...new Set(who.grants.map((grant) => grant.path))];
    const drafts = await this.uow.run(who, async (tx) => (await this.layers.draftsAt(tx, paths, MOST_DRAFTS)).filter((row) => can(who.ability, 'update', 'SchemeLayer', row)));
    const tasks: RebaseTask[] = [];
    for (const draft of drafts) {
      const line = await this.lines.of(null, draft.orgId, draft.sector, draft.year);
      if (line.ok && hasMoved(draft, line.value)) tasks.push({ layerId: draft.id, orgName: line.value.org.name, year: draft.year, scheme: line.value.plugin.scheme.title });
    }
    return tasks;
  }

  /** A stored effective scheme; null when there is none of that hash. */
  async byHash(tx: Tx, hash: string): Promise<EffectiveScheme | null> {
    const row = await tx.em.findOne(EffectiveSchemeRecord, { hash });
    return row && { hash: row.hash, sector: row.sector, engine: row.engine, scheme: row.scheme, provenance: row.provenance as Provenance, layers: row.layers as EffectiveLayer[] };
  }
}

/** A violation as a problem: `layer` is who has to mend it, `ownerName` whose lock it breaks. */
function problemOf({ code, path, layer, params }: Violation, layers: readonly Layer[]): Problem {
  const owner = layers.find((one) => one.id === params?.['owner'])?.owner;
  return { code, at: path, params: { ...params, layer, ...(owner && 'text' in owner ? { ownerName: owner.text } : {}) } };
}
