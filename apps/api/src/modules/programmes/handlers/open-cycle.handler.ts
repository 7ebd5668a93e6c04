import { Injectable } from '@nestjs/common';
import type { ProgrammeCycleIn, ProgrammeCycleOut } from '@shuping/contracts';
import { concerns, isProgrammeInForce, type OwnDays } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { Coverage, CreateCycleHandler } from '../../cycles/index.ts';
import { OrganisationsApi, type Org } from '../../organisations/index.ts';
import { SchemesApi } from '../../schemes/index.ts';
import { ProgrammeAccess } from '../programme-access.ts';
import type { ProgrammeRecord } from '../programme.entity.ts';

/** 按部署开启周期: a host's cycle in one step (R-C1): period, schemes with the questions of the year, calendar within the bounds, and who should be assessed. */
@Injectable()
export class OpenCycleHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly access: ProgrammeAccess, private readonly organisations: OrganisationsApi, private readonly schemes: SchemesApi, private readonly coverage: Coverage,
    private readonly creating: CreateCycleHandler,
  ) {}

  /** Codes: programme.not-issued, programme.not-addressed (not on the host's line), programme.conflict (locks of the line and the questions cannot both hold), those of the calendar, and those of a new cycle. */
  async execute(who: AppPrincipal, id: string, input: ProgrammeCycleIn): Promise<Result<ProgrammeCycleOut, Problem>> {
    const checked = await this.uow.run(who, (tx) => this.check(tx, who, id, input));
    if (!checked.ok) return checked;
    const { year, periodStart, periodEnd } = checked.value;
    return this.creating.execute(who, { hostId: input.hostId, year, periodStart, periodEnd, ...(input.title === undefined ? {} : { title: input.title }) }, { programmeId: id, ownDays: input.calendar as OwnDays });
  }

  private async check(tx: Tx, who: AppPrincipal, id: string, { hostId }: ProgrammeCycleIn): Promise<Result<Pick<ProgrammeRecord, 'year' | 'periodStart' | 'periodEnd'>, Problem>> {
    const programme = await this.access.visible(tx, who, id);
    if (!programme) return err({ code: 'programme.not-found' });
    const host = await this.organisations.get(tx, hostId);
    if (!host || !can(who.ability, 'create', 'Cycle', { orgPath: host.path, publishedTo: '' })) return err({ code: 'organisation.not-found', at: '/hostId' });
    if (!isProgrammeInForce(programme.state)) return err({ code: 'programme.not-issued' });
    if (!(await this.schemes.programmesOf(tx, hostId, programme.year)).some((one) => one.id === id)) return err({ code: 'programme.not-addressed', at: '/hostId' });
    const conflicts = await this.conflicts(tx, host, programme);
    if (conflicts.length > 0) return err({ code: 'programme.conflict', params: { count: conflicts.length }, issues: conflicts });
    const { year, periodStart, periodEnd } = programme;
    return ok({ year, periodStart, periodEnd });
  }

  private async conflicts(tx: Tx, host: Org, programme: ProgrammeRecord): Promise<Problem[]> {
    const found: Problem[] = [];
    for (const sector of [...(await this.coverage.enabled(tx, { orgPath: host.path }))].filter((one) => concerns(programme, one))) {
      const scheme = await this.schemes.effective(tx, host.id, sector, programme.year);
      if (!scheme.ok) found.push(...((scheme.error.issues as Problem[] | undefined) ?? [scheme.error]).map((one) => ({ ...one, params: { ...one.params, sector } })));
    }
    return found;
  }
}
