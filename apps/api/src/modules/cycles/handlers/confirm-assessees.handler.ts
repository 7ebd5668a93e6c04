import { Injectable } from '@nestjs/common';
import type { AssesseeChangesIn, AssesseesIn } from '@shuping/contracts';
import { stageReached } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import { randomUUID } from 'node:crypto';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { stale } from '../../../platform/http/index.ts';
import { touch, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { Coverage, missingOf, type Field } from '../coverage.ts';
import { NOBODY, type AssesseeRecord, type CycleRecord } from '../cycle.entity.ts';
import { CyclesApi } from '../cycles.api.ts';
import { toCycle } from '../cycles.presenter.ts';
import { CyclesRepository } from '../cycles.repository.ts';

type Confirmed = { included: number; excluded: number; unexplained: number; version: number };
/** What is to stand in a row, by unit and person. */
type Wanted = { readonly orgId: string; readonly personId: string; readonly appointmentId: string | null; readonly included: boolean; readonly reasonCode: string; readonly reason: string };

const keyOf = (row: { readonly orgId: string; readonly personId: string }): string => `${row.orgId}|${row.personId}`;

/** Confirms who is assessed and why others are not (R-C1), as a whole list or as what was changed of it. From research on nobody disappears, a person is left out with a reason. */
@Injectable()
export class ConfirmAssesseesHandler {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: CyclesRepository, private readonly coverage: Coverage) {}

  /** Puts the whole list; who is not named goes. */
  replace(who: AppPrincipal, id: string, version: number, input: AssesseesIn): Promise<Result<Confirmed, Problem>> {
    return this.put(who, id, version, input, (row, named) => !named.has(keyOf(row)));
  }

  /** Changes rows of the list; who is not named stays. */
  change(who: AppPrincipal, id: string, version: number, input: AssesseeChangesIn): Promise<Result<Confirmed, Problem>> {
    const removed = new Set(input.remove.map((one) => keyOf({ orgId: one.orgId, personId: one.personId ?? NOBODY })));
    return this.put(who, id, version, input, (row, named) => removed.has(keyOf(row)) && !named.has(keyOf(row)));
  }

  private put(who: AppPrincipal, id: string, version: number, input: AssesseesIn, goes: (row: AssesseeRecord, named: ReadonlySet<string>) => boolean): Promise<Result<Confirmed, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.rows.locked(tx, id);
      if (!cycle || !can(who.ability, 'update', 'Cycle', cycle)) return err({ code: 'cycle.not-found' });
      if (cycle.version !== version) return stale(toCycle(cycle, who), cycle.version);
      const inTime = this.cycles.requireStage(cycle, 'planning', 'grading');
      if (!inTime.ok) return inTime;
      const field = await this.coverage.field(tx, cycle);
      const wanted = wantedOf(input, field);
      if (!wanted.ok) return wanted;
      const existing = await this.rows.rows(tx, id);
      const known = new Map(existing.map((row) => [keyOf(row), row]));
      const named = new Set(wanted.value.map(keyOf));
      const dropped = existing.filter((row) => goes(row, named));
      if (stageReached(cycle.stage, 'research') && dropped.some((row) => row.included)) {
        return err({ code: 'assessee.needs-reason', issues: dropped.filter((row) => row.included).map((row) => ({ code: 'assessee.needs-reason', at: row.orgId, params: { name: row.personName } })) });
      }
      for (const row of dropped) this.rows.remove(tx, row);
      for (const one of wanted.value) this.write(tx, cycle, field, one, known.get(keyOf(one)));
      // the list is part of the cycle's version, also where the clock stands still
      if (cycle.confirmedAt?.getTime() === tx.now.getTime()) await touch(tx, 'cycle', cycle);
      else cycle.confirmedAt = tx.now;
      await tx.em.flush();
      const rows = await this.rows.rows(tx, id);
      const included = rows.filter((row) => row.included).length;
      const unexplained = missingOf(field, rows).filter((one) => !one.explained).length;
      tx.audit({ action: 'cycle.confirm-assessees', subject: { type: 'Cycle', id }, orgPath: cycle.orgPath, before: { included: existing.filter((row) => row.included).length }, after: { included, excluded: input.exclude, unexplained } });
      return ok({ included, excluded: rows.length - included, unexplained, version: cycle.version });
    });
  }

  private write(tx: Tx, cycle: CycleRecord, field: Field, wanted: Wanted, known: AssesseeRecord | undefined): void {
    const at = field.units.findIndex((unit) => unit.id === wanted.orgId);
    const unit = field.units[at]!;
    const holding = field.holdings.find((one) => one.appointmentId === wanted.appointmentId);
    const state = {
      included: wanted.included, reasonCode: wanted.reasonCode, reason: wanted.reason, position: at, appointmentId: wanted.appointmentId, post: holding?.post ?? known?.post ?? '',
      listedTo: wanted.included && stageReached(cycle.stage, 'research') ? cycle.orgPath : '',
    };
    if (known) {
      tx.em.assign(known, state);
      return;
    }
    this.rows.addAssessee(tx, {
      id: randomUUID(), hostId: cycle.hostId, cycleId: cycle.id, orgPath: unit.path, sector: unit.sector, orgId: unit.id, personId: wanted.personId, orgName: unit.name, orgKind: unit.kind,
      personName: field.names.get(wanted.personId) ?? '', pathThen: unit.path, facts: {}, ...state,
    });
  }
}

/** Checks the lists against units, posts and reasons; every problem names its place. */
function wantedOf(input: AssesseesIn, field: Field): Result<Wanted[], Problem> {
  const issues: Problem[] = [];
  const units = new Set(field.units.map((unit) => unit.id));
  const include = input.include.map((one, index): Wanted => {
    const at = `/include/${index}`;
    const holding = field.holdings.find((held) => held.appointmentId === one.appointmentId && held.orgId === one.orgId && held.personId === one.personId);
    if (!units.has(one.orgId)) issues.push({ code: 'assessee.not-a-unit', at: `${at}/orgId` });
    else if (!holding) issues.push({ code: 'assessee.not-in-post', at: `${at}/appointmentId` });
    return { ...one, included: true, reasonCode: '', reason: '' };
  });
  const exclude = input.exclude.map((one, index): Wanted => {
    const at = `/exclude/${index}`;
    const rule = field.missing.find((missing) => missing.orgId === one.orgId && missing.code === one.reasonCode);
    if (!units.has(one.orgId)) issues.push({ code: 'assessee.not-a-unit', at: `${at}/orgId` });
    if (!rule && one.reason === '') issues.push({ code: 'reason.required', at: `${at}/reason` });
    const personId = one.personId ?? NOBODY;
    if (personId !== NOBODY && !field.names.has(personId)) issues.push({ code: 'person.not-found', at: `${at}/personId` });
    return { orgId: one.orgId, personId, appointmentId: null, included: false, reasonCode: one.reasonCode, reason: one.reason };
  });
  const seen = new Set<string>();
  for (const one of [...include, ...exclude]) {
    if (seen.has(keyOf(one))) issues.push({ code: 'assessee.twice', params: { orgId: one.orgId } });
    seen.add(keyOf(one));
  }
  const first = issues[0];
  return first ? err({ code: first.code, ...(first.at === undefined ? {} : { at: first.at }), issues: issues.slice(0, 100) }) : ok([...include, ...exclude]);
}
