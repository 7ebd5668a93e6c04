import { Fraction, type TextRef } from '@shuping/kernel';
import type { Condition, NodeOf, Scheme } from '@shuping/scheme';

export type EventQuestion = Scheme['questions'][number] & { readonly kind: 'bonus' | 'deduction' | 'veto' };

/** What an entry is: points, a deduction, a share 0..1, a measured value, a number of cases, the points of a level, a place, the id of a mark, or a fact. */
export type EntryAs = 'points' | 'deduction' | 'share' | 'measured' | 'count' | 'level' | 'place' | 'mark' | 'text' | 'yes_no';

/** One place that somebody fills in. `ends`: only the least or the most; `step`: multiples of it; `choices`: nothing else. */
export type EnteredCell = {
  readonly item: string;
  readonly title: TextRef;
  readonly owner: string;
  readonly as: EntryAs;
  readonly min: number;
  readonly max: number;
  readonly evidence: 'none' | 'optional' | 'required';
  readonly ends?: boolean;
  readonly step?: number;
  readonly choices?: readonly { readonly value: string; readonly title: TextRef }[];
};

const KINDS = ['officer_input', 'external', 'corrected', 'indicator_sheet', 'indicator_table', 'split_input', 'periods', 'equal_share'] as const;
export type EnteredKind = (typeof KINDS)[number] | 'facts';

/** A node, or the declared facts of an assessee, with the places to fill in. `tasks`: its list of tasks is open; every one takes a mark of these. */
export type EnteredNode = { readonly id: string; readonly kind: EnteredKind; readonly title: TextRef; readonly owner: string; readonly cells: readonly EnteredCell[]; readonly tasks?: EnteredCell };

/** Node id under which facts are entered; no node of a scheme can have it. */
export const FACTS = '@facts';
/** Facts that the system holds itself are never asked for. */
const HELD = /^(appointments|organisation profile)/;
const ANY = 999_999_999;
const OFFICE = 'host_officer';
/** States that an assessee has no tasks at all, which is not the same as tasks not entered yet. */
export const NO_TASKS = 'none';

type Source = Scheme['score']['nodes'][number];
type Item = NodeOf<'indicator_table'>['items'][number];

function tableCells(item: Item, owner: string): EnteredCell[] {
  const base = { item: item.id, title: item.title, owner: item.owner ?? owner, min: 0, max: item.max, evidence: 'optional' } as const;
  const { rule } = item;
  switch (rule.by) {
    case 'until_used_up': return [{ ...base, as: 'deduction', ...(rule.step ? { step: rule.step } : {}) }];
    case 'all_or_nothing': return [{ ...base, as: 'deduction', ends: true }];
    case 'share': return [{ ...base, as: 'share', max: 1 }];
    case 'per_unit': return [{ ...base, as: 'measured', min: -ANY, max: ANY }];
    case 'cases': return rule.cases.map((one) => ({ ...base, item: one.id, title: one.title, as: 'count', max: 9999, step: 1 }));
    case 'levels': return [{ ...base, as: 'level', choices: rule.levels.map((level) => ({ value: String(level.points), title: level.title })) }];
  }
}

function cellsOf(node: Source): EnteredCell[] {
  switch (node.kind) {
    case 'officer_input': case 'external': case 'corrected':
      return [{ item: '', title: node.title, owner: node.owner, as: 'points', min: node.min, max: node.max, evidence: node.kind === 'officer_input' ? node.evidence : 'optional' }];
    case 'indicator_sheet':
      return node.items.map((item) => ({ item: item.id, title: item.title, owner: node.owner, as: 'deduction', min: 0, max: item.max, evidence: 'optional', ...(item.deduction === 'all_or_nothing' ? { ends: true } : {}) }));
    case 'indicator_table': return node.items.flatMap((item) => tableCells(item, node.owner));
    case 'split_input': return node.parts.map((part) => ({ item: part.id, title: part.title, owner: part.owner, as: 'points', min: part.min, max: part.max, evidence: 'optional' }));
    case 'periods':
      return node.periods.map(({ id }) => ({ item: id, title: { key: `cycles.period.${id}` }, owner: node.owner, as: node.convert ? 'place' : 'points', min: node.convert ? Math.max(1, node.min) : node.min, max: node.max, evidence: 'optional', ...(node.convert ? { step: 1 } : {}) }));
    default: return [];
  }
}

