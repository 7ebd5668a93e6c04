import { Injectable } from '@nestjs/common';
import type { ActionFilters } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial, writeXlsx, type XlsxColumn } from '@shuping/office';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi, periodTitle } from '../cycles/index.ts';
import { ActionsQueries } from './actions.queries.ts';
import { talkRecord } from './documents/talk.ts';
import type { Download } from './exports.queries.ts';
import { DocumentWords } from './words.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const COLUMNS: readonly [key: string, kind?: XlsxColumn['kind']][] = [['person'], ['org'], ['grade'], ['what'], ['kind'], ['due', 'day'], ['state'], ['late', 'number'], ['doneOn', 'day'], ['talker'], ['place'], ['record'], ['statement'], ['agreed']];

/** Acts of a cycle as files: the record of one talk for Word, the list as it is filtered for Excel (R-H2). */
@Injectable()
export class ActionFilesQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly actions: ActionsQueries, private readonly words: DocumentWords) {}

  async talk(who: AppPrincipal, id: string): Promise<Result<Download, Problem>> {
    const found = await this.actions.one(who, id);
    if (!found.ok) return found;
    const { out, cycle, assessee } = found.value;
    if (out.talk === null || out.doneOn === null) return err({ code: 'action.no-talk' });
    const document = talkRecord({ hostName: cycle.hostName, period: periodTitle(cycle.period), personName: assessee.personName, orgName: assessee.orgName, post: assessee.post, title: this.words.ref(out.title), grade: this.words.ref(out.gradeTitle), on: out.doneOn, talk: out.talk }, this.words);
    return ok({ name: this.words.t('file.talk', { name: assessee.personName }), contentType: DOCX, bytes: Buffer.from(await writeOfficial(document)) });
  }

  async book(who: AppPrincipal, query: ActionFilters): Promise<Result<Download, Problem>> {
    const found = await this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, query.cycleId);
      if (!cycle) return err<Problem>({ code: 'cycle.not-found' });
      const rows = await this.actions.all(tx, who, query);
      tx.audit({ action: 'actions.export', subject: { type: 'Cycle', id: cycle.id }, orgPath: cycle.orgPath, after: { rows: rows.length } });
      return ok({ cycle, rows });
    });
    if (!found.ok) return found;
    const { cycle, rows } = found.value;
    const title = this.words.t('acts.title', { title: cycle.title });
    const columns = COLUMNS.map(([key, kind]): XlsxColumn => ({ header: this.words.t(`acts.${key}`), ...(kind ? { kind } : {}) }));
    const cells = rows.map((row) => [
      row.personName, row.orgName, this.words.ref(row.gradeTitle), this.words.ref(row.title), this.words.t(`acts.kind.${row.action}`), row.due, this.words.t(`acts.state.${row.state}`), row.lateDays, row.doneOn,
      row.talk?.talker ?? '', row.talk?.place ?? '', row.record, row.talk?.statement ?? '', row.talk?.agreed ?? '',
    ]);
    return ok({ name: this.words.t('file.acts', { title: cycle.title }), contentType: XLSX, bytes: Buffer.from(await writeXlsx({ sheets: [{ name: this.words.t('acts.sheet'), title, landscape: true, columns, rows: cells }] })) });
  }
}
