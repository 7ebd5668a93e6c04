import { Injectable } from '@nestjs/common';
import type { ReorganisationIn, ReorganisationPreview } from '@shuping/contracts';
import { reorganisationNotes, reorganisationRefusals } from '@shuping/domain';
import { err, isDay, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { asSystem, type Tx } from '../../../platform/persistence/index.ts';
import type { OrganisationRecord } from '../organisation.entity.ts';
import { OrganisationsRepository } from '../organisations.repository.ts';
import { ReorganiseFacts } from './reorganise-facts.ts';
import type { Standing } from './tree-acts.ts';

const NEEDS = { rename: 'update', move: 'update', merge: 'delete', split: 'update', close: 'delete' } as const;

/** Who may do an act on the tree, and what speaks against it. */
@Injectable()
export class ReorganiseChecks {
  constructor(private readonly rows: OrganisationsRepository, private readonly facts: ReorganiseFacts) {}

  /** The unit, its superior and the target, when the asker may act at both ends and on every sector below. */
  async standing(tx: Tx, who: AppPrincipal, id: string, act: ReorganisationIn): Promise<Result<Standing, Problem>> {
    const unit = await this.rows.get(tx, id);
    if (!unit || !can(who.ability, 'read', 'Organisation', unit)) return err({ code: 'organisation.not-found' });
    if (!isDay(act.on)) return err({ code: 'day.invalid', at: '/on' });
    if (!(await this.reaches(tx, who, unit, act))) return err({ code: 'permission.denied' });
    const superior = unit.parentId ? await asSystem(tx, () => this.rows.get(tx, unit.parentId!)) : null;
    const split = act.act === 'split' && superior !== null && !can(who.ability, 'create', 'Organisation', { orgPath: superior.orgPath, sector: unit.sector, publishedTo: '' });
    if (split) return err({ code: 'permission.denied' });
    const [targetId, at] = act.act === 'move' ? [act.toId, '/toId'] : act.act === 'merge' ? [act.intoId, '/intoId'] : [null, ''];
    if (targetId === null) return ok({ unit, superior, target: null });
    const target = await this.rows.get(tx, targetId);
    if (!target || !can(who.ability, 'create', 'Organisation', { orgPath: target.orgPath, sector: unit.sector, publishedTo: '' })) return err({ code: 'organisation.not-found', at });
    return ok({ unit, superior, target });
  }

  /** Effects, notes and refusals as of now. */
  preview(tx: Tx, act: ReorganisationIn, { unit, target }: Standing): Promise<ReorganisationPreview> {
    return asSystem(tx, async () => {
      const facts = await this.facts.of(tx, act, unit, target);
      return { effects: await this.facts.effects(tx, act, unit), notes: reorganisationNotes(act.act, facts).map(said), refusals: reorganisationRefusals(act.act, facts).map(said) };
    });
  }

  /** First refusal, with the others as issues; `organisation.jobs-running` also while a job of the subtree is at work. */
  async refusal(tx: Tx, act: ReorganisationIn, standing: Standing): Promise<Problem | null> {
    const { refusals } = await this.preview(tx, act, standing);
    const [first] = refusals;
    return first ? { ...first, issues: refusals } : null;
  }

  private async reaches(tx: Tx, who: AppPrincipal, unit: OrganisationRecord, act: ReorganisationIn): Promise<boolean> {
    const sectors = await asSystem(tx, () => tx.sql<{ sector: string }>('select distinct sector from organisation where org_path >= ? and org_path < ?', [unit.orgPath, `${unit.orgPath}~`]));
    return [unit.sector, ...(act.act === 'move' || act.act === 'merge' ? sectors.map((one) => one.sector) : [])].every((sector) => can(who.ability, NEEDS[act.act], 'Organisation', { ...unit, sector, publishedTo: '' }));
  }
}

function said(problem: Problem): ReorganisationPreview['notes'][number] {
  return { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), ...(problem.params === undefined ? {} : { params: problem.params as Record<string, string | number> }) };
}
