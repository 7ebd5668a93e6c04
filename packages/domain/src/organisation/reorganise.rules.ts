import { isUnder, type Problem } from '@shuping/kernel';
import { stageReached } from '../cycle/cycle.machine.ts';
import { PHASES, type Phase } from '../meeting/meeting.machine.ts';
import type { Stage } from '@shuping/scheme';

export type ReorganisationAct = 'rename' | 'move' | 'merge' | 'split' | 'close';
/** A unit as the rules look at it. `changedOn`: last day on which its name, place or being changed. */
export type TreeUnit = { readonly id: string; readonly path: string; readonly name: string; readonly sector: string; readonly parentId: string | null; readonly opensOn: string; readonly closedOn: string | null; readonly changedOn: string };
export type RunningCycle = { readonly title: string; readonly stage: Stage };
/** What must be known to decide about an act on `unit`; `target` is where it goes or into which it merges. */
export type ReorganisationFacts = {
  readonly today: string;
  readonly on: string;
  readonly unit: TreeUnit;
  readonly target: TreeUnit | null;
  /** a sibling at the new place, or of a new part, that bears the name */
  readonly nameTaken: string | null;
  readonly nameUnchanged: boolean;
  /** units directly below that are open */
  readonly openBelow: number;
  /** chosen units of a split that are not open units directly below, chosen people not kept here, and choices made twice */
  readonly strangers: number;
  /** sectors of the subtree that neither the new line nor the subtree itself switched on */
  readonly sectorsWithout: readonly string[];
  /** cycles run by the unit itself, and those run below it, that are not archived */
  readonly own: readonly RunningCycle[];
  readonly below: readonly RunningCycle[];
  /** places in running cycles of hosts that do not go along */
  readonly elsewhere: readonly (RunningCycle & { readonly orgName: string })[];
  /** phases of meetings of hosts that go along */
  readonly phases: readonly Phase[];
  /** jobs at work in the subtree */
  readonly jobs: number;
};

/**
 * Why an act is refused, in the order in which a person would mend it; empty when it may go on (R-A5). An organisation assessed in a cycle past vetting
 * stays where it is until that cycle is archived: its ballots, ranks and letter are made among those it was heard with. One that runs a cycle of its own
 * takes it along, but not while ballots are cast.
 */
export function reorganisationRefusals(act: ReorganisationAct, facts: ReorganisationFacts): Problem[] {
  const { unit, target } = facts;
  const found: Problem[] = [];
  const say = (holds: boolean, problem: Problem): void => void (holds && found.push(problem));
  say(unit.closedOn !== null, { code: 'organisation.closed' });
  say(facts.on > facts.today, { code: 'organisation.day-ahead', at: '/on' });
  say(facts.on < unit.opensOn || facts.on < unit.changedOn, { code: 'organisation.day-before-change', at: '/on', params: { day: unit.changedOn > unit.opensOn ? unit.changedOn : unit.opensOn } });
  if (act === 'rename') say(facts.nameUnchanged, { code: 'organisation.name-unchanged', at: '/name' });
  say(facts.nameTaken !== null, { code: 'organisation.name-taken', at: '/name', params: { name: facts.nameTaken ?? '' } });
  if (target) found.push(...targetRefusals(act, facts, target));
  if (act === 'split') {
    say(unit.parentId === null, { code: 'organisation.no-superior' });
    say(facts.strangers > 0, { code: 'organisation.split-choice', at: '/parts', params: { count: facts.strangers } });
  }
  if (act === 'close') say(facts.openBelow > 0, { code: 'organisation.has-open-units', params: { count: facts.openBelow } });
  if (act !== 'rename') found.push(...yearRefusals(act, facts));
  return found;
}

function targetRefusals(act: ReorganisationAct, { unit, sectorsWithout, on }: ReorganisationFacts, target: TreeUnit): Problem[] {
  const at = act === 'merge' ? '/intoId' : '/toId';
  if (isUnder(target.path, unit.path)) return [{ code: 'organisation.own-line', at }];
  const found: Problem[] = [];
  if (target.closedOn !== null) found.push({ code: 'organisation.closed', at });
  if (on < target.opensOn) found.push({ code: 'organisation.day-before-change', at: '/on', params: { day: target.opensOn } });
  if (act === 'move' && unit.parentId === target.id) found.push({ code: 'organisation.same-place', at });
  if (act === 'merge' && unit.sector !== target.sector) found.push({ code: 'organisation.sector-differs', at });
  for (const sector of sectorsWithout) found.push({ code: 'organisation.sector-not-enabled', at, params: { sector } });
  return found;
}

function yearRefusals(act: ReorganisationAct, facts: ReorganisationFacts): Problem[] {
  const ends = act === 'merge' || act === 'close';
  const bound = facts.elsewhere.filter((one) => stageReached(one.stage, 'meeting'));
  const voting = facts.phases.some((phase) => PHASES.indexOf(phase) >= PHASES.indexOf('check_in') && phase !== 'sealed');
  return [
    ...bound.slice(0, 20).map((one): Problem => ({ code: 'organisation.in-running-cycle', params: { name: one.orgName, title: one.title } })),
    ...(act === 'split' ? facts.own.filter((one) => stageReached(one.stage, 'meeting')) : ends ? facts.own : []).map((one): Problem => ({ code: 'organisation.own-cycle-running', params: { title: one.title } })),
    ...(voting && act !== 'close' && act !== 'split' ? [{ code: 'organisation.meeting-open' }] : []),
    ...(facts.jobs > 0 ? [{ code: 'organisation.jobs-running', params: { count: facts.jobs } }] : []),
  ];
}

/** What an act means for the year that runs, to be said before it is done. */
export function reorganisationNotes(act: ReorganisationAct, facts: ReorganisationFacts): Problem[] {
  if (act === 'rename') return [{ code: 'reorganise.name-frozen' }];
  const going = act === 'move' ? [...facts.own, ...facts.below] : act === 'merge' ? facts.below : [];
  const staying = facts.elsewhere.filter((one) => !stageReached(one.stage, 'meeting'));
  return [
    ...going.slice(0, 20).map((one): Problem => ({ code: 'reorganise.cycle-goes-along', params: { title: one.title } })),
    ...staying.slice(0, 20).map((one): Problem => ({ code: 'reorganise.stays-in-cycle', params: { name: one.orgName, title: one.title } })),
  ];
}
