import type { Fraction } from '@shuping/kernel';

/** Why a node has no figure. Words are in the locale catalogues. */
export const ABSENCE_CODES = [
  'absent.no_figure',
  'absent.out_of_bounds',
  'absent.sheet_incomplete',
  'absent.no_ballots',
  'absent.no_marks',
  'absent.not_asked',
  'absent.merged',
  'absent.too_few',
  'absent.hold',
  'absent.undeclared',
  'absent.nothing_left',
  'absent.fallback',
  'absent.merge_target',
  'absent.base',
  'absent.account',
  'absent.unknown_node',
  'absent.cycle',
  'absent.other_level',
  'absent.no_memory',
  'absent.factor',
  'absent.event_level',
  'absent.condition_unknown',
  'absent.unmarked',
  'absent.no_place',
  'absent.zero_divisor',
  'absent.not_referred',
  'absent.nobody',
  'absent.not_single',
  'absent.other_missing',
  'absent.bound',
  'absent.no_outcome',
  'absent.tie',
  'absent.no_values',
  'absent.unchecked',
] as const;
export type AbsenceCode = (typeof ABSENCE_CODES)[number];

/** One figure of one node. `value` is null exactly when `absent` says why; `causes` are the nodes whose own absence led to it. */
export type Figure = { readonly value: Fraction | null; readonly absent?: AbsenceCode; readonly causes?: readonly string[] };

/** Score of one assessee. `held` is empty exactly when the root has a figure; else it holds the codes that led to its absence, outermost first. `mergedGroups` maps each merged group to the group that holds its votes now. */
export type ScoreResult = {
  readonly root: Figure;
  readonly nodes: Readonly<Record<string, Figure>>;
  readonly held: readonly AbsenceCode[];
  readonly mergedGroups: Readonly<Record<string, string>>;
};

export function present(value: Fraction): Figure {
  return { value };
}

export function absent(code: AbsenceCode, causes: readonly string[] = []): Figure {
  return causes.length === 0 ? { value: null, absent: code } : { value: null, absent: code, causes };
}
