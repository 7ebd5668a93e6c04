import { Injectable } from '@nestjs/common';
import { dayOf, err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { IssuedProgramme } from '@shuping/domain';
import { baseLayer, bottomOf, type SectorPlugin } from '@shuping/plugin-sdk';
import type { BaseLayer, Layer } from '@shuping/scheme';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { asSystem, systemActor, UnitOfWork, type Tx } from '../../platform/persistence/index.ts';
import { OrganisationsApi, type Org } from '../organisations/index.ts';
import { LayersRepository } from './layers.repository.ts';
import { programmesOnLine } from './programmes-on-line.ts';
import type { SchemeLayerRecord } from './scheme.entity.ts';

/** A published layer on a line; `newer` when its owner has published another one since. */
export type LineLayer = { readonly record: SchemeLayerRecord; readonly layer: Layer; readonly newer: boolean };

/** What stands above and at an organisation for a sector and year. `own` is its published layer with the layers that this one was published on. */
export type SchemeLine = {
  readonly org: Org;
  readonly plugin: SectorPlugin;
  readonly base: BaseLayer;
  readonly upper: readonly LineLayer[];
  readonly own: { readonly layer: LineLayer; readonly upper: readonly LineLayer[] } | null;
  /** programmes in force on the line in the year, uppermost first (R-B3) */
  readonly programmes: readonly IssuedProgramme[];
};

/**
 * Finds the layers of a line (R-B2). A published layer stays on those it was published on, so that the lowest published one above an organisation brings its own
 * upper layers with it. Read by the system, since the owners above lie outside an asker's scope: whoever asks has to be allowed to see the organisation's scheme.
 */
@Injectable()
export class SchemeLines {
  constructor(private readonly organisations: OrganisationsApi, private readonly plugins: SectorPlugins, private readonly layers: LayersRepository, private readonly uow: UnitOfWork) {}

  /** Line of an organisation. Codes: organisation.not-found, sector.not-enabled (not there or not switched on, alike). */
  of(tx: Tx | null, orgId: string, sector: string, year: number): Promise<Result<SchemeLine, Problem>> {
    return this.asSystem(tx, (system) => this.find(system, orgId, sector, year));
  }

  /** Programmes in force on the line of an organisation in a year, uppermost first; none where it is not there. */
  programmesOf(tx: Tx, orgId: string, year: number): Promise<IssuedProgramme[]> {
    return this.asSystem(tx, async (system) => programmesOnLine(system, await this.organisations.lineOf(system, orgId, dayOf(system.now)), year));
  }

  /** A layer that the asker may read, and the line it stands on. Code: layer.not-found. */
  async ofLayer(who: AppPrincipal, id: string): Promise<Result<{ readonly record: SchemeLayerRecord; readonly line: SchemeLine }, Problem>> {
    const record = await this.uow.run(who, async (tx) => {
      const row = await this.layers.get(tx, id);
      return row && can(who.ability, 'read', 'SchemeLayer', row) ? row : null;
    });
    const line = record && (await this.of(null, record.orgId, record.sector, record.year));
    return record && line?.ok ? ok({ record, line: line.value }) : err({ code: 'layer.not-found' });
  }

  /** Organisation and the sectors that are switched on for it, in the plugins' order. */
  sectorsOf(orgId: string): Promise<Result<{ org: Org; sectors: readonly SectorPlugin[] }, Problem>> {
    return this.asSystem(null, async (tx) => {
      const org = await this.organisations.get(tx, orgId);
      if (!org) return err({ code: 'organisation.not-found' });
      const enabled = await this.organisations.enabledSectors(tx, org.path, dayOf(tx.now));
      return ok({ org, sectors: this.plugins.all.filter((plugin) => enabled.some((one) => one.sector === plugin.id)) });
    });
  }

  /** Layers that a published one stands on, top first. */
  pinsOf(record: SchemeLayerRecord): Promise<readonly LineLayer[]> {
    return this.asSystem(null, (tx) => this.pinned(tx, record));
  }

  private asSystem<T>(tx: Tx | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return tx ? asSystem(tx, () => work(tx)) : this.uow.run(systemActor('schemes'), work);
  }

  private async find(tx: Tx, orgId: string, sector: string, year: number): Promise<Result<SchemeLine, Problem>> {
    const org = await this.organisations.get(tx, orgId);
    if (!org) return err({ code: 'organisation.not-found' });
    const day = dayOf(tx.now);
    const plugin = this.plugins.get(sector);
    const enabled = await this.organisations.enabledSectors(tx, org.path, day);
    if (!plugin || !enabled.some((one) => one.sector === sector)) return err({ code: 'sector.not-enabled' });
    const line = await this.organisations.lineOf(tx, orgId, day);
    const published = await this.layers.published(tx, line.map((one) => one.id), sector, year);
    const at = (id: string): SchemeLayerRecord | undefined => published.find((record) => record.orgId === id);
    const own = at(orgId);
    const lowest = line.filter((one) => one.id !== orgId).map((one) => at(one.id)).findLast((record) => record !== undefined);
    return ok({
      org, plugin, base: baseLayer(plugin),
      upper: lowest ? [...(await this.pinned(tx, lowest)), await this.lineLayer(tx, lowest)] : [],
      own: own ? { layer: await this.lineLayer(tx, own), upper: await this.pinned(tx, own) } : null,
      programmes: await programmesOnLine(tx, line, year),
    });
  }

  private async pinned(tx: Tx, record: SchemeLayerRecord): Promise<LineLayer[]> {
    const ids = record.upstream.slice(1);
    const rows = await this.layers.byIds(tx, ids);
    const found = ids.flatMap((id) => rows.filter((row) => row.id === id));
    return Promise.all(found.map((row) => this.lineLayer(tx, row)));
  }

  private async lineLayer(tx: Tx, record: SchemeLayerRecord): Promise<LineLayer> {
    const owner = await this.organisations.get(tx, record.orgId);
    return { record, layer: layerOf(record, owner?.name ?? record.tag), newer: record.state === 'superseded' };
  }
}

/** A stored layer in the form that `resolveScheme` takes. */
export function layerOf(record: Pick<SchemeLayerRecord, 'id' | 'tag' | 'edits' | 'constraints' | 'lean'>, ownerName: string): Layer {
  const { id, tag, edits, constraints, lean } = record;
  return { format: 'shuping-layer@1', id, owner: { text: ownerName }, tag: { text: tag }, ...(lean ? { base: 'lean' as const } : {}), edits, constraints };
}

/** Layers whose fold is the organisation's effective scheme, top first. */
export function effectiveLayers(line: SchemeLine): readonly LineLayer[] {
  return line.own ? [...line.own.upper, line.own.layer] : line.upper;
}

/** The line with the base that its first layer stands on: the plugin's default, or its lean base (ADR 14). */
export function standingOn(line: SchemeLine, layers: readonly Layer[]): SchemeLine {
  return { ...line, base: bottomOf(line.plugin, layers) };
}

/** How a published layer names the plugin's default below it. */
export function pluginPin(line: SchemeLine): string {
  return `${line.base.id}#${line.plugin.hash}`;
}

/** Everything above an organisation now: the plugin's default, then the published layers, top first. */
export function pinsNow(line: SchemeLine): string[] {
  return [pluginPin(line), ...line.upper.map((one) => one.record.id)];
}

/** True where the upstream of a layer has moved since it was begun or last taken over (R-B2). */
export function hasMoved(record: Pick<SchemeLayerRecord, 'upstream'>, line: SchemeLine): boolean {
  return JSON.stringify(record.upstream) !== JSON.stringify(pinsNow(line));
}
