import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { items, type Item } from '@shuping/report-checks';
import { z } from 'zod';
import { EventDispatcher } from '../../platform/outbox/index.ts';
import type { DomainEvent, Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type AssesseeView } from '../cycles/index.ts';
import { Carry } from './carry.ts';
import { ProblemIntake } from './problem-intake.ts';
import { RectificationRepository } from './rectification.repository.ts';

const Accepted = z.object({ reportId: z.string(), assesseeId: z.string(), sections: z.array(z.object({ kind: z.string(), text: z.string() })) });
const Commented = z.object({ commentId: z.string(), assesseeId: z.string(), problems: z.array(z.object({ id: z.string(), title: z.string() })) });
const StageOpened = z.object({ cycleId: z.string(), stage: z.string() });
type Sections = z.infer<typeof Accepted>['sections'];

const NAME = 'rectification';
const LONGEST_TITLE = 200;
/** Who stands in the history of what came by itself: a code that the console words. */
const SYSTEM = '';

/** Takes problems and promises from what other modules announce; a repeated announcement adds nothing (R-I1, R-I5, R-F2). */
@Injectable()
export class RectificationConsumers implements OnModuleInit {
  private readonly logger = new Logger(NAME);
  constructor(
    private readonly events: EventDispatcher, private readonly cycles: CyclesApi, private readonly intake: ProblemIntake, private readonly rows: RectificationRepository, private readonly carry: Carry,
  ) {}

  onModuleInit(): void {
    this.events.onEvent('report.accepted', NAME, (tx, event) => this.accepted(tx, event));
    this.events.onEvent('meeting.comment-recorded', NAME, (tx, event) => this.commented(tx, event));
    this.events.onEvent('cycle.stage-opened', NAME, (tx, event) => this.stageOpened(tx, event));
  }

  /** One item per problem of the report, with its cause and measure beside it, and one commitment per promise. */
  private async accepted(tx: Tx, event: DomainEvent): Promise<void> {
    const { reportId, assesseeId, sections } = Accepted.parse(event.payload);
    const assessee = await this.assessee(tx, event, assesseeId);
    if (!assessee) return;
    const problems = itemsOf(sections, 'problems');
    const causes = beside(problems, itemsOf(sections, 'causes'));
    const measures = beside(problems, itemsOf(sections, 'measures'));
    for (const [at, problem] of problems.entries()) {
      const detail = problem.body.trim();
      const title = firstSentence(detail);
      if (title === '') continue;
      // the words are the key: a report accepted again after changes adds what is new, and nothing twice
      const sourceKey = `report:${reportId}:${createHash('sha256').update(detail).digest('hex').slice(0, 24)}`;
      await this.intake.take(tx, assessee, { source: 'self', sourceKey, title, detail: detail === title ? '' : detail, cause: causes[at] ?? '', measure: measures[at] ?? '', owner: assessee.personName }, SYSTEM);
    }
    for (const promise of itemsOf(sections, 'commitments')) {
      const row = promise.body.trim() === '' ? null : await this.rows.addCommitment(tx, assessee, promise.body.trim());
      if (row) tx.audit({ action: 'commitment.make', subject: { type: 'Commitment', id: row.id }, orgPath: row.orgPath, after: { text: row.text, reportId } });
    }
  }

  private async commented(tx: Tx, event: DomainEvent): Promise<void> {
    const { commentId, assesseeId, problems } = Commented.parse(event.payload);
    const assessee = await this.assessee(tx, event, assesseeId);
    if (!assessee) return;
    for (const problem of problems) {
      const title = problem.title.trim();
      if (title === '') continue;
      await this.intake.take(tx, assessee, { source: 'comment', sourceKey: `comment:${commentId}:${problem.id}`.slice(0, 120), title: title.slice(0, LONGEST_TITLE), detail: title.length > LONGEST_TITLE ? title : '' }, SYSTEM);
    }
  }

  /** When research of a year begins, the open rest of the year before comes along; later stages bring what was reopened meanwhile. */
  private async stageOpened(tx: Tx, event: DomainEvent): Promise<void> {
    const { cycleId, stage } = StageOpened.parse(event.payload);
    if (stage !== 'research') return;
    const to = await this.cycles.cycle(tx, cycleId);
    const from = to?.previousCycleId ? await this.cycles.cycle(tx, to.previousCycleId) : null;
    if (!to || !from) return;
    const outcome = await this.carry.run(tx, from, to, SYSTEM);
    if (!outcome.ok) this.logger.warn({ event: event.key, code: outcome.error.code });
  }

  private async assessee(tx: Tx, event: DomainEvent, id: string): Promise<AssesseeView | null> {
    const assessee = await this.cycles.assessee(tx, id);
    if (!assessee) this.logger.warn({ event: event.type, key: event.key, code: 'assessee.not-found' });
    return assessee;
  }
}

function itemsOf(sections: Sections, kind: string): Item[] {
  return sections.filter((section) => section.kind === kind).flatMap((section) => items(section.text));
}

// a wrong cause is worse than none: only lists of the same length are laid side by side
function beside(problems: readonly Item[], others: readonly Item[]): string[] {
  return others.length === problems.length ? others.map((other) => other.body.trim()) : [];
}

function firstSentence(text: string): string {
  const end = text.search(/[。！？；;\n]/);
  return (end > 0 ? text.slice(0, end) : text).trim().slice(0, LONGEST_TITLE);
}
