import { Injectable } from '@nestjs/common';
import type { BallotFormSheet, ClassForm } from '@shuping/ballot-box';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { BallotDb } from '../../platform/persistence/pools.ts';
import type { RoundPhase } from './ballot-box.store.ts';
import { isVoting } from './round-phase.rules.ts';
import { isMeetingId } from './vote-rounds.ts';

/** `forms` are kept apart from the sheets: sixty people who are asked the same share one. */
type Laid = Pick<BallotFormSheet, 'title' | 'named'> & { readonly rehearsal: boolean; readonly forms: readonly ClassForm[]; readonly sheets: readonly (Pick<BallotFormSheet, 'round' | 'subjects'> & { readonly classes: Readonly<Record<string, number>> })[] };

/** How long sheets stay in memory. */
const KEPT_MS = 600_000;

/** All that is open in a meeting, as every phone reads it. */
@Injectable()
export class OpenSheets {
  /** meeting → its open rounds and their sheets, which do not change while they are open */
  private readonly laid = new Map<string, { readonly open: string; readonly sheets: Promise<Laid> }>();

  constructor(private readonly db: BallotDb) {}

  /** Sheets of all rounds that take ballots, for all classes; `ballot.not-open` while none does. */
  async of(meeting: string): Promise<Result<Laid, Problem>> {
    if (!isMeetingId(meeting)) return err({ code: 'ballot.unknown-meeting' });
    const { rows } = await this.db.query<{ round: string; phase: RoundPhase }>('select round, phase from ballot.round where meeting = $1 order by length(round), round', [meeting]);
    if (rows.length === 0) return err({ code: 'ballot.unknown-meeting' });
    const rounds = rows.filter(({ phase }) => isVoting(phase)).map(({ round }) => round);
    if (rounds.length === 0) return err({ code: 'ballot.not-open' });
    const open = rounds.join(' ');
    const laid = this.laid.get(meeting);
    if (laid?.open === open) return ok(await laid.sheets);
    const sheets = this.lay(meeting, rounds);
    this.laid.set(meeting, { open, sheets });
    setTimeout(() => this.laid.delete(meeting), KEPT_MS).unref();
    return ok(await sheets.catch((fault: unknown) => {
      this.laid.delete(meeting);
      throw fault;
    }));
  }

  private async lay(meeting: string, rounds: readonly string[]): Promise<Laid> {
    const { rows } = await this.db.query<{ form: BallotFormSheet; rehearsal: boolean }>("select r.form, b.kind = 'rehearsal' as rehearsal from ballot.round r join ballot.box b on b.meeting = r.meeting where r.meeting = $1 and r.round = any($2) order by length(r.round), r.round", [meeting, rounds]);
    const places = new Map<string, { readonly at: number; readonly form: ClassForm }>();
    const placeOf = (form: ClassForm): number => {
      const key = JSON.stringify(form);
      const place = places.get(key) ?? { at: places.size, form };
      places.set(key, place);
      return place.at;
    };
    const sheets = rows.map(({ form }) => ({ round: form.round, subjects: form.subjects, classes: Object.fromEntries(Object.entries(form.classes).map(([id, one]) => [id, placeOf(one)])) }));
    const { title, named } = rows[0]!.form;
    return { title, named, rehearsal: rows[0]!.rehearsal, forms: [...places.values()].map(({ form }) => form), sheets };
  }
}
