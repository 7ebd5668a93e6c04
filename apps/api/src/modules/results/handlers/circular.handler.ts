import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LetterOut, LettersIn } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial, writeOfficialPdf } from '@shuping/office';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { UnitOfWork } from '../../../platform/persistence/index.ts';
import { CyclesApi, periodTitle } from '../../cycles/index.ts';
import { circular } from '../documents/circular.ts';
import { toLetter } from '../letters.queries.ts';
import { ResultsRepository } from '../results.repository.ts';
import { ScoreSources } from '../sources.ts';
import { DocumentWords } from '../words.ts';
import { documentNumber, LettersHandler } from './letters.handler.ts';

/** 通报 of closing rates (R-I7); each one issued is kept. Number, documents and row come together or not at all: two clerks at once take two numbers. */
@Injectable()
export class CircularHandler {
  constructor(
    private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository, private readonly letters: LettersHandler, private readonly sources: ScoreSources, private readonly files: Files, private readonly words: DocumentWords,
  ) {}

  execute(who: AppPrincipal, cycleId: string, body: LettersIn): Promise<Result<LetterOut, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err<Problem>({ code: 'cycle.not-found' });
      if (!can(who.ability, 'create', 'Circular', { orgPath: cycle.orgPath, publishedTo: '' })) return err<Problem>({ code: 'permission.denied' });
      const numbering = await this.letters.numbering(tx, cycle, body);
      const { pattern, issuedOn, signer } = numbering;
      const given = await this.letters.free(tx, cycle.hostId, numbering);
      if (body.first !== undefined && given.n !== body.first) return err<Problem>({ code: 'letter.number-taken', at: '/first', params: { number: documentNumber(pattern, issuedOn, body.first) } });
      const { number } = given;
      const assessees = await this.cycles.assessees(tx, cycleId);
      const rated = new Map((await this.sources.rates(tx, cycleId)).map((unit) => [unit.orgId, unit]));
      // a unit without items stands in the table too, so that nobody is left out silently
      const units = [...new Map(assessees.map((one) => [one.orgId, one.orgName]))].map(([orgId, orgName]) => rated.get(orgId) ?? { orgId, orgName, total: 0, closed: 0, overdue: 0 });
      const document = circular({ hostName: cycle.hostName, title: cycle.title, period: periodTitle(cycle.period), number, issuedOn, signer, units }, this.words);
      const name = this.words.t('file.circular', { n: issuedOn });
      const stored = await this.files.saveIn(tx, { name, bytes: Buffer.from(await writeOfficial(document)), orgPath: cycle.orgPath, purpose: 'circular' });
      if (!stored.ok) return stored;
      const pdf = await this.files.saveIn(tx, { name: name.replace(/docx$/, 'pdf'), bytes: await writeOfficialPdf(document), orgPath: cycle.orgPath, purpose: 'circular' });
      if (!pdf.ok) return pdf;
      const row = this.rows.newLetter(tx, { hostId: cycle.hostId, id: randomUUID(), orgPath: cycle.orgPath, sector: assessees[0]?.sector ?? '', cycleId, assesseeId: null, personId: null, kind: 'circular', number, fileId: stored.value.id, pdfId: pdf.value.id, issuedOn, receivedOn: null });
      await this.rows.flush(tx);
      tx.audit({ action: 'circular.issue', subject: { type: 'Letter', id: row.id }, orgPath: cycle.orgPath, after: { number, sha256: stored.value.sha256 } });
      return ok(toLetter(who, row, null));
    });
  }
}
