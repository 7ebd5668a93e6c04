import { z } from 'zod';
import { Adjusted } from './adjusted.ts';
import { Events } from './events.ts';
import { External } from './external.ts';
import { IndicatorSheet } from './indicator-sheet.ts';
import { OfficerInput } from './officer-input.ts';
import { Statistic } from './statistic.ts';
import { Tally } from './tally.ts';
import { WeightedSum } from './weighted-sum.ts';

/** Node kinds. A kind's meaning never changes: a new meaning is a new kind (`tally_2`), and a new kind is a new file here, in scoring/nodes and in the console. */
export const ScoreNode = z.discriminatedUnion('kind', [WeightedSum, Tally, OfficerInput, IndicatorSheet, Events, Adjusted, Statistic, External]);
export type ScoreNode = z.infer<typeof ScoreNode>;
export type NodeKind = ScoreNode['kind'];
export type NodeOf<K extends NodeKind> = Extract<ScoreNode, { kind: K }>;

export * from './base.ts';
export type { Adjusted, Events, External, IndicatorSheet, OfficerInput, Statistic, Tally, WeightedSum };
