import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { LettersIn } from '@shuping/contracts';
import { dayOf, err, Fraction, ok, type Day, type Problem, type Result } from '@shuping/kernel';
import { writeOfficial, writeOfficialPdf } from '@shuping/office';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { JobQueue, JobRunner, type JobContext, type JobOutcome } from '../../../platform/jobs/index.ts';
import { UnitOfWork, type Tx } from '../../../platform/persistence/index.ts';
import { CyclesApi, periodTitle, type CycleView } from '../../cycles/index.ts';
import { OrganisationsApi } from '../../organisations/index.ts';
import { feedbackLetter, type LetterFacts } from '../documents/letter.ts';
import { PoolReader } from '../pool-reader.ts';
import { componentsOf, gradeTitle, type Entry } from '../pools.ts';
import { byOffice } from '../reach.ts';
import type { OpinionRecord } from '../result.entity.ts';
import { ResultsRepository } from '../results.repository.ts';
import { DocumentWords } from '../words.ts';

const KIND = 'results.letters';

export type LetterNumbering = { readonly pattern: string; readonly next: number; readonly issuedOn: Day; readonly signer: string };
type Payload = { readonly cycleId: string; readonly numberPattern: string; readonly first: number; readonly issuedOn: string; readonly signer: string };
type Task = { readonly entry: Entry; readonly opinion: OpinionRecord };

/** Number of a document from its pattern: `{{year}}` is the year of issue, `{{n}}` the running number. */
export function documentNumber(pattern: string, issuedOn: Day, n: number): string {
  return pattern.replaceAll('{{year}}', issuedOn.slice(0, 4)).replaceAll('{{n}}', String(n));
}

