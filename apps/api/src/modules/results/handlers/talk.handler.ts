import { Injectable } from '@nestjs/common';
import type { ActionOut, TalkIn, TalkProblemIn } from '@shuping/contracts';
import { dayOf, err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can, whyNot } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi } from '../../cycles/index.ts';
import { RectificationApi } from '../../rectification/index.ts';
import { ActionsQueries } from '../actions.queries.ts';
import { ResultsRepository } from '../results.repository.ts';

/** 谈话提醒 (R-H2): a talk is done by its record, and what was agreed in it goes into the ledger in one step. */
@Injectable()
export class TalkHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository, private readonly queries: ActionsQueries, private readonly ledger: RectificationApi) {}

  /** Who talked, when, where, the main points, what the person said and what was agreed; written once. */
  record(who: AppPrincipal, id: string, version: number, { on, ...talk }: TalkIn): Promise<Result<ActionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.action(tx, id);
      if (!row || !can(who.ability, 'read', 'ActionItem', row)) return err({ code: 'action.not-found' });
      const no = whyNot(who.ability, 'close', 'ActionItem', row);
      if (no) return err({ code: no });
      if (row.version !== version) return stale(await this.queries.out(tx, who, row), row.version);
      if (row.action !== 'talk') return err({ code: 'action.no-talk' });
      if (row.state !== 'open') return err({ code: 'action.done' });
      const today = dayOf(tx.now);
      if (!isDay(on)) return err({ code: 'day.invalid', at: '/on' });
      if (on > today) return err({ code: 'day.future', at: '/on', params: { today } });
      Object.assign(row, { state: 'done', doneOn: on, record: talk.points, talk });
      await this.rows.flush(tx);
      tx.audit({ action: 'action.talk', subject: { type: 'ActionItem', id }, orgPath: row.orgPath, after: { on, talker: talk.talker, place: talk.place, agreed: talk.agreed !== '' } });
      return ok(await this.queries.out(tx, who, row));
    });
  }

  toLedger(who: AppPrincipal, id: string, version: number, { title }: TalkProblemIn): Promise<Result<ActionOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const row = await this.rows.action(tx, id);
      const assessee = row && (await this.cycles.assessee(tx, row.assesseeId));
      if (!row || !assessee || !can(who.ability, 'read', 'ActionItem', row)) return err({ code: 'action.not-found' });
      if (!can(who.ability, 'create', 'Problem', { orgPath: row.orgPath, sector: row.sector, personId: row.personId })) return err({ code: 'permission.denied' });
      if (row.version !== version) return stale(await this.queries.out(tx, who, row), row.version);
      if (row.talk == null) return err({ code: 'action.no-talk' });
      const made = row.problemId ? null : await this.ledger.take(tx, assessee, { source: 'talk', sourceKey: `talk:${row.id}`, title, detail: row.talk.points, measure: row.talk.agreed }, who.name);
      if (!made) return err({ code: 'action.in-ledger' });
      row.problemId = made.id;
      await this.rows.flush(tx);
      return ok(await this.queries.out(tx, who, row));
    });
  }
}
