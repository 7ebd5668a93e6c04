import { Injectable } from '@nestjs/common';
import type { LetterOut, LettersQuery } from '@shuping/contracts';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { Files } from '../../platform/files/index.ts';
import { systemActor, UnitOfWork } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import { allowed } from './reach.ts';
import type { LetterRecord } from './result.entity.ts';
import { ResultsRepository } from './results.repository.ts';

/** May the asker see this document? A circular is read by office, a letter also by its addressee. */
export function seesLetter(who: AppPrincipal, row: LetterRecord): boolean {
  if (row.kind === 'circular') return can(who.ability, 'read', 'Circular', { orgPath: row.orgPath, publishedTo: '' });
  return allowed(who, 'read', 'Letter', { orgPath: row.orgPath, sector: row.sector, personId: row.personId ?? '' });
}

export function toLetter(who: AppPrincipal, row: LetterRecord, assessee: Pick<AssesseeView, 'personName' | 'orgName'> | null): LetterOut {
  const reason = row.kind === 'circular' || row.personId !== who.personId ? 'letter.not-yours' : row.receivedOn ? 'letter.acknowledged' : null;
  return {
    id: row.id, cycleId: row.cycleId, kind: row.kind, number: row.number, assesseeId: row.assesseeId ?? null, personName: assessee?.personName ?? '', orgName: assessee?.orgName ?? '', issuedOn: row.issuedOn, receivedOn: row.receivedOn ?? null,
    version: row.version, may: { acknowledge: reason === null ? true : { reason } },
  };
}

/** Letters and circulars as issued. */
@Injectable()
export class LettersQueries {
  constructor(private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly rows: ResultsRepository, private readonly files: Files) {}

  list(who: AppPrincipal, query: z.infer<typeof LettersQuery>): Promise<Result<{ items: LetterOut[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const rows = await this.rows.letters(tx, { cycleId: query.cycleId, ...(query.kind ? { kind: query.kind } : {}) });
      const assessees = new Map((await this.cycles.assessees(tx, query.cycleId)).map((one) => [one.id, one]));
      return ok({ items: rows.filter((row) => seesLetter(who, row)).map((row) => toLetter(who, row, assessees.get(row.assesseeId ?? '') ?? null)) });
    });
  }

  /** The document as Word file or as PDF, as it was issued. */
  async file(who: AppPrincipal, id: string, format: 'docx' | 'pdf' = 'docx'): Promise<Result<{ name: string; contentType: string; bytes: Buffer }, Problem>> {
    const fileId = await this.uow.run(who, async (tx) => {
      const row = await this.rows.letter(tx, id);
      return row && seesLetter(who, row) ? (format === 'pdf' ? (row.pdfId ?? null) : row.fileId) : null;
    });
    const stored = fileId === null ? null : await this.uow.run(systemActor('letters'), (tx) => this.files.read(tx, fileId));
    return stored ? ok({ name: stored.file.name, contentType: stored.file.contentType, bytes: stored.bytes }) : err({ code: 'letter.not-found' });
  }
}
