import { Injectable } from '@nestjs/common';
import type { AgainOf } from '@shuping/contracts';
import type { AskedAgain } from '@shuping/domain';
import { resolveText } from '@shuping/kernel';
import type { Tx } from '../../platform/persistence/index.ts';
import { CyclesApi, type CycleView } from '../cycles/index.ts';
import { RectificationApi } from '../rectification/index.ts';
import { reportWords } from './locales/zh-CN.ts';

/** A question about a repeat, in the words in which it was put, with the items that it comes from. */
export type AskedAgainOf = AskedAgain & AgainOf;

/** Last year's repeats as questions of this year's report (R-I6). */
@Injectable()
export class AskAgain {
  constructor(private readonly cycles: CyclesApi, private readonly ledger: RectificationApi) {}

  /** What the report of an assessee is asked about when it begins now. */
  async put(tx: Tx, assesseeId: string): Promise<AskedAgainOf[]> {
    const assessee = await this.cycles.assessee(tx, assesseeId);
    const cycle = assessee && (await this.cycles.cycle(tx, assessee.cycleId));
    if (!assessee || !cycle) return [];
    return (await this.ledger.again(tx, cycle, assessee.orgId)).map(({ first, last }) => {
      const words = { title: last.title, first: first.title, firstYear: first.year, year: last.year };
      return { id: `again-${last.id}`, heading: resolveText({ key: 'report.again.heading' }, reportWords, words), title: resolveText({ key: 'report.again.title' }, reportWords, words), first, last };
    });
  }

  /** Tells the ledger which report has to answer. */
  async note(tx: Tx, cycle: CycleView, asked: readonly AskedAgainOf[]): Promise<void> {
    if (asked.length > 0) await this.ledger.noteAsked(tx, asked.map((one) => one.last.id), cycle.title);
  }
}
