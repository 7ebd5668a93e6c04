import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '@shuping/kernel';
import type { ForcedDistribution, Quota } from '@shuping/scheme';
import { gradingScheme, inputsOf, memberOf, officer } from '../testing/builders.ts';
import { gradePool } from './pool.ts';

/*
 * A second author's reading of the rules for grades, by counting instead of moving: whoever has at most as many people at or above the own score
 * as there are places has the grade. Plain whole numbers in millionths; no code of the first.
 */
type Head = { readonly id: string; readonly score: number; readonly second: number; readonly barred: boolean; readonly exempt: boolean };
const ORDER = ['good', 'fair', 'plain', 'poor'];
const atOrAbove = (all: readonly Head[], me: Head): number => all.filter((one) => one.score > me.score || (one.score === me.score && one.second >= me.second)).length;
const above = (all: readonly Head[], me: Head): number => all.filter((one) => one.score > me.score || (one.score === me.score && one.second > me.second)).length;

function hamilton(parts: readonly number[], heads: number): number[] {
  const total = parts.reduce((a, b) => a + b, 0);
  const places = parts.map((part) => Math.floor((part * heads) / total + 1e-9));
  const rest = parts.map((part, at) => part * heads - places[at]! * total);
  while (places.reduce((a, b) => a + b, 0) < heads) {
    const most = Math.max(...rest);
    const at = rest.indexOf(most);
    places[at]! += 1;
    rest[at] = -Infinity;
  }
  return places;
}

/** Forced shares: nobody barred counts for the better grades, everybody counts for the size. */
function forcedGrade(all: readonly Head[], me: Head, parts: readonly number[], ties: 'below' | 'above'): string | null {
  if (me.exempt) return null;
  if (me.barred) return 'poor';
  const graded = all.filter((one) => !one.exempt);
  const free = graded.filter((one) => !one.barred);
  const places = hamilton(parts, graded.length);
  let upTo = 0;
  for (let at = 0; at < 3; at += 1) {
    upTo += places[at]!;
    if (ties === 'below' ? atOrAbove(free, me) <= upTo : above(free, me) < upTo) return ORDER[at]!;
  }
  return 'poor';
}

/** A cap on the best grade beside score lines 90, 80, 60. */
function cappedGrade(all: readonly Head[], me: Head, limit: number): string | null {
  if (me.exempt) return null;
  const byLine = me.score >= 90 ? 0 : me.score >= 80 ? 1 : me.score >= 60 ? 2 : 3;
  if (me.barred) return 'poor';
  if (byLine > 0) return ORDER[byLine]!;
  const able = all.filter((one) => !one.exempt && !one.barred && one.score >= 90);
  return atOrAbove(able, me) <= limit ? 'good' : 'fair';
}

const text = (words: string) => ({ text: words });
const outcomes = [{ id: 'x', title: text('不参评'), effect: 'exempt' as const, when: { kind: 'compare' as const, left: { of: 'fact' as const, fact: 'members' }, op: 'lt' as const, right: 3 }, unknown: 'passes' as const }];
const vetoes = [{ id: 'breach', title: text('否决'), question: 'breach', when: { kind: 'event' as const, question: 'breach' }, grade: 'poor' }];
const forced = (parts: readonly number[], ties: 'below' | 'above'): ForcedDistribution => ({ id: 'forced', title: text('比例'), shares: ORDER.map((id, at) => ({ id, parts: parts[at]! })), method: 'largest_remainder', equal: 'better', ties, lines: 'ignored', strictness: 'must' });
const nodes = [officer('score'), officer('second')];

function people(random: () => number, size: number): Head[] {
  return Array.from({ length: size }, (_, at) => ({
    id: `p${at}`, score: 55 + Math.floor(random() * 45), second: Math.floor(random() * 3), barred: random() < 0.06, exempt: random() < 0.05,
  }));
}

