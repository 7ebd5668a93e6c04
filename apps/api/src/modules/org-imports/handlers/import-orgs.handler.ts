import { Injectable } from '@nestjs/common';
import { dayOf, err, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { randomUUID } from 'node:crypto';
import { collect } from '../../../platform/collect.ts';
import type { JobContext } from '../../../platform/jobs/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { OrganisationsBulk, type NewOrg } from '../../organisations/index.ts';
import { mayImportOrgs } from '../may-import.ts';
import type { OrgImportAct, OrgImportRecord } from '../org-import.entity.ts';
import { moved } from '../org-import.machine.ts';
import { planOrgs, type OrgAct, type OrgPlan, type RawOrg } from '../org-import.rules.ts';
import { countsOf, toRow } from '../org-imports.presenter.ts';
import { OrgImportsRepository } from '../org-imports.repository.ts';
import { ticking } from '../tick.ts';

export type ImportedOrgs = { readonly made: number; readonly changed: number };
type Payload = { readonly importId: string; readonly goodOnly: boolean };
type Made = { readonly id: string; readonly path: string };

const AT_ONCE = 1_000;
/** Names whose places in the search's index are made after the import. */
const MANY = 200;
const UNDO_MS = 24 * 3_600_000;
/** What only the workbook says; everything else is looked at anew against the tree of now. */
const OF_THE_WORKBOOK = /^cell\.|-unknown$/;
const OF_THE_TREE = 'org-import.parent-unknown';

/** Imports the good rows of a checked workbook in one transaction: all of them or, on any failure, cancelling or crash, none. */
@Injectable()
export class ImportOrgsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository, private readonly organisations: OrganisationsBulk) {}

  execute({ actor, payload: { importId, goodOnly }, progress }: Pick<JobContext<Payload>, 'actor' | 'payload' | 'progress'>): Promise<Result<ImportedOrgs, Problem>> {
    return this.uow.run(actor, async (tx) => {
      const record = await this.rows.hold(tx, importId);
      if (!record || !mayImportOrgs(actor, record)) return err({ code: 'org-import.not-found' });
      const state = moved(record.state, 'done');
      // a node that died after its commit: nothing is left to do
      if (state === null || record.importedAt !== null) return ok({ made: 0, changed: 0 });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', ['organisation-tree']);
      // what reading and checking the workbook has left
      if (record.counts.new + record.counts.changed > MANY) collect();
      const present = await this.rows.world(tx, actor.ability, record.orgPath);
      if (!present) return err({ code: 'org-import.not-found' });
      const plan = planOrgs((await this.rows.rows(tx, importId)).map(toRaw), present.world);
      const counts = countsOf(plan.rows);
      if (counts.bad > 0 && !goodOnly) return err({ code: 'org-import.bad-rows', params: { count: counts.bad } });
      if (plan.acts.length > MANY) await this.organisations.indexNamesLater(tx, record.orgPath);
      const acts = await this.apply(tx, plan, present, ticking(progress));
      await this.finish(tx, record, plan, counts);
      await this.rows.keepActs(tx, { id: importId, orgPath: record.orgPath }, acts);
      await tx.em.flush();
      const done = { made: acts.filter((act) => 'made' in act).length, changed: acts.filter((act) => 'changed' in act).length };
      tx.audit({ action: 'org-import.import', subject: { type: 'OrgImport', id: importId }, orgPath: record.orgPath, after: { fileName: record.fileName, counts, ...done } });
      return ok(done);
    });
  }

  private async finish(tx: Tx, record: OrgImportRecord, plan: OrgPlan, counts: OrgImportRecord['counts']): Promise<void> {
    // the database gives the keys back in an order of its own
    const moved = (Object.keys(counts) as (keyof typeof counts)[]).some((status) => counts[status] !== record.counts[status]);
    await tx.sql("update org_import set state = 'imported', counts = ?::jsonb, imported_at = ?, undo_until = ?, version = version + 1 where id = ?", [JSON.stringify(counts), tx.now, new Date(tx.now.getTime() + UNDO_MS), record.id]);
    if (moved) await this.rows.keepRows(tx, record, plan.rows.map(toRow));
  }

  private async apply(tx: Tx, { acts }: OrgPlan, { taken, counts }: { readonly taken: Set<string>; readonly counts: Map<string, number> }, tick: (done: number, total: number) => Promise<void>): Promise<OrgImportAct[]> {
    const made = new Map<number, Made>();
    const kept: OrgImportAct[] = [];
    // one set is on its way to the database while the next is made ready
    let writing: Promise<unknown> = Promise.resolve();
    const today = dayOf(tx.now);
    for (let from = 0; from < acts.length; from += AT_ONCE) {
      const some = acts.slice(from, from + AT_ONCE);
      const fresh = some.flatMap(({ row, act }) => (act.do === 'make' ? [this.place(row, act, today, { made, taken, counts })] : []));
      const changes = some.flatMap(({ act }) => (act.do === 'change' ? [{ id: act.known.id, version: act.known.version, ...act.fields }] : []));
      const next = this.write(tx, fresh, changes);
      try {
        await writing;
        await tick(from, acts.length);
      } catch (error) {
        await next.catch(() => undefined);
        throw error;
      }
      writing = next;
      kept.push(...fresh.map(({ id }) => ({ made: id })), ...some.flatMap(({ act }) => (act.do === 'change' ? [beforeOf(act)] : [])));
    }
    await writing;
    await tick(acts.length, acts.length);
    return kept;
  }

  private async write(tx: Tx, fresh: readonly NewOrg[], changes: Parameters<OrganisationsBulk['change']>[1]): Promise<void> {
    if (fresh.length > 0) await this.organisations.insert(tx, fresh);
    if (changes.length > 0) await this.organisations.change(tx, changes);
  }

  private place(row: number, { parent, sector, fields }: Extract<OrgAct, { do: 'make' }>, today: Day, { made, taken, counts }: { readonly made: Map<number, Made>; readonly taken: Set<string>; readonly counts: Map<string, number> }): NewOrg {
    const above: Made = 'known' in parent ? parent.known : made.get(parent.row)!;
    const position = counts.get(above.id) ?? 0;
    counts.set(above.id, position + 1);
    const org: NewOrg = { id: randomUUID(), path: this.organisations.freePath(above.path, taken), parentId: above.id, sector, position, ...fields, opensOn: fields.opensOn ?? today };
    made.set(row, org);
    return org;
  }
}

function toRaw({ status: _, problems, ...row }: ReturnType<typeof toRow>): RawOrg {
  return { ...row, problems: problems.filter(({ code }) => OF_THE_WORKBOOK.test(code) && code !== OF_THE_TREE) };
}

function beforeOf({ known }: Extract<OrgAct, { do: 'change' }>): OrgImportAct {
  const { id, version, name, shortName, kind, code, opensOn } = known;
  return { changed: id, version: version + 1, before: { name, shortName, kind, code, opensOn } };
}
