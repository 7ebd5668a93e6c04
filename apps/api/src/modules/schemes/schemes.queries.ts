import { Injectable } from '@nestjs/common';
import type { CompareOut, LayerOut, ResolvedOut, SchemeReview, SchemesOut } from '@shuping/contracts';
import { resolveWithProgrammes } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { SectorPlugin } from '@shuping/plugin-sdk';
import { can, mayOf } from '@shuping/permissions';
import { burdenOf, diffSchemes, Layer, resolveScheme, type Scheme } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import type { Org } from '../organisations/index.ts';
import { LayersRepository } from './layers.repository.ts';
import { reviewOf } from './review.ts';
import type { SchemeLayerRecord } from './scheme.entity.ts';
import { effectiveLayers, hasMoved, layerOf, SchemeLines, standingOn, type LineLayer, type SchemeLine } from './scheme-lines.ts';
import { isDraft, toChain, toProgrammeLink, toSummary } from './schemes.presenter.ts';

type Sector = SchemesOut['items'][number];
type Burden = SchemeReview['burden'];
type Draft = { readonly changes: SchemeLayerRecord['edits']; readonly locks: SchemeLayerRecord['constraints'] };

/** A layer with the line it stands on: the present one for a draft, the pinned one for a published layer. */
type Standing = { readonly record: SchemeLayerRecord; readonly line: SchemeLine; readonly upper: readonly LineLayer[] };

