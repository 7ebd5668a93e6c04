import { Injectable } from '@nestjs/common';
import { isFrozen, isInVetting, stepRoles, type ReportStanding } from '@shuping/domain';
import { dayOf, err, ok, type Catalogue, type Day, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { CyclesApi, type CycleView, type FrozenScheme } from '../cycles/index.ts';
import type { ReportRecord } from './report.entity.ts';
import { ReportsRepository } from './reports.repository.ts';
import type { Sections } from './report-text.ts';

/** A report with what decides about it. */
export type Opened = { readonly row: ReportRecord; readonly cycle: CycleView; readonly frozen: FrozenScheme; readonly roles: readonly string[]; readonly mine: boolean; readonly insider: boolean };

/** True when the asker may read the report today; what is only published to a circle closes again (R-E4). */
export function mayRead(who: AppPrincipal, row: ReportRecord, today: Day): boolean {
  if (!can(who.ability, 'read', 'Report', row)) return false;
  const inside = can(who.ability, 'read', 'Report', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, publishedTo: '' });
  return inside || (row.publishedUntil !== null && row.publishedUntil !== undefined && today <= row.publishedUntil);
}

/** Loads reports for a person: what may not be read is not there. */
@Injectable()
export class ReportAccess {
  constructor(private readonly rows: ReportsRepository, private readonly cycles: CyclesApi, private readonly plugins: SectorPlugins) {}

  /** Words of the schemes' text keys, as printed. */
  words(): Catalogue {
    return this.plugins.catalogue('zh-CN');
  }

  async open(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Opened, Problem>> {
    return this.opened(tx, who, await this.rows.get(tx, id));
  }

  async opened(tx: Tx, who: AppPrincipal, row: ReportRecord | null): Promise<Result<Opened, Problem>> {
    if (!row || !mayRead(who, row, dayOf(tx.now))) return err({ code: 'report.not-found' });
    const cycle = await this.cycles.cycle(tx, row.cycleId);
    if (!cycle) return err({ code: 'report.not-found' });
    const frozen = await this.cycles.schemeFor(tx, cycle, row.sector);
    if (!frozen) return err({ code: 'cycle.no-scheme', params: { sector: row.sector } });
    return ok({ row, cycle, frozen, roles: stepRoles(who.grants, row.orgPath, row.sector), mine: who.personId !== null && who.personId === row.personId, insider: can(who.ability, 'read', 'ReportComment', row) });
  }

  /** As `open`, for those who take part in writing and vetting; readers of a published report see no drafts. */
  async inside(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Opened, Problem>> {
    const opened = await this.open(tx, who, id);
    return opened.ok && !opened.value.insider ? err({ code: 'report.not-found' }) : opened;
  }

  /** Stages in which reports are written and vetted. */
  inWriting(cycle: CycleView): Result<null, Problem> {
    return this.cycles.requireStage(cycle, 'reporting', 'meeting');
  }

  /** The text that the asker sees: the author the present one, others what was last submitted. */
  async shown(tx: Tx, { row, mine }: Pick<Opened, 'row' | 'mine'>): Promise<Sections> {
    if (mine || isInVetting(row.state) || isFrozen(row.state)) return row.sections;
    if (row.currentVersion === 0) return [];
    return (await this.rows.version(tx, row.id, row.currentVersion))?.sections ?? [];
  }
}

export function standingOf(row: ReportRecord): ReportStanding {
  return { state: row.state, stepIndex: row.stepIndex, round: row.round, authorPersonId: row.personId };
}
