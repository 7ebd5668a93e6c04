import { monthsBetween, type Day } from '@shuping/kernel';
import type { Scheme, ScoreInputs, StarInputs, Stars } from '@shuping/scheme';
import { holds } from '../condition.ts';
import type { Figure } from '../figure.ts';
import { eventsWithin, PERIOD_MONTHS } from '../period.ts';
import { countService } from './seniority.ts';

/** One line of the reckoning; `stars` is what it adds, negative where it takes away. */
export type StarLine = { readonly code: string; readonly stars: number; readonly params: Readonly<Record<string, string | number>> };
/** Stars of one rating with all lines that make them; null with the reason in `held`. */
export type StarResult = { readonly stars: number | null; readonly lines: readonly StarLine[]; readonly held: string | null };
/** What a rating looks at. `grade` null: none, or an outcome outside the distribution, which gives no star. */
export type StarCandidate = { readonly grade: string | null; readonly inputs: ScoreInputs; readonly nodes: Readonly<Record<string, Figure>>; readonly star: StarInputs };

function lineFor(code: string, stars: number, params: StarLine['params'] = {}): StarLine {
  return { code, stars, params };
}

function themeLines(scheme: Scheme, stars: Stars, of: StarCandidate): StarLine[] {
  const facts = { scheme, inputs: of.inputs, nodes: of.nodes, grade: of.grade };
  return (stars.themes ?? []).map((theme) => {
    if (theme.veto && holds(theme.veto, facts) === true) return lineFor('star.theme_veto', 0, { theme: theme.id });
    const passed = holds(theme.requires, facts) === true;
    return lineFor(passed ? 'star.theme' : 'star.theme_missed', passed ? 1 : 0, { theme: theme.id });
  });
}

function seniorityLines({ seniority }: Stars, { service }: StarInputs, until: Day, newOnly: boolean): StarLine[] {
  if (!seniority) return [];
  const counted = countService(seniority, service, until);
  const steps = (years: number): number => Math.floor(years / seniority.everyYears) * seniority.stars;
  const gained = newOnly ? steps(counted.years) - steps(countService(seniority, service, yearBefore(until)).years) : steps(counted.years);
  return [
    ...counted.forfeited.map((one) => lineFor('star.forfeited', 0, { from: one.from, to: one.to ?? until })),
    ...counted.out.map((gap) => lineFor('star.gap', 0, { from: gap.from, to: gap.to, months: gap.months })),
    lineFor('star.seniority', gained, { years: counted.years, every: seniority.everyYears }),
  ];
}

function yearBefore(day: Day): Day {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
}

function awardLines({ awards = [] }: Stars, inputs: ScoreInputs): StarLine[] {
  const events = eventsWithin(inputs, PERIOD_MONTHS);
  return awards.flatMap((award) => {
    const count = events.filter((event) => event.question === award.question).length;
    return count === 0 ? [] : [lineFor('star.award', Math.min(count * award.stars, award.most), { question: award.question, count })];
  });
}

/** Promotion and demotion cases; `all` takes what there is. */
function caseLines({ cases = [] }: Stars, inputs: ScoreInputs, before: number): StarLine[] {
  let left = before;
  return cases.flatMap((one) => {
    const count = eventsWithin(inputs, one.withinMonths ?? PERIOD_MONTHS).filter((event) => event.question === one.question).length;
    if (count === 0) return [];
    const size = one.stars === 'all' ? left : one.stars * (one.each === 'every' ? count : 1);
    const stars = one.sign === 'plus' ? size : -Math.min(size, Math.max(0, left));
    left += stars;
    return [lineFor(one.sign === 'plus' ? 'star.case_plus' : 'star.case_minus', stars, { case: one.id, count })];
  });
}

/** Stars of a rating (R43; S10–S16): of the grade, the themes passed, seniority and awards, then the cases up and down, never under none nor over the cap. With `keep`, later ratings add this period's awards, cases and newly completed years to the stars held; a term that begins in the period sets them back first. Null where the scheme has no stars. */
export function starsOf(scheme: Scheme, of: StarCandidate): StarResult | null {
  const { stars } = scheme.grading;
  if (!stars) return null;
  const until = of.inputs.periodEnd;
  const since = of.star.service.filter((one) => one.from <= until).map((one) => one.from).sort()[0];
  if (stars.minMonths !== undefined && (since === undefined || monthsBetween(since, until) < stars.minMonths)) return { stars: null, lines: [], held: 'star.too_short' };
  if (of.grade === null && stars.base.length > 0) return { stars: null, lines: [], held: 'star.no_grade' };
  const newTerm = stars.term !== undefined && of.star.termFrom !== null && of.star.termFrom <= until && monthsBetween(of.star.termFrom, until) < PERIOD_MONTHS;
  const lines: StarLine[] = [];
  const later = stars.carry === 'keep' && of.star.held !== null && !newTerm;
  if (later) lines.push(lineFor('star.held', of.star.held!));
  else {
    if (newTerm && of.star.held !== null) lines.push(lineFor('star.new_term', stars.term!.startStars, { termFrom: of.star.termFrom! }));
    const base = stars.base.find((one) => one.id === of.grade);
    if (base) lines.push(lineFor('star.base', base.stars, { grade: base.id }));
    lines.push(...themeLines(scheme, stars, of));
  }
  lines.push(...seniorityLines(stars, of.star, until, later), ...awardLines(stars, of.inputs));
  const total = (): number => lines.reduce((sum, line) => sum + line.stars, 0);
  lines.push(...caseLines(stars, of.inputs, total()));
  if (stars.cap !== undefined && total() > stars.cap) lines.push(lineFor('star.cap', stars.cap - total(), { cap: stars.cap }));
  return { stars: Math.max(0, total()), lines, held: null };
}