/** Reads schemes and layers for those who may see them. */
@Injectable()
export class SchemesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly lines: SchemeLines, private readonly rows: LayersRepository) {}

  /** Sectors switched on for an organisation, each with its line and its own layers of the year. */
  async list(who: AppPrincipal, orgId: string, year: number): Promise<Result<SchemesOut, Problem>> {
    const found = await this.lines.sectorsOf(orgId);
    if (!found.ok) return found;
    const { org } = found.value;
    const sectors = found.value.sectors.filter((plugin) => maySee(who, org, plugin.id));
    if (sectors.length === 0 && !can(who.ability, 'read', 'Organisation', { orgPath: org.path, sector: org.sector, publishedTo: '' })) return err({ code: 'organisation.not-found' });
    const [own, before] = await this.uow.run(who, async (tx) => [await this.rows.ofYear(tx, orgId, year), await this.rows.ofYear(tx, orgId, year - 1)] as const);
    const items: Sector[] = [];
    for (const plugin of sectors) items.push(await this.sector(who, org, plugin, year, own.filter((row) => row.sector === plugin.id), before.some((row) => row.sector === plugin.id)));
    return ok({ orgId, orgName: org.name, year, items });
  }

  /** Effective scheme of an organisation as its published layers make it, with everything the rules say about it. */
  async resolved(who: AppPrincipal, orgId: string, sector: string, year: number): Promise<Result<ResolvedOut, Problem>> {
    const found = await this.lines.of(null, orgId, sector, year);
    if (!found.ok) return found;
    const { org, plugin } = found.value;
    if (!maySee(who, org, sector)) return err({ code: 'organisation.not-found' });
    const chain = effectiveLayers(found.value);
    const own = chain.map((one) => one.layer);
    const standing = standingOn(found.value, own);
    const { layers } = resolveWithProgrammes(standing.base, own, found.value.programmes, sector);
    const review = reviewOf({ plugin, layers, locking: layers, before: await this.yearBefore(orgId, sector, year) });
    return ok({ orgId, orgName: org.name, sector, year, chain: [...toChain(standing, chain), ...layers.slice(own.length).map(toProgrammeLink)], ...review });
  }

  async layer(who: AppPrincipal, id: string): Promise<Result<LayerOut, Problem>> {
    const found = await this.standing(who, id);
    if (!found.ok) return found;
    const { record, upper } = found.value;
    const line = standingOn(found.value.line, [...upper.map((one) => one.layer), layerOf(record, found.value.line.org.name)]);
    return ok({
      ...toSummary(record, who), owner: { text: line.org.name }, changes: record.edits, locks: record.constraints, upstream: record.upstream, rebase: isDraft(record) && hasMoved(record, line),
      chain: toChain(line, upper),
      base: { id: line.base.id, scheme: line.base.scheme, constraints: [...line.base.constraints], tag: line.base.tag },
      upper: upper.map((one) => one.layer),
      published: line.own && line.own.layer.record.id !== record.id ? line.own.layer.record.id : null,
    });
  }

  /** A layer as a file that another installation or year takes back (R-B7). */
  async file(who: AppPrincipal, id: string): Promise<Result<{ name: string; text: string }, Problem>> {
    const found = await this.standing(who, id);
    if (!found.ok) return found;
    const { record, line } = found.value;
    return ok({ name: `${line.org.name}-${record.sector}-${record.year}-v${record.number}.json`, text: `${JSON.stringify(Layer.parse(layerOf(record, line.org.name)), null, 2)}\n` });
  }

  /** What the rules would say if the layer held these edits and locks; nothing is stored. */
  async preview(who: AppPrincipal, id: string, draft: Draft): Promise<Result<SchemeReview, Problem>> {
    const found = await this.standing(who, id);
    if (!found.ok) return found;
    const { record, line, upper } = found.value;
    const above = upper.map((one) => one.layer);
    const own = layerOf({ id, tag: record.tag, lean: record.lean, edits: draft.changes, constraints: draft.locks }, line.org.name);
    return ok(reviewOf({ plugin: line.plugin, layers: [...above, own], locking: above, before: await this.yearBefore(record.orgId, record.sector, record.year) }));
  }

  /** Differences between the schemes that two layers of one sector give. */
  async compare(who: AppPrincipal, id: string, otherId: string): Promise<Result<CompareOut, Problem>> {
    const [after, before] = [await this.standing(who, id), await this.standing(who, otherId)];
    if (!after.ok) return after;
    if (!before.ok) return before;
    if (after.value.record.sector !== before.value.record.sector) return err({ code: 'layer.other-scheme', at: '/with' });
    const [a, b] = [schemeOf(before.value), schemeOf(after.value)];
    if (!a || !b) return err({ code: 'scheme.unresolvable' });
    return ok({ before: toSummary(before.value.record, who), after: toSummary(after.value.record, who), changes: diffSchemes(a, b), burdenBefore: burdenOf(a) as Burden, burdenAfter: burdenOf(b) as Burden });
  }

  private async standing(who: AppPrincipal, id: string): Promise<Result<Standing, Problem>> {
    const found = await this.lines.ofLayer(who, id);
    if (!found.ok) return found;
    const { record, line } = found.value;
    return ok({ record, line, upper: isDraft(record) ? line.upper : await this.lines.pinsOf(record) });
  }

  private async sector(who: AppPrincipal, org: Org, plugin: SectorPlugin, year: number, own: readonly SchemeLayerRecord[], lastYear: boolean): Promise<Sector> {
    const line = await this.lines.of(null, org.id, plugin.id, year);
    if (!line.ok) throw new Error(line.error.code);
    const layers = own.filter((row) => can(who.ability, 'read', 'SchemeLayer', row));
    const draft = layers.find((row) => row.state === 'draft');
    const may = mayOf(who.ability, 'SchemeLayer', { orgPath: org.path, sector: plugin.id, publishedTo: '' }, { create: 'create' }, { create: draft ? 'layer.draft-exists' : null });
    return {
      sector: plugin.id, title: plugin.title, scheme: plugin.scheme.title, pluginVersion: plugin.version, chain: toChain(standingOn(line.value, line.value.upper.map((one) => one.layer)), line.value.upper),
      layers: layers.map((row) => toSummary(row, who)), lastYear, issues: draft ? issuesOf(line.value, draft) : 0, may: { ...may },
    };
  }

  private async yearBefore(orgId: string, sector: string, year: number): Promise<Scheme | null> {
    const line = await this.lines.of(null, orgId, sector, year - 1);
    const layers = line.ok ? effectiveLayers(line.value).map((one) => one.layer) : [];
    return line.ok && layers.length > 0 ? resolveScheme(standingOn(line.value, layers).base, layers).scheme : null;
  }
}

function maySee(who: AppPrincipal, org: Org, sector: string): boolean {
  const row = { orgPath: org.path, sector, publishedTo: '' };
  return can(who.ability, 'read', 'Scheme', row) || can(who.ability, 'read', 'SchemeLayer', row);
}

function schemeOf({ record, line, upper }: Standing): Scheme | null {
  const layers = [...upper.map((one) => one.layer), layerOf(record, line.org.name)];
  return resolveScheme(standingOn(line, layers).base, layers).scheme;
}

function issuesOf(line: SchemeLine, draft: SchemeLayerRecord): number {
  const above = line.upper.map((one) => one.layer);
  const { violations, problems } = reviewOf({ plugin: line.plugin, layers: [...above, layerOf(draft, line.org.name)], locking: above, before: null });
  return violations.length + problems.length;
}
