import { Injectable } from '@nestjs/common';
import type { PaperBatchOut, PaperFormsQuery, PaperOut } from '@shuping/contracts';
import { checksIn, isSealed, differencesOf, PHASES, EMPTY_LEDGER, ledgerKey, mayType, stepOf } from '@shuping/domain';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { whyNot, type May } from '@shuping/permissions';
import type { z } from 'zod';
import type { AppPrincipal } from '../../platform/authz/index.ts';
import { UnitOfWork } from '../../platform/persistence/index.ts';
import { PaperStore } from '../ballots/index.ts';
import { MeetingPaper, type PaperDesk } from '../meetings/index.ts';
import { stateOf, type PaperBatchRecord } from './paper.entity.ts';
import { layoutOf, writeForms } from './paper-forms.ts';
import { PaperRepository } from './paper.repository.ts';

type Row = Omit<PaperBatchOut, 'differences' | 'doubts'>;

/** Reads of the paper side. Marks are read only where two entries differ; nothing here adds any up. */
@Injectable()
export class PaperQueries {
  constructor(private readonly uow: UnitOfWork, private readonly meetings: MeetingPaper, private readonly rows: PaperRepository, private readonly paper: PaperStore) {}

  async one(who: AppPrincipal, id: string): Promise<Result<PaperOut, Problem>> {
    const loaded = await this.load(who, id);
    if (!loaded.ok) return loaded;
    const { desk, batches } = loaded.value;
    return ok({
      meeting: { id, cycleId: desk.cycleId, title: desk.title, phase: desk.phase }, version: desk.version, may: mayOf(who, desk),
      rounds: desk.rounds.map((round) => ({
        id: round.form.round, shut: round.isShut, subjects: round.form.subjects.map((one) => ({ ...one })),
        classes: Object.entries(round.form.classes).map(([voterClass, form]) => classOf(desk, round, { voterClass, form, batches })),
        batches: batches.filter((one) => one.round === round.form.round).map((one) => toRow(who, desk, one)),
      })),
      waiting: desk.isWaiting, byKind: desk.byKind,
    });
  }

  /** With the difference list, when there are two entries, and with the marks that the machine left to people. */
  async batch(who: AppPrincipal, id: string, batchId: string): Promise<Result<PaperBatchOut, Problem>> {
    const loaded = await this.load(who, id);
    if (!loaded.ok) return loaded;
    const row = loaded.value.batches.find((one) => one.id === batchId);
    if (!row) return err({ code: 'paper.batch-not-found' });
    const state = stateOf(row);
    const entry = (hand: { readonly entry: string } | null) => (hand === null || row.counted ? null : this.paper.entry(id, hand.entry));
    const [first, second, scan] = await Promise.all([entry(state.first), entry(state.second), entry(state.scan === null ? null : { entry: state.scan })]);
    return ok({ ...toRow(who, loaded.value.desk, row), differences: first && second ? differencesOf(first.sheets, second.sheets) : null, doubts: scan ? [...(scan.doubts ?? [])] : null });
  }

  /** Pads of a class's form as PDF. Errors: `paper.unknown-class`, `paper.form-too-long`. */
  async forms(who: AppPrincipal, id: string, { round, class: voterClass, ...pads }: z.infer<typeof PaperFormsQuery>): Promise<Result<Buffer, Problem>> {
    const desk = await this.uow.run(who, (tx) => this.meetings.desk(tx, who, id, 'print'));
    if (!desk.ok) return desk;
    const form = desk.value.rounds.find((one) => one.form.round === round)?.form;
    if (!form?.classes[voterClass]) return err({ code: 'paper.unknown-class', at: '/class' });
    const layout = layoutOf(form, voterClass);
    return layout ? ok(await writeForms(form, voterClass, layout, pads)) : err({ code: 'paper.form-too-long' });
  }

  private load(who: AppPrincipal, id: string): Promise<Result<{ desk: PaperDesk; batches: PaperBatchRecord[] }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const desk = await this.meetings.desk(tx, who, id, 'read');
      return desk.ok ? ok({ desk: desk.value, batches: await this.rows.ofMeeting(tx, id) }) : desk;
    });
  }
}

const isEarly = (phase: PaperDesk['phase']): boolean => PHASES.indexOf(phase) === 0;

type Round = PaperDesk['rounds'][number];
type ClassOut = PaperOut['rounds'][number]['classes'][number];

function classOf(desk: PaperDesk, { form: { round }, problems, handedOut, typed, entitled }: Round, of: { readonly voterClass: string; readonly form: Round['form']['classes'][string]; readonly batches: readonly PaperBatchRecord[] }): ClassOut {
  const { voterClass, form } = of;
  const heads = desk.heads[voterClass] ?? { present: 0, slips: 0, sheets: 0 };
  const own = of.batches.filter((one) => one.round === round && one.voterClass === voterClass);
  const sum = (rows: readonly PaperBatchRecord[]): number => rows.reduce((total, one) => total + one.size, 0);
  return {
    id: voterClass, title: { text: form.title }, present: heads.present, slips: heads.slips, handedOut: handedOut[voterClass] ?? 0, typed: typed.includes(voterClass), entitled: entitled[voterClass] ?? null, ledger: { ...(desk.ledgers[ledgerKey(round, voterClass)] ?? EMPTY_LEDGER) },
    problems: problems.filter((one) => one.at === voterClass).map(({ code, at, params }) => ({ code, ...(at === undefined ? {} : { at }), ...(params === undefined ? {} : { params: { ...params } }) })),
    remarks: form.remarks === true, batched: sum(own), counted: sum(own.filter((one) => one.counted)),
    items: form.items.map((item) => ({ id: item.id, title: item.title, required: item.required, options: item.options.map(({ id, title }) => ({ id, title })), range: item.range ? { min: item.range.min, max: item.range.max, step: item.range.step } : null })),
  };
}

function toRow(who: AppPrincipal, desk: PaperDesk, row: PaperBatchRecord): Row {
  const refused = whyNot(who.ability, 'sign', 'PaperBatch', desk);
  const state = stateOf(row);
  const typing = mayType(state, who.accountId);
  const reason = refused ?? (typing.ok ? null : typing.error.code);
  return {
    id: row.id, round: row.round, class: row.voterClass, number: row.number, size: row.size, version: row.version, step: stepOf(state), first: row.first?.name ?? null, second: row.second?.name ?? null, look: row.look?.name ?? null,
    settledBy: [...row.settledBy], scanned: state.scan !== null, may: { type: reason === null ? true : { reason }, look: refused === null ? true : { reason: refused } },
  };
}

function mayOf(who: AppPrincipal, desk: PaperDesk): May {
  const asked = (action: 'create' | 'print' | 'sign'): true | { reason: string } => {
    const reason = whyNot(who.ability, action, 'PaperBatch', desk);
    return reason === null ? true : { reason };
  };
  const counting = whyNot(who.ability, 'update', 'Attendance', desk) ?? (checksIn(desk.phase) ? null : isEarly(desk.phase) ? 'meeting.too-early' : 'meeting.too-late');
  return { kinds: counting === null ? true : { reason: counting }, record: isSealed(desk.phase) ? { reason: 'meeting.too-late' } : asked('create'), print: asked('print'), type: asked('sign') };
}
