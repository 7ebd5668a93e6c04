import type { ExactJson, Fraction, TextRef } from '@shuping/kernel';
import type { NodeKind, NodeOf, Scheme, ScoreInputs } from '@shuping/scheme';
import type { AbsenceCode, Figure } from '../figure.ts';
import type { ScoringCode } from '../locales/codes.ts';
import type { PreparedScheme } from '../prepared.ts';

export type Params = Readonly<Record<string, string | number>>;

/** A coded statement; words are in the locale catalogues. */
export type Coded = { readonly code: ScoringCode; readonly params: Params };

/** One thing a figure was read from. `amount` is what it adds to the figure; lines without it only inform. `title` names the option, item or question. */
export type ExplainedLine = Coded & { readonly amount?: ExactJson; readonly title?: TextRef };

/** One part of a figure. `weight` is the share in effect (exact, 1 = whole) and `contribution` = figure × weight. `absence` says which rule dealt with a missing part. */
export type ExplainedChild = {
  readonly weight?: string;
  readonly declared?: string;
  readonly contribution?: ExactJson;
  readonly explained: Explained;
  readonly absence?: Coded;
  /** part that stands in under the rule `fallback` */
  readonly instead?: Explained;
  readonly layer?: string;
};

/** What is done to the sum of all amounts and contributions, in order. */
export type ExplainedStep = Coded;

/** Derivation of one figure (R-G2). Adding the exact amounts and contributions and taking the steps gives the figure again. */
export type Explained = {
  readonly node: string;
  readonly title: TextRef;
  readonly kind: NodeKind;
  readonly figure: ExactJson | null;
  readonly shown: string | null;
  readonly rule: Coded;
  readonly inputs: readonly ExplainedLine[];
  readonly children: readonly ExplainedChild[];
  readonly steps: readonly ExplainedStep[];
  readonly layer?: string;
  readonly absent?: { readonly code: AbsenceCode; readonly causes: readonly string[] };
};

export type EvalContext = {
  readonly scheme: Scheme;
  readonly prepared: PreparedScheme;
  readonly inputs: ScoreInputs;
  /** level of the object that is scored */
  readonly level: NodeOf<NodeKind>['level'];
  /** figure of another node, evaluated on demand */
  figure(id: string): Figure;
};

export type ExplainContext = EvalContext & {
  explain(id: string): Explained;
  /** exact JSON printed with the digits used for parts */
  exact(value: Fraction): ExactJson;
  /** layer that set the value at a scheme path, if known */
  layerAt(path: string): string | undefined;
};

export type ExplainedParts = {
  readonly rule: Coded;
  readonly inputs?: readonly ExplainedLine[];
  readonly children?: readonly ExplainedChild[];
  readonly steps?: readonly ExplainedStep[];
};

/** What a figure is read from: a part of the inputs, narrowed to one entry where the kind reads no more. */
export type InputKey = keyof ScoreInputs | `${'officer' | 'sheets' | 'external' | 'tallies' | 'facts' | 'periods' | 'tasks' | 'places' | 'around' | 'events'}/${string}`;

/** Meaning of one node kind. `evaluate` gives the figure before `round`; `reads` says which inputs it looks at itself, conditions and other nodes aside. */
export type NodeEvaluator<K extends NodeKind> = {
  evaluate(node: NodeOf<K>, ctx: EvalContext): Figure;
  explain(node: NodeOf<K>, ctx: ExplainContext): ExplainedParts;
  reads(node: NodeOf<K>): readonly InputKey[];
};
