import { Injectable } from '@nestjs/common';
import { isDeputy, isFrozen, isInVetting, stepRoles, withAskedAgain, type HandoverSide, type ReportStanding } from '@shuping/domain';
import { dayOf, err, ok, type Catalogue, type Day, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import type { Tx } from '../../platform/persistence/index.ts';
import { SectorPlugins } from '../../platform/plugins/index.ts';
import { CyclesApi, type CycleView, type FrozenScheme } from '../cycles/index.ts';
import type { ReportRecord } from './report.entity.ts';
import { ReportsRepository } from './reports.repository.ts';
import type { Sections } from './report-text.ts';
import type { VettingDeputyRecord } from './vetting.entity.ts';
import { VettingRepository } from './vetting.repository.ts';

/** A report with what decides about it; `frozen` is the cycle's scheme with the questions put to this report alone. */
export type Opened = { readonly row: ReportRecord; readonly cycle: CycleView; readonly frozen: FrozenScheme; readonly roles: readonly string[]; readonly mine: boolean; readonly insider: boolean; /** who stands in for the present step, and whether that is the asker */ readonly deputy: DeputyView | null; readonly standsIn: boolean };
export type DeputyView = { readonly role: string | null; readonly personId: string | null; readonly personName: string };

/** True when the asker may read the report today; what is only published to a circle closes again (R-E4). */
export function mayRead(who: AppPrincipal, row: ReportRecord, today: Day): boolean {
  if (!can(who.ability, 'read', 'Report', row)) return false;
  const inside = can(who.ability, 'read', 'Report', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, publishedTo: '' });
  return inside || (row.publishedUntil !== null && row.publishedUntil !== undefined && today <= row.publishedUntil);
}

/** Loads reports for a person: what may not be read is not there. */
@Injectable()
export class ReportAccess {
  constructor(private readonly rows: ReportsRepository, private readonly vetting: VettingRepository, private readonly cycles: CyclesApi, private readonly plugins: SectorPlugins) {}

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
    const general = await this.cycles.schemeFor(tx, cycle, row.sector);
    if (!general) return err({ code: 'cycle.no-scheme', params: { sector: row.sector } });
    const frozen = { ...general, scheme: withAskedAgain(general.scheme, row.asked) };
    const roles = stepRoles(who.grants, row.orgPath, row.sector);
    const deputy = isInVetting(row.state) ? deputyOf(row, frozen.scheme.vetting, await this.vetting.deputies(tx, [row.cycleId])) : null;
    return ok({ row, cycle, frozen, roles, mine: who.personId !== null && who.personId === row.personId, insider: can(who.ability, 'read', 'ReportComment', row), deputy, standsIn: isDeputy(deputy, { personId: who.personId, roles }) });
  }

  /** As `open`, for those who take part in writing and vetting; readers of a published report see no drafts. */
  async inside(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Opened, Problem>> {
    const opened = await this.open(tx, who, id);
    return opened.ok && !opened.value.insider ? err({ code: 'report.not-found' }) : opened;
  }

  /** As `inside`, one after the other for each report until the transaction ends: what is signed, and what stands open on it, are decided on the same state. */
  async held(tx: Tx, who: AppPrincipal, id: string): Promise<Result<Opened, Problem>> {
    await tx.sql('select pg_advisory_xact_lock(hashtextextended(?, 17))', [id]);
    return this.inside(tx, who, id);
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
  return { state: row.state, stepIndex: row.stepIndex, round: row.round, authorPersonId: row.personId, handed: isHanded(row) };
}

export function isHanded(row: Pick<ReportRecord, 'handedAt'>): boolean {
  return row.handedAt !== null && row.handedAt !== undefined;
}

/** Deputy of the step at which a report stands. */
export function deputyOf(row: Pick<ReportRecord, 'cycleId' | 'sector' | 'stepIndex'>, chain: readonly { readonly id: string }[], deputies: readonly VettingDeputyRecord[]): DeputyView | null {
  const found = deputies.find((one) => one.cycleId === row.cycleId && one.sector === row.sector && one.stepId === chain[row.stepIndex]?.id);
  return found ? { role: found.role ?? null, personId: found.personId ?? null, personName: found.personName } : null;
}

type Acting = Pick<Opened, 'row' | 'roles' | 'standsIn'> & { readonly chain: readonly { readonly role: string }[] };

/** Why the asker does not act at the present step: not theirs, with its deputy, or refused by the permissions; a deputy acts by any role of the own. */
export function stepDenied(who: AppPrincipal, { row, roles, standsIn, chain }: Acting): Problem | null {
  const step = chain[row.stepIndex];
  if (!isInVetting(row.state) || !step) return { code: 'report.illegal-transition', params: { from: row.state, command: 'sign' } };
  const reasons = (as: readonly string[]): (string | null)[] => as.map((stepRole) => whyNot(who.ability, 'sign', 'VettingStep', { orgPath: row.orgPath, sector: row.sector, personId: row.personId, stepRole }));
  if (isHanded(row) ? !standsIn : !roles.includes(step.role)) return { code: isHanded(row) ? 'report.with-deputy' : 'report.not-your-step', params: { role: step.role } };
  const found = reasons(isHanded(row) ? roles : [step.role]);
  return found.includes(null) ? null : { code: found[0] ?? 'permission.denied' };
}

/** As `stepDenied`, for a report that was opened. */
export function actingDenied(who: AppPrincipal, opened: Opened): Problem | null {
  return stepDenied(who, { ...opened, chain: opened.frozen.scheme.vetting });
}

/** In what quality the asker may pass the present step on. */
export function sideOf(who: AppPrincipal, { row, cycle, roles, frozen, standsIn, mine }: Pick<Opened, 'row' | 'cycle' | 'roles' | 'frozen' | 'standsIn' | 'mine'>): HandoverSide {
  const step = frozen.scheme.vetting[row.stepIndex];
  return { holder: !mine && step !== undefined && roles.includes(step.role), office: !mine && can(who.ability, 'update', 'Cycle', cycle), deputy: !mine && standsIn };
}