function inputsFor(head: Head, exempts: boolean) {
  return inputsOf({ officer: { score: head.score, second: head.second }, facts: exempts && head.exempt ? { members: 2 } : { members: 9 }, events: head.barred ? [{ question: 'breach', matter: '', day: '2026-06-01', points: 0 }] : [] });
}

describe('R38 R39 R44 grades agree with a second reading of the rules', () => {
  const random = seededRandom(20260701);
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  test('forced distributions: 200 pools of 1 to 60 heads', () => {
    for (let run = 0; run < 200; run += 1) {
      const parts = choose([[3, 5, 2, 0], [20, 60, 15, 5], [1, 1, 1, 1], [10, 20, 40, 30]]);
      const ties = choose(['below', 'above'] as const);
      const scheme = gradingScheme({ distribution: forced(parts, ties), vetoes, outcomes, tieBreak: ['second'] }, nodes);
      const heads = people(random, 1 + Math.floor(random() * 60));
      const grading = gradePool(scheme, heads.map((head) => memberOf(scheme, head.id, inputsFor(head, true))));
      expect(grading.members.map((member) => member.grade)).toEqual(heads.map((head) => forcedGrade(heads, head, parts, ties)));
      const all = Object.values(grading.counts).reduce((a, b) => a + b, 0);
      expect([all, grading.distribution!.grades.reduce((sum, line) => sum + line.places, 0), grading.outcomes['x']?.length]).toEqual([grading.graded, grading.graded, heads.filter((head) => head.exempt).length]);
    }
  });

  test('caps: 200 pools', () => {
    for (let run = 0; run < 200; run += 1) {
      const percent = choose([0, 10, 20, 25, 30, 33, 50]);
      const cap: Quota = { id: 'cap', title: text('好'), grades: ['good'], kind: 'cap', share: percent / 100, rounding: 'down', strictness: 'must' };
      const scheme = gradingScheme({ quotas: [cap], vetoes, outcomes, tieBreak: ['second'] }, nodes);
      const heads = people(random, 1 + Math.floor(random() * 50));
      const graded = heads.filter((head) => !head.exempt).length;
      const limit = (percent * graded - ((percent * graded) % 100)) / 100;
      const grading = gradePool(scheme, heads.map((head) => memberOf(scheme, head.id, inputsFor(head, true))));
      expect(grading.members.map((member) => member.grade)).toEqual(heads.map((head) => cappedGrade(heads, head, limit)));
    }
  });

  test('ids never break ties: other ids, the same grades', () => {
    for (let run = 0; run < 30; run += 1) {
      const scheme = gradingScheme({ distribution: forced([3, 5, 1, 1], choose(['below', 'above'] as const)), vetoes, tieBreak: ['second'] }, nodes);
      const heads = people(random, 20);
      const grades = (name: (at: number) => string) => gradePool(scheme, heads.map((head, at) => memberOf(scheme, name(at), inputsFor(head, false)))).members.map((member) => [member.grade, member.rank]);
      expect(grades((at) => `z${99 - at}`)).toEqual(grades((at) => `a${at}`));
    }
  });

  test('a better score is never a worse grade, and raising one score never lowers the own grade', () => {
    for (let run = 0; run < 40; run += 1) {
      const scheme = gradingScheme({ distribution: forced([2, 5, 2, 1], 'below') }, nodes);
      const heads = people(random, 25).map((head) => ({ ...head, barred: false, exempt: false }));
      const grade = (list: readonly Head[]) => gradePool(scheme, list.map((head) => memberOf(scheme, head.id, inputsFor(head, false)))).members.map((member) => ORDER.indexOf(member.grade!));
      const before = grade(heads);
      heads.forEach((a, i) => heads.forEach((b, j) => { if (a.score > b.score) expect(before[i]!).toBeLessThanOrEqual(before[j]!); }));
      const who = Math.floor(random() * heads.length);
      const after = grade(heads.map((head, at) => (at === who ? { ...head, score: head.score + 5 } : head)));
      expect(after[who]!).toBeLessThanOrEqual(before[who]!);
    }
  });
});
