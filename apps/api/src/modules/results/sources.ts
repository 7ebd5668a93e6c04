import type { Published } from '@shuping/domain';
import type { GroupTally, ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';

/** Figures of regular work of one assessee; `routine` gives those of a cycle by assessee. */
export type RoutineInputs = Pick<ScoreInputs, 'officer' | 'sheets' | 'events' | 'external' | 'facts' | 'periods' | 'tasks'>;
/** Sealed counts of one assessee that may be shown, and which groups were merged into which. */
export type SealedTallies = Pick<ScoreInputs, 'merged'> & { readonly tallies: Readonly<Record<string, Published<GroupTally>>> };
export type SpokenComment = { readonly assesseeId: string; readonly speaker: string; readonly text: string; readonly problems: readonly { readonly id: string; readonly title: string }[] };
/** Ledger of one unit in figures; `rate` is closed ÷ total as shown, null without items. */
export type UnitRate = { readonly orgId: string; readonly orgName: string; readonly total: number; readonly closed: number; readonly overdue: number };

/** What a score, an opinion and a circular are made from; the other modules' ports stand behind it. */
export abstract class ScoreSources {
  abstract routine(tx: Tx, cycleId: string): Promise<ReadonlyMap<string, RoutineInputs>>;
  abstract tallies(tx: Tx, cycleId: string): Promise<Readonly<Record<string, SealedTallies>>>;
  abstract comments(tx: Tx, cycleId: string): Promise<readonly SpokenComment[]>;
  abstract rates(tx: Tx, cycleId: string): Promise<readonly UnitRate[]>;
}
