import { Fraction, monthsBetween } from '@shuping/kernel';
import type { EventInput, NodeOf } from '@shuping/scheme';
import { absent, present, type Figure } from '../figure.ts';
import { num } from '../prepared.ts';
import type { EvalContext, ExplainContext, ExplainedLine, ExplainedParts, InputKey } from './evaluator.ts';
import { nodeHolds } from './limited.ts';

type Node = NodeOf<'event_ledger'>;
type Cap = Node['caps'][number];

/** One event with what it adds in the end, as a size. */
export type LedgerEntry = {
  readonly event: EventInput;
  readonly points: Fraction;
  /** how often its points were multiplied for repetition */
  readonly repeated: number;
  readonly state: 'counted' | 'expired' | 'same_matter' | 'over_count' | 'reduced';
  readonly amount: Fraction;
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(a: EventInput, b: EventInput): number {
  return text(a.day, b.day) || text(a.matter, b.matter) || text(a.question, b.question) || text(a.level ?? '', b.level ?? '') || a.points - b.points;
}

/** What two events must share to be a repetition; null where nothing makes one. */
function sameKey(node: Node, event: EventInput): string | null {
  switch (node.repeat?.same) {
    case 'question': return event.question;
    case 'matter': return event.matter === '' ? null : event.matter;
    case 'level': return event.level === undefined ? null : `${event.question}/${event.level}`;
    case undefined: return null;
  }
}

function repetitions(node: Node, before: readonly EventInput[], event: EventInput): number {
  const key = sameKey(node, event);
  if (key === null || !node.repeat) return 0;
  const { withinMonths } = node.repeat;
  return before.filter((other) => sameKey(node, other) === key && monthsBetween(other.day, event.day) < withinMonths).length;
}

/** Events up to the period's end with their points; null where one has no level and may not be without. */
function valued(node: Node, ctx: EvalContext): LedgerEntry[] | null {
  const { periodEnd } = ctx.inputs;
  const events = ctx.inputs.events.filter((event) => event.day <= periodEnd && node.questions.includes(event.question)).sort(inOrder);
  const out: LedgerEntry[] = [];
  for (const [at, event] of events.entries()) {
    const level = node.ladder.find((one) => one.id === event.level);
    const alive = monthsBetween(event.day, periodEnd) < (level?.validMonths ?? node.withinMonths);
    if (!level && node.unlisted === 'hold' && alive) return null;
    const times = repetitions(node, events.slice(0, at), event);
    const growth = node.repeat?.growth === 'each' ? times : Math.min(times, 1);
    let points = num(level?.points ?? event.points);
    for (let n = 0; n < growth; n += 1) points = points.mul(num(node.repeat!.factor));
    out.push({ event, points, repeated: growth, state: alive ? 'counted' : 'expired', amount: alive ? points : Fraction.zero });
  }
  return out;
}

/** Of one named matter only the highest counts, the earliest of equals. */
function highestOnly(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const best = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    if (entry.state !== 'counted' || entry.event.matter === '') continue;
    const known = best.get(entry.event.matter);
    if (!known || entry.points.compare(known.points) > 0) best.set(entry.event.matter, entry);
  }
  return entries.map((entry) => (entry.state !== 'counted' || entry.event.matter === '' || best.get(entry.event.matter) === entry ? entry : { ...entry, state: 'same_matter', amount: Fraction.zero }));
}

function bucketOf(per: Cap['per'], day: string): string {
  const month = Number(day.slice(5, 7)) - 1;
  const part = { month, quarter: Math.floor(month / 3), half_year: Math.floor(month / 6), year: 0 }[per];
  return `${day.slice(0, 4)}/${part}`;
}

/** One cap: of each period the highest `count` events count, and their points until they reach `points`, in order of days. */
function capped(cap: Cap, entries: readonly LedgerEntry[]): LedgerEntry[] {
  const out = [...entries];
  const buckets = new Map<string, number[]>();
  for (const [at, entry] of entries.entries()) {
    if (entry.amount.isZero()) continue;
    const bucket = bucketOf(cap.per, entry.event.day);
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), at]);
  }
  for (const members of buckets.values()) {
    const ranked = [...members].sort((a, b) => entries[b]!.amount.compare(entries[a]!.amount) || a - b);
    for (const at of cap.count === undefined ? [] : ranked.slice(cap.count)) out[at] = { ...out[at]!, state: 'over_count', amount: Fraction.zero };
    if (cap.points === undefined) continue;
    let left = num(cap.points);
    for (const at of members) {
      const entry = out[at]!;
      const amount = entry.amount.min(left);
      if (!amount.equals(entry.amount)) out[at] = { ...entry, state: 'reduced', amount };
      left = left.sub(amount);
    }
  }
  return out;
}

/** Every event of the ledger with what it adds; null where one has no level and may not be without. */
export function ledgerEntries(node: Node, ctx: EvalContext): LedgerEntry[] | null {
  const all = valued(node, ctx);
  if (!all) return null;
  return node.caps.reduce((entries, cap) => capped(cap, entries), node.perMatter === 'highest' ? highestOnly(all) : all);
}

/** Signed sum of the ledger (R27, R28), nothing while it is frozen (R41). */
export function evaluate(node: Node, ctx: EvalContext): Figure {
  const entries = ledgerEntries(node, ctx);
  if (!entries) return absent('absent.event_level');
  const frozen = node.frozenBy ? nodeHolds(node.frozenBy, ctx) : false;
  if (frozen === null) return absent('absent.condition_unknown');
  if (frozen) return present(Fraction.zero);
  let total = Fraction.sum(entries.map((entry) => entry.amount));
  if (node.cap !== undefined) total = total.min(num(node.cap));
  return present(node.sign === 'plus' ? total : total.neg());
}

export function reads(node: Node): readonly InputKey[] {
  return [...node.questions.map((question): InputKey => `events/${question}`), 'periodEnd'];
}

export function explain(node: Node, ctx: ExplainContext): ExplainedParts {
  const entries = ledgerEntries(node, ctx) ?? [];
  const value = evaluate(node, ctx).value;
  const frozen = value !== null && node.frozenBy !== undefined && nodeHolds(node.frozenBy, ctx) === true;
  const inputs = entries.map((entry): ExplainedLine => {
    const title = node.ladder.find((level) => level.id === entry.event.level)?.title ?? ctx.scheme.questions.find((question) => question.id === entry.event.question)?.title;
    const params = { question: entry.event.question, matter: entry.event.matter, day: entry.event.day, points: entry.points.toString(), repeated: entry.repeated };
    const code = entry.state === 'counted' ? (`line.ledger.${node.sign}` as const) : (`line.ledger.${entry.state}` as const);
    const amount = node.sign === 'plus' ? entry.amount : entry.amount.neg();
    return { code, params, ...(title ? { title } : {}), ...(value !== null && !frozen && !entry.amount.isZero() ? { amount: ctx.exact(amount) } : {}) };
  });
  return {
    rule: { code: `rule.event_ledger.${node.sign}`, params: { months: node.withinMonths } },
    inputs: frozen ? [...inputs, { code: 'line.ledger.frozen', params: {} }] : inputs,
    steps: node.cap === undefined ? [] : [{ code: 'step.cap', params: { cap: node.cap } }],
  };
}