/** 反馈意见书 for every assessee with a final result (R-H1): one job, one file each; those issued already are left alone. */
@Injectable()
export class LettersHandler implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork, private readonly cycles: CyclesApi, private readonly pools: PoolReader, private readonly rows: ResultsRepository, private readonly organisations: OrganisationsApi,
    private readonly files: Files, private readonly queue: JobQueue, private readonly runner: JobRunner, private readonly words: DocumentWords,
  ) {}

  onModuleInit(): void {
    this.runner.register<Payload>(KIND, (job) => this.run(job));
  }

  execute(who: AppPrincipal, cycleId: string, body: LettersIn): Promise<Result<{ jobId: string }, Problem>> {
    return this.uow.run(who, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      if (!cycle) return err({ code: 'cycle.not-found' });
      const tasks = await this.tasks(tx, who, cycle);
      if (!tasks.ok) return tasks;
      const numbering = await this.numbering(tx, cycle, body);
      const payload = { cycleId, numberPattern: numbering.pattern, first: numbering.next, issuedOn: numbering.issuedOn, signer: numbering.signer };
      return ok({ jobId: await this.queue.enqueueOnce(tx, { kind: KIND, payload, orgPath: cycle.orgPath, total: tasks.value.length }, ['cycleId']) });
    });
  }

  /** Pattern and running number: as asked, else the host's short name and one more than this year's documents. */
  async numbering(tx: Tx, cycle: CycleView, body: LettersIn): Promise<LetterNumbering> {
    const host = await this.organisations.get(tx, cycle.hostId);
    const issuedOn = body.issuedOn ?? dayOf(tx.now);
    const issued = await this.rows.letters(tx, { hostId: cycle.hostId, issuedOn: { $gte: `${issuedOn.slice(0, 4)}-01-01`, $lte: `${issuedOn.slice(0, 4)}-12-31` } });
    const pattern = body.numberPattern ?? this.words.t('number.default', { short: host?.shortName ?? cycle.hostName });
    return { pattern, next: body.first ?? issued.length + 1, issuedOn, signer: body.signer ?? cycle.hostName };
  }

  /** The first number from `next` on that no document of the host bears; it is kept for this unit of work. */
  async free(tx: Tx, hostId: string, { pattern, issuedOn, next }: LetterNumbering): Promise<{ readonly n: number; readonly number: string }> {
    for (let n = next; ; n += 1) {
      const number = documentNumber(pattern, issuedOn, n);
      if (!(await this.rows.numberTaken(tx, hostId, number))) return { n, number };
    }
  }

  private async tasks(tx: Tx, who: AppPrincipal, cycle: CycleView): Promise<Result<Task[], Problem>> {
    const entries = await this.pools.entries(tx, cycle);
    if (!entries.ok) return entries;
    if (entries.value.length === 0 || entries.value.some(({ assessee }) => !byOffice(who, 'create', 'Letter', assessee))) return err({ code: 'permission.denied' });
    const stage = this.cycles.requireStage(cycle, 'feedback');
    if (!stage.ok) return stage;
    return this.open(tx, cycle, entries.value);
  }

  private async open(tx: Tx, cycle: CycleView, entries: readonly Entry[]): Promise<Result<Task[], Problem>> {
    const issued = new Set((await this.rows.letters(tx, { cycleId: cycle.id, kind: 'feedback' })).map((row) => row.assesseeId));
    const opinions = new Map((await this.rows.opinions(tx, { cycleId: cycle.id, state: 'approved' })).map((row) => [row.assesseeId, row]));
    const tasks: Task[] = [];
    for (const entry of entries) {
      if (issued.has(entry.assessee.id) || entry.result?.state !== 'final') continue;
      const opinion = opinions.get(entry.assessee.id);
      if (!opinion) return err({ code: 'letter.opinion-missing', params: { name: entry.assessee.personName } });
      tasks.push({ entry, opinion });
    }
    return ok(tasks);
  }

  private async run(job: JobContext<Payload>): Promise<Result<JobOutcome, Problem>> {
    const { cycleId, numberPattern, issuedOn, signer } = job.payload;
    const found = await this.uow.run(job.actor, async (tx) => {
      const cycle = await this.cycles.cycle(tx, cycleId);
      const entries = cycle ? await this.pools.entries(tx, cycle) : null;
      if (!cycle || !entries?.ok) return err<Problem>({ code: 'cycle.not-found' });
      const tasks = await this.open(tx, cycle, entries.value);
      return tasks.ok ? ok({ cycle, tasks: tasks.value, before: entries.value.length - tasks.value.length }) : tasks;
    });
    if (!found.ok) return found;
    const { cycle, tasks } = found.value;
    // a second attempt goes on behind the numbers that the first one used
    const start = job.attempt > 1 ? (await this.uow.run(job.actor, (tx) => this.numbering(tx, cycle, { issuedOn }))).next : job.payload.first;
    for (const [index, task] of tasks.entries()) {
      const issued = await this.issue(job, cycle, task, { pattern: numberPattern, next: start + index, issuedOn, signer });
      if (!issued.ok) return issued;
      await job.progress(index + 1, tasks.length);
    }
    return ok({ params: { letters: tasks.length } });
  }

  private issue(job: JobContext<Payload>, cycle: CycleView, { entry, opinion }: Task, numbering: LetterNumbering): Promise<Result<null, Problem>> {
    const { assessee } = entry;
    return this.uow.run(job.actor, async (tx) => {
      const { number } = await this.free(tx, assessee.hostId, numbering);
      const document = feedbackLetter(this.facts(cycle, entry, opinion, { ...numbering, number }), this.words);
      const name = this.words.t('file.letter', { name: assessee.personName });
      const about = { orgPath: assessee.orgPath, purpose: 'letter', personId: assessee.personId };
      const stored = await this.files.saveIn(tx, { name, bytes: Buffer.from(await writeOfficial(document)), ...about });
      if (!stored.ok) return stored;
      const pdf = await this.files.saveIn(tx, { name: name.replace(/docx$/, 'pdf'), bytes: await writeOfficialPdf(document), ...about });
      if (!pdf.ok) return pdf;
      const letter = this.rows.newLetter(tx, {
        hostId: assessee.hostId, id: randomUUID(), orgPath: assessee.orgPath, sector: assessee.sector, cycleId: cycle.id, assesseeId: assessee.id, personId: assessee.personId, kind: 'feedback', number, fileId: stored.value.id, pdfId: pdf.value.id, issuedOn: numbering.issuedOn, receivedOn: null,
      });
      await this.rows.flush(tx);
      tx.audit({ action: 'letter.issue', subject: { type: 'Letter', id: letter.id }, orgPath: assessee.orgPath, after: { number, sha256: stored.value.sha256 } });
      return ok(null);
    });
  }

  private facts(cycle: CycleView, { assessee, frozen, result }: Entry, opinion: OpinionRecord, { number, issuedOn, signer }: LetterNumbering & { number: string }): LetterFacts {
    const { scheme } = frozen;
    const digits = scheme.score.digits;
    const figure = (exact: string | null | undefined) => (exact == null ? null : Fraction.of(exact).toFixed(digits));
    const grade = result?.grade ? gradeTitle(scheme, result.grade) : null;
    return {
      hostName: cycle.hostName, title: cycle.title, period: periodTitle(cycle.period), number, issuedOn, signer, personName: assessee.personName, orgName: assessee.orgName, post: assessee.post,
      score: figure(result?.score) ?? '', grade: grade ? this.words.ref(grade) : '', parts: componentsOf(scheme).map(({ id, title }) => ({ title: this.words.ref(title), score: figure(result?.figures[id]) })),
      achievements: opinion.achievements, problems: opinion.problems, demands: opinion.demands, listWithinDays: scheme.rectification.listWithinDays, appealDays: scheme.appeal.days,
    };
  }
}