function nodeOf(node: Source): EnteredNode[] {
  if (!KINDS.some((kind) => kind === node.kind)) return [];
  const kind = node.kind as EnteredKind;
  if (node.kind === 'equal_share') {
    const tasks: EnteredCell = { item: '', title: node.title, owner: node.owner, as: 'mark', min: 0, max: 0, evidence: 'optional', choices: node.options.map(({ id, title }) => ({ value: id, title })) };
    return [{ id: node.id, kind, title: node.title, owner: node.owner, cells: [], tasks }];
  }
  const cells = cellsOf(node);
  return [{ id: node.id, kind, title: node.title, owner: 'owner' in node ? node.owner : (cells[0]?.owner ?? OFFICE), cells }];
}

function factCell({ id, title, type }: Scheme['facts'][number]): EnteredCell {
  const base = { item: id, title, owner: OFFICE, evidence: 'optional' } as const;
  if (type === 'number') return { ...base, as: 'measured', min: -ANY, max: ANY };
  return type === 'boolean' ? { ...base, as: 'yes_no', min: 0, max: 1, step: 1 } : { ...base, as: 'text', min: 0, max: 0 };
}

/** Everything that offices enter before grading, in the scheme's order, facts last. Marks of judges stay with the ballots. */
export function enteredNodes(scheme: Scheme): EnteredNode[] {
  const facts = scheme.facts.filter((fact) => !HELD.test(fact.source)).map(factCell);
  return [...scheme.score.nodes.flatMap(nodeOf), ...(facts.length > 0 ? [{ id: FACTS, kind: 'facts', title: { key: 'cycles.scores.facts' }, owner: OFFICE, cells: facts } as const] : [])];
}

/** The place that an item names; null where there is none. */
export function cellOf(node: EnteredNode, item: string): EnteredCell | null {
  if (node.tasks) return /^t[1-9]\d{0,2}$/.test(item) && Number(item.slice(1)) <= 200 ? { ...node.tasks, item } : item === NO_TASKS ? { ...node.tasks, item, choices: [] } : null;
  return node.cells.find((cell) => cell.item === item) ?? null;
}

/** True where a figure is one that the place takes. */
export function takes(cell: EnteredCell, value: string): boolean {
  const figure = Fraction.of(value);
  if (cell.as === 'mark') return figure.isZero();
  if (cell.as === 'text') return false;
  if (cell.choices) return cell.choices.some((choice) => Fraction.of(choice.value).equals(figure));
  const [min, max] = [Fraction.of(cell.min), Fraction.of(cell.max)];
  if (figure.compare(min) < 0 || figure.compare(max) > 0) return false;
  if (cell.ends && !figure.equals(min) && !figure.equals(max)) return false;
  return cell.step === undefined || figure.div(Fraction.of(cell.step)).d === 1n;
}

/** True where words are what the place takes: a mark by its id, a fact in text. */
export function takesWord(cell: EnteredCell, word: string): boolean {
  return cell.as === 'text' || (cell.as === 'mark' && cell.choices?.some((choice) => choice.value === word) === true);
}

export function eventQuestions(scheme: Scheme): EventQuestion[] {
  return scheme.questions.filter((question): question is EventQuestion => question.kind === 'bonus' || question.kind === 'deduction' || question.kind === 'veto');
}

/** Who records an event; the host's office where the scheme names nobody. */
export function ownerOf(question: EventQuestion): string {
  return question.owner ?? OFFICE;
}

export type LadderLevel = NodeOf<'event_ledger'>['ladder'][number];

/** Levels that an event of a question may have, of all ledgers that count it (R28); `required` where one of them holds without a level. */
export function ladderOf(scheme: Scheme, question: string): { readonly levels: readonly LadderLevel[]; readonly required: boolean } {
  const ledgers = scheme.score.nodes.filter((node): node is NodeOf<'event_ledger'> => node.kind === 'event_ledger' && node.questions.includes(question));
  const levels = new Map(ledgers.flatMap((ledger) => ledger.ladder).map((level) => [level.id, level]));
  return { levels: [...levels.values()], required: levels.size > 0 && ledgers.some((ledger) => ledger.unlisted === 'hold') };
}

function actorsIn(condition: Condition, question: string): string[] {
  switch (condition.kind) {
    case 'and': case 'or': return condition.all.flatMap((one) => actorsIn(one, question));
    case 'not': return actorsIn(condition.of, question);
    case 'event': return condition.question === question ? (condition.actors ?? []) : [];
    default: return [];
  }
}

/** Whose acts the scheme tells apart for a question (R41), the assessee's own first. */
export function actorsOf(scheme: Scheme, question: string): string[] {
  const { grading } = scheme;
  const conditions = [...grading.vetoes.flatMap((veto) => (veto.when ? [veto.when] : [])), ...grading.gates.map((gate) => gate.requires), ...(grading.ceilings ?? []).map((ceiling) => ceiling.when)];
  return [...new Set(['self', ...conditions.flatMap((condition) => actorsIn(condition, question))])];
}
