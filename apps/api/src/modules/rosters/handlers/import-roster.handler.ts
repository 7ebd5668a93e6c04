import { Injectable } from '@nestjs/common';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Actor, Tx } from '../../../platform/persistence/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { PeopleApi } from '../../people/index.ts';
import { planRoster, type RosterAct } from '../roster.rules.ts';
import { countsOf, toRow } from '../rosters.presenter.ts';
import { RostersRepository } from '../rosters.repository.ts';

export type Imported = { readonly people: number; readonly posts: number; readonly corrected: number };

/** Imports the good rows of a checked roster in one transaction: all of them or, on any failure, none. Rows are read against what is there now. */
@Injectable()
export class ImportRosterHandler {
  constructor(private readonly uow: UnitOfWork, private readonly rows: RostersRepository, private readonly people: PeopleApi) {}

  execute(actor: Actor, id: string): Promise<Result<Imported, Problem>> {
    return this.uow.run(actor, async (tx) => {
      const roster = await this.rows.hold(tx, id);
      if (!roster || actor.kind !== 'person' || !can(actor.ability, 'import', 'Person', { orgPath: roster.orgPath, id: null })) return err({ code: 'roster.not-found' });
      if (roster.state === 'imported') return ok({ people: 0, posts: 0, corrected: 0 });
      await tx.sql('select pg_advisory_xact_lock(hashtext(?))', [`roster-import:${roster.orgPath}`]);
      // a row found bad at the check stays bad only for what the workbook says; everything else is looked at anew
      const raw = roster.rows.map((row) => ({ ...row, problems: row.problems.filter((problem) => problem.code.startsWith('cell.')) }));
      const planned = planRoster(raw, await this.rows.world(tx, actor.ability, roster.orgPath, raw));
      const done = await this.apply(tx, planned.flatMap((row) => (row.act ? [row.act] : [])));
      roster.rows = planned.map(toRow);
      roster.counts = countsOf(planned);
      roster.state = 'imported';
      roster.importedAt = tx.now;
      await tx.em.flush();
      tx.audit({ action: 'roster.import', subject: { type: 'Roster', id }, orgPath: roster.orgPath, after: { fileName: roster.fileName, counts: roster.counts, ...done } });
      return ok(done);
    });
  }

  private async apply(tx: Tx, acts: readonly RosterAct[]): Promise<Imported> {
    const made = new Map<string, string>();
    let posts = 0;
    let corrected = 0;
    for (const { unit, person, setNumber, post } of acts) {
      let personId: string;
      if ('id' in person) personId = person.id;
      else {
        personId = made.get(person.newAs) ?? this.people.record(tx, { orgPath: unit.path, name: person.name, staffNumber: person.staffNumber });
        made.set(person.newAs, personId);
      }
      if (setNumber !== undefined) await this.people.setStaffNumber(tx, personId, setNumber);
      if (post?.id === null) {
        this.people.appoint(tx, { personId, orgId: unit.id, orgPath: unit.path, sector: unit.sector, post: post.post, from: post.from });
        posts += 1;
      } else if (post) {
        await this.people.moveStart(tx, post.id, post.from);
      }
      if (setNumber !== undefined || (post && post.id !== null)) corrected += 1;
    }
    return { people: made.size, posts, corrected };
  }
}
