import { Injectable } from '@nestjs/common';
import type { CycleSqueezeOut, MeasuresOut, SqueezeOut } from '@shuping/contracts';
import { squeezeBySteps, squeezeRounds } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whereFor } from '@shuping/permissions';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi } from '../cycles/index.ts';
import { ReportAccess } from './report-access.ts';
import { ReportsRepository } from './reports.repository.ts';
import { VettingRepository } from './vetting.repository.ts';

const MOST = 2000;
const NOTHING: MeasuresOut = { words: 0, achievements: 0, phrases: 0, figures: 0, problems: 0, measured: 0 };

/** 挤水分: what each round and each step pressed out (R-E3). */
@Injectable()
export class SqueezeQueries {
  constructor(private readonly uow: UnitOfWork, private readonly rows: VettingRepository, private readonly reports: ReportsRepository, private readonly access: ReportAccess, private readonly cycles: CyclesApi) {}

  ofReport(who: AppPrincipal, id: string): Promise<Result<SqueezeOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const opened = await this.access.inside(tx, who, id);
      if (!opened.ok) return opened;
      const chain = opened.value.frozen.scheme.vetting;
      const [drafts, acts] = [await this.rows.drafts(tx, [id]), await this.rows.acts(tx, [id])];
      return ok({
        drafts: drafts.map(({ number, measures }) => ({ number, measures })),
        rounds: squeezeRounds(drafts, acts).map(({ from, to, stepIndex, change }) => ({
          from, to, change, step: stepIndex === null ? null : { title: chain[stepIndex]?.title ?? { text: '' }, by: acts.find((act) => act.act === 'return' && act.versionNumber === from)?.by ?? '' },
        })),
      });
    });
  }

  ofCycle(who: AppPrincipal, cycleId: string): Promise<Result<CycleSqueezeOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const found = await this.reports.find(tx, { $and: [whereFor(who.ability, 'read', 'Report'), { cycleId }] }, [{ position: 'asc' }], MOST);
      const readable = found.filter((row) => can(who.ability, 'read', 'ReportComment', row));
      const ids = readable.map((row) => row.id);
      const [drafts, acts, proposed] = [await this.rows.drafts(tx, ids), await this.rows.acts(tx, ids), await this.rows.proposed(tx, ids)];
      const chains: CycleSqueezeOut['chains'] = [];
      for (const sector of Object.keys(cycle.schemes).sort()) {
        const chain = (await this.cycles.schemeFor(tx, cycle, sector))?.scheme.vetting ?? [];
        const each = readable.filter((row) => row.sector === sector).map((row) => {
          const own = drafts.filter((draft) => draft.reportId === row.id);
          const theirs = acts.filter((act) => act.reportId === row.id);
          return { own, acts: theirs, rounds: squeezeRounds(own, theirs) };
        }).filter(({ own }) => own.length > 0);
        if (each.length === 0) continue;
        chains.push({
          sector, reports: each.length, first: added(each.map(({ own }) => own[0]!.measures)), last: added(each.map(({ own }) => own.at(-1)!.measures)),
          steps: squeezeBySteps(chain.length, each).map(({ stepIndex, ...rest }) => ({ ...rest, id: chain[stepIndex]!.id, title: chain[stepIndex]!.title, proposed: proposed.find((one) => one.sector === sector && one.stepIndex === stepIndex)?.count ?? 0 })),
        });
      }
      return ok({ chains });
    });
  }
}

function added(all: readonly MeasuresOut[]): MeasuresOut {
  const names = Object.keys(NOTHING) as (keyof MeasuresOut)[];
  return Object.fromEntries(names.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)])) as MeasuresOut;
}
