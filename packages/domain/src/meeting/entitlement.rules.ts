import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { K_ANONYMITY, type Rates } from '@shuping/scheme';

/** Somebody who may vote: the groups to which they belong, in the scheme's order where they fall under several; who they are when they are rated themselves; whom they supervise or work with. */
export type Elector = { readonly id: string; readonly groups: readonly string[]; readonly subject: string | null; readonly related: readonly string[] };
export type RatedSubject = { readonly id: string; readonly facts: Readonly<Record<string, unknown>> };
export type RatingGroup = { readonly id: string; readonly rates?: Rates | undefined };

/** True when not everybody in the group rates the same subjects, so that a slip drawn from a box does not say what its holder may vote on. */
export function needsNames(rates: Rates | undefined): boolean {
  return rates?.rule === 'not_self' || rates?.rule === 'related';
}

/** Subjects that a whole group rates, whoever its members are; for groups that need names: those of whom some member may be entitled. */
export function subjectsOfGroup(rates: Rates | undefined, subjects: readonly RatedSubject[]): string[] {
  return subjects.filter((subject) => rates?.rule !== 'only' || rates.is.includes(String(subject.facts[rates.fact] ?? ''))).map((subject) => subject.id);
}

/** Who may rate whom as which group (R09, R10, R15); nowhere else is this decided. Null when the elector may not rate the subject. In several groups a person votes once, as the first that entitles them. */
export function votesAs(elector: Elector, subject: RatedSubject, groups: readonly RatingGroup[]): string | null {
  return groups.find((group) => elector.groups.includes(group.id) && entitles(group.rates, elector, subject))?.id ?? null;
}

function entitles(rates: Rates | undefined, elector: Elector, subject: RatedSubject): boolean {
  switch (rates?.rule) {
    case 'not_self': return elector.subject !== subject.id;
    case 'related': return elector.related.includes(subject.id);
    case 'only': return rates.is.includes(String(subject.facts[rates.fact] ?? ''));
    default: return true;
  }
}

/** A set of subjects that stand on one ballot, and how many tickets of a class there are for it. */
export type BallotPart = { readonly class: string; readonly subjects: readonly string[]; readonly electors: readonly string[] };

/**
 * Ballots of a round by class: one for all subjects where everybody in the class rates them all, else one a subject, so that no ballot says by what it lacks who cast it (security 2.4 step 1).
 * Classes in `named` sign their ballots: they have no part here, and whoever votes as one of them votes as no other. `into` says where a class goes that has fewer than five electors for a subject; when it says nothing, or those are still too few, the round cannot be held: `electorate.scope-too-small`, at the class, with subject and heads (R-F3).
 */
export function ballotParts(electors: readonly Elector[], subjects: readonly RatedSubject[], groups: readonly RatingGroup[], into: Readonly<Record<string, string>> = {}, named: readonly string[] = []): Result<BallotPart[], Problem> {
  const bySubject = subjects.map((subject) => ({ subject, classes: classesFor(electors, subject, groups, into, named) }));
  const issues = bySubject.flatMap(({ subject, classes }) => [...classes].filter(([, ids]) => ids.length < K_ANONYMITY).map(([id, ids]): Problem => ({ code: 'electorate.scope-too-small', at: id, params: { subject: subject.id, heads: ids.length, needed: K_ANONYMITY } })));
  if (issues.length > 0) return err({ code: 'electorate.unsettled', issues });
  const parts: BallotPart[] = [];
  for (const group of groups) {
    const own = bySubject.flatMap(({ subject, classes }) => (classes.has(group.id) ? [{ subject: subject.id, electors: classes.get(group.id)! }] : []));
    const [first] = own;
    if (!first) continue;
    const those = new Set(first.electors);
    const alike = own.every((one) => one.electors.length === those.size && one.electors.every((id) => those.has(id)));
    if (alike) parts.push({ class: group.id, subjects: own.map((one) => one.subject), electors: first.electors });
    else parts.push(...own.map((one) => ({ class: group.id, subjects: [one.subject], electors: one.electors })));
  }
  return ok(parts);
}

/** Class → electors for one subject, small classes counted where they go. */
function classesFor(electors: readonly Elector[], subject: RatedSubject, groups: readonly RatingGroup[], into: Readonly<Record<string, string>>, named: readonly string[]): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  for (const elector of electors) {
    const id = votesAs(elector, subject, groups);
    if (id === null) continue;
    const own = classes.get(id);
    if (own) own.push(elector.id);
    else classes.set(id, [elector.id]);
  }
  for (const id of named) classes.delete(id);
  for (const [id, ids] of [...classes]) {
    const to = into[id];
    if (ids.length >= K_ANONYMITY || to === undefined || to === id) continue;
    classes.delete(id);
    classes.set(to, [...(classes.get(to) ?? []), ...ids]);
  }
  return classes;
}
