import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import type { JobContext } from '../../../platform/jobs/index.ts';
import { asSystem, UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { OrganisationsBulk } from '../../organisations/index.ts';
import { mayImportOrgs } from '../may-import.ts';
import type { OrgImportAct } from '../org-import.entity.ts';
import { moved } from '../org-import.machine.ts';
import { OrgImportsRepository } from '../org-imports.repository.ts';
import { ticking } from '../tick.ts';

type Payload = { readonly importId: string };
type Changed = Extract<OrgImportAct, { changed: string }>;

/** Tables whose rows about a unit do not keep an import from being undone: the unit itself, its leading line, and records of what was done. */
const NO_HINDRANCE = ['organisation', 'org_import', 'org_import_part', 'job', 'audit_entry'];
const MOST_NAMED = 5;

/** Puts the tree back as it was before an import, in one transaction; refused when something has since been built on it (R-A3). */
@Injectable()
export class UndoOrgsHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: OrgImportsRepository, private readonly organisations: OrganisationsBulk) {}

  /** Errors: `org-import.built-on` (`params`: table, unit), `org-import.changed-since` (unit). */
  execute({ actor, payload: { importId }, progress }: Pick<JobContext<Payload>, 'actor' | 'payload' | 'progress'>): Promise<Result<{ removed: number; restored: number }, Problem>> {
    return this.uow.run(actor, async (tx) => {
      const record = await this.rows.hold(tx, importId);
      if (!record || !mayImportOrgs(actor, record)) return err({ code: 'org-import.not-found' });
      const state = moved(record.state, 'done');
      if (state === null) return ok({ removed: 0, restored: 0 });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', ['organisation-tree']);
      // soon after an import the planner still counts the rows of before it; loops over twenty thousand rows took a minute
      await tx.sql("select set_config('enable_nestloop', 'off', true)");
      const tick = ticking(progress);
      const acts = await this.rows.acts(tx, importId);
      const made = acts.flatMap((act) => ('made' in act ? [act.made] : []));
      const changes = acts.filter((act): act is Changed => 'changed' in act);
      await tick(0, acts.length);
      const hindrance = (await this.changedSince(tx, made, changes)) ?? (await asSystem(tx, () => this.builtOn(tx, made)));
      if (hindrance) return err(hindrance);
      await tick(made.length, acts.length);
      const removed = await this.organisations.remove(tx, made);
      const restored = await this.organisations.change(tx, changes.map(({ changed: id, version, before }) => ({ id, version, ...before, kind: before.kind as never })));
      await tick(acts.length, acts.length);
      record.state = state;
      await tx.em.flush();
      tx.audit({ action: 'org-import.undo', subject: { type: 'OrgImport', id: importId }, orgPath: record.orgPath, after: { removed, restored } });
      return ok({ removed, restored });
    });
  }

  /** A unit that the import made or changed and that somebody has written since, or taken away. */
  private async changedSince(tx: Tx, made: readonly string[], changes: readonly Changed[]): Promise<Problem | null> {
    const versions = [...made.map((id) => ({ id, version: 1 })), ...changes.map(({ changed: id, version }) => ({ id, version }))];
    const [other] = await tx.sql<{ name: string | null }>('select o.name from jsonb_to_recordset(?::jsonb) as g(id uuid, version int) left join organisation o on o.id = g.id where o.id is null or o.version <> g.version limit 1', [JSON.stringify(versions)]);
    return other ? { code: 'org-import.changed-since', params: { unit: other.name ?? '' } } : null;
  }

  /** Rows of any table that lie in a unit that would go: units added below it, posts, accounts, cycles, lines. */
  private async builtOn(tx: Tx, made: readonly string[]): Promise<Problem | null> {
    if (made.length === 0) return null;
    const given = JSON.stringify(made);
    const below = await tx.sql<{ name: string }>(`select o.name from organisation o join organisation u on u.id = o.parent_id where u.id in (select jsonb_array_elements_text(?::jsonb)::uuid) and o.id not in (select jsonb_array_elements_text(?::jsonb)::uuid) limit ${MOST_NAMED}`, [given, given]);
    if (below.length > 0) return { code: 'org-import.built-on', params: { table: 'organisation', unit: below.map((one) => one.name).join('、') } };
    for (const table of this.tables(tx)) {
      const own = table === 'organisation_edge' ? " and not (t.line = 'leading' and t.org_id = o.id)" : '';
      const found = await tx.sql<{ name: string }>(`select distinct o.name from ${table} t join organisation o on o.org_path = t.org_path where o.id in (select jsonb_array_elements_text(?::jsonb)::uuid)${own} limit ${MOST_NAMED}`, [given]);
      if (found.length > 0) return { code: 'org-import.built-on', params: { table, unit: found.map((one) => one.name).join('、') } };
    }
    const [guided] = await tx.sql<{ name: string }>('select o.name from organisation_edge e join organisation o on o.id = e.superior_id where e.superior_id in (select jsonb_array_elements_text(?::jsonb)::uuid) and e.org_id not in (select jsonb_array_elements_text(?::jsonb)::uuid) limit 1', [given, given]);
    return guided ? { code: 'org-import.built-on', params: { table: 'organisation_edge', unit: guided.name } } : null;
  }

  private tables(tx: Tx): string[] {
    const all = [...tx.em.getMetadata().getAll().values()];
    return all.filter((meta) => Object.values(meta.properties).some((property) => property.fieldNames?.includes('org_path'))).map((meta) => meta.tableName).filter((table) => !NO_HINDRANCE.includes(table));
  }
}
