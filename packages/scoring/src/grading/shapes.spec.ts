import { describe, expect, test } from '@jest/globals';
import type { ForcedDistribution, Grading, Quota } from '@shuping/scheme';
import { contrast } from '../contrast.ts';
import { gradingScheme, inputsOf, memberOf, poolOf } from '../testing/builders.ts';
import { runChain } from './chain.ts';
import { checkDecision } from './decision.ts';
import { markPool, markShares } from './marks.ts';
import { gradePool } from './pool.ts';
import { poolGroups } from './pools.ts';
import { systemLines } from './system.ts';

const text = (words: string) => ({ text: words });
const forced = (parts: number[], more: Partial<ForcedDistribution> = {}): ForcedDistribution => ({
  id: 'forced', title: text('比例'), shares: ['good', 'fair', 'plain', 'poor'].map((id, at) => ({ id, parts: parts[at]! })), method: 'largest_remainder', equal: 'better', ties: 'below', lines: 'ignored', strictness: 'must', ...more,
});
const event = (question: string, more: object = {}) => ({ question, matter: '', day: '2026-06-01', points: 0, ...more });
const grades = (scheme: ReturnType<typeof gradingScheme>, scores: (number | null)[]) => gradePool(scheme, poolOf(scheme, scores)).members.map((member) => member.grade);
const codes = (problems: readonly { readonly code: string }[]) => problems.map((problem) => problem.code);

describe('R38 forced distribution', () => {
  test('S51 20/60/20 of ten, whatever the scores; lines kept where the scheme says so', () => {
    const scores = [99, 98, 97, 96, 95, 94, 93, 92, 91, 90];
    const counts = (more: Partial<ForcedDistribution>) => Object.values(gradePool(gradingScheme({ distribution: forced([20, 60, 20, 0], more) }), poolOf(gradingScheme(), scores)).counts);
    expect(counts({})).toEqual([2, 6, 2, 0]);
    const low = [99, 85, 84, 83, 82, 81, 80, 79, 60, 59];
    expect(grades(gradingScheme({ distribution: forced([20, 60, 20, 0], { lines: 'kept' }) }), low)).toEqual(['good', 'fair', 'fair', 'fair', 'fair', 'fair', 'fair', 'plain', 'plain', 'poor']);
  });

  test('in principle: nobody is moved, the committee is told and gives a reason', () => {
    const scheme = gradingScheme({ distribution: forced([3, 5, 2, 0], { strictness: 'principle' }) });
    const pool = gradePool(scheme, poolOf(scheme, [95, 94, 93, 92, 91]));
    expect([pool.counts, codes(pool.warnings), pool.warnings[0]!.params]).toEqual([{ good: 5, fair: 0, plain: 0, poor: 0 }, ['distribution.principle'], { distribution: 'forced', places: '2:2:1:0', used: '5:0:0:0' }]);
    expect(codes(checkDecision(scheme, pool, []))).toEqual(['decision.distribution_reason_required']);
    expect(checkDecision(scheme, pool, [], { forced: '五个支部都完成了任务' })).toEqual([]);
  });

  test('R45 the committee is bounded by the places; a tie at the line leaves it to raise some', () => {
    const scheme = gradingScheme({ distribution: forced([2, 5, 2, 1]) });
    const pool = gradePool(scheme, poolOf(scheme, [95, 90, 90, 88, 80, 79, 78, 70, 66, 60]));
    expect(pool.members.map((member) => member.grade)).toEqual(['good', 'fair', 'fair', 'fair', 'fair', 'fair', 'fair', 'plain', 'plain', 'poor']);
    expect(pool.distribution).toMatchObject({ broken: true, ties: [{ quota: 'forced', ids: ['m002', 'm003'], places: 1, from: 'good' }] });
    expect(codes(pool.warnings)).toEqual(['distribution.unmet']);
    const reason = '台账全部销号';
    expect(checkDecision(scheme, pool, [{ id: 'm002', grade: 'good', reason }])).toEqual([]);
    expect(codes(checkDecision(scheme, pool, [{ id: 'm002', grade: 'good', reason }, { id: 'm003', grade: 'good', reason }]))).toEqual(['decision.distribution']);
  });

  test('a veto leaves its place to the next; the contrast names the last place', () => {
    const scheme = gradingScheme({ distribution: forced([2, 2, 1, 0]), vetoes: [{ id: 'v', title: text('否决'), question: 'breach', when: { kind: 'event', question: 'breach' }, grade: 'poor' }] });
    const pool = [97, 96, 95, 94, 93].map((score, at) => memberOf(scheme, `m${at}`, inputsOf({ officer: { score }, events: at === 0 ? [event('breach')] : [] })));
    expect(gradePool(scheme, pool).members.map((member) => member.grade)).toEqual(['poor', 'good', 'good', 'fair', 'fair']);
    const why = contrast(scheme, pool, 'm3')!;
    expect(why.tests.find((one) => one.test === 'distribution')).toMatchObject({ holds: false, params: { limit: 2, used: 2, line: '95.00' }, short: { exact: '1' } });
    expect(why.changes?.[0]).toMatchObject({ kind: 'figure', params: { from: 94, to: 95.1 } });
  });
});

describe('R38 K2 shares of persons or person-times', () => {
  test('one person in two posts is one person of the cap, or two', () => {
    const quota = (of: 'persons' | 'person_times'): Quota => ({ id: 'cap', title: text('好'), grades: ['good'], kind: 'cap', share: 0.5, rounding: 'down', strictness: 'must', of });
    const grade = (of: 'persons' | 'person_times') => {
      const scheme = gradingScheme({ quotas: [quota(of)] });
      const pool = poolOf(scheme, [98, 97, 96, 95, 94, 93]).map((member, at) => ({ ...member, person: at < 2 ? 'same' : member.id }));
      const { members, quotas } = gradePool(scheme, pool);
      return [members.filter((member) => member.grade === 'good').length, quotas[0]!.limit, quotas[0]!.used];
    };
    expect(grade('person_times')).toEqual([3, 3, 3]);
    expect(grade('persons')).toEqual([3, 2, 2]);
  });

  test('K2 S18: 60 person-times of 57 persons among 321, 30 lagging', () => {
    const times = Array.from({ length: 60 }, (_, at) => ({ period: `q${at % 4}`, person: `p${at < 57 ? at : at - 57}` }));
    expect(markShares(times, 321)).toEqual({ persons: 57, personTimes: 60, shareOfPersons: { exact: '1900/107', shown: '17.76' }, shareOfTimes: { exact: '2000/107', shown: '18.69' } });
    expect(markShares(times.slice(0, 30), 321).shareOfPersons!.shown).toBe('9.35');
  });

  test('K4 S35: 1 of 4 and 3 of 4; heads 6 + 34 + 1 = 41 once 80 and 90 belong to one band each', () => {
    const scheme = gradingScheme();
    expect(Object.values(gradePool(scheme, poolOf(scheme, [95, 85, 84, 83])).counts)).toEqual([1, 3, 0, 0]);
    const bands: Grading['bands'] = [{ id: 'good', from: 90, inclusive: true }, { id: 'fair', from: 80, inclusive: false, to: 90, toInclusive: false }, { id: 'plain', from: 60, inclusive: true, to: 80, toInclusive: true }, { id: 'poor', from: null, inclusive: false }];
    const heads = [...Array<number>(6).fill(90), ...Array<number>(34).fill(80.01), 80];
    const line = gradingScheme({ bands });
    expect(Object.values(gradePool(line, poolOf(line, heads)).counts)).toEqual([6, 34, 1, 0]);
  });

  test('K12 S28 S30 floor of 15 % rounded up, S52 all three 好 needs a reason only in principle', () => {
    const low = (strictness: Quota['strictness']): Quota => ({ id: 'low', title: text('较好及以下'), grades: ['fair', 'plain', 'poor'], kind: 'floor', share: 0.15, rounding: 'up', strictness });
    const good = (size: number, strictness: Quota['strictness'] = 'must') => {
      const scheme = gradingScheme({ quotas: [low(strictness)] });
      return gradePool(scheme, poolOf(scheme, Array.from({ length: size }, (_, at) => 99.9 - at / 10))).counts['good'];
    };
    expect([3, 4, 7, 10, 14, 20, 22].map((size) => good(size))).toEqual([2, 3, 5, 8, 11, 17, 18]);
    expect(good(3, 'principle')).toBe(3);
  });

  test('ties may stay above the line, and confirming them breaks nothing', () => {
    const cap: Quota = { id: 'cap', title: text('好'), grades: ['good'], kind: 'cap', share: 0, heads: 2, rounding: 'down', strictness: 'must', ties: 'above' };
    const scheme = gradingScheme({ quotas: [cap] });
    const pool = gradePool(scheme, poolOf(scheme, [97, 95, 95, 94]));
    expect(pool.members.map((member) => member.grade)).toEqual(['good', 'good', 'good', 'fair']);
    expect(pool.quotas[0]).toMatchObject({ limit: 2, used: 3, over: true, ties: [{ places: -1, ids: ['m002', 'm003'] }] });
    expect(checkDecision(scheme, pool, [])).toEqual([]);
    expect(codes(checkDecision(scheme, pool, [{ id: 'm004', grade: 'good', reason: '理由' }]))).toEqual(['decision.quota']);
  });

  test('limits on the whole system over years, exactly', () => {
    const scheme = gradingScheme({ system: [{ id: 'whole', title: text('三年'), grades: ['good'], kind: 'floor', of: 'persons', years: 2, targets: [{ year: 2025, share: 0.3 }, { year: 2027, share: 0.5 }], strictness: 'principle' }] });
    const rows = [['a', 2025, 'good'], ['a', 2026, 'good'], ['b', 2026, 'fair'], ['c', 2026, null], ['d', 2024, 'good'], ['e', 2026, 'fair'], ['f', 2026, 'fair']].map(([person, year, grade]) => ({ person: String(person), year: Number(year), grade: grade as string | null }));
    expect(systemLines(scheme, 2026, rows)).toMatchObject([{ base: 4, used: 1, share: { exact: '1/4' }, target: 0.3, broken: true, missing: 1, from: 2025 }]);
    expect(systemLines(scheme, 2027, rows)).toMatchObject([{ base: 4, used: 1, target: 0.5, missing: 1 }]);
    expect(systemLines(scheme, 2024, rows)).toEqual([]);
  });
});

describe('R39–R42 outcomes, ceilings, vetoes, lists', () => {
  const scheme = gradingScheme({
    outcomes: [
      { id: 'hold99', title: text('待定'), effect: 'hold', when: { kind: 'event', question: 'fault' } },
      { id: 'x', title: text('不参评'), effect: 'exempt', when: { kind: 'compare', left: { of: 'fact', fact: 'members' }, op: 'lt', right: 3 }, unknown: 'holds' },
      { id: 'void', title: text('取消'), effect: 'cancelled' },
    ],
    ceilings: [{ id: 'party', title: text('党建考核未评优'), when: { kind: 'not', of: { kind: 'fact_is', fact: 'party', is: ['优秀'] } }, grade: 'fair' }],
    vetoes: [
      { id: 'cancel', title: text('取消'), question: 'breach', when: { kind: 'event', question: 'breach', withinMonths: 24, actors: ['investor', 'committee_member'] }, grade: 'poor', effect: 'cancelled', outcome: 'void' },
      { id: 'fix', title: text('直接定为一般'), question: 'breach', when: { kind: 'event', question: 'breach', actors: ['self'] }, grade: 'plain', effect: 'fixed', freezes: true },
    ],
    lists: [{ id: 'note', title: text('负面清单'), kind: 'notes', questions: ['a', 'b'] }, { id: 'block', title: text('红线'), kind: 'blocks', questions: ['a', 'b', 'c'], atLeast: 2, grade: 'plain' }],
    quotas: [{ id: 'cap', title: text('好'), grades: ['good'], kind: 'cap', share: 0.5, rounding: 'down', strictness: 'must' }],
  });
  const facts = { members: 9, party: '优秀' };
  const member = (id: string, score: number, parts: Parameters<typeof inputsOf>[0] = {}) => memberOf(scheme, id, inputsOf({ officer: { score }, facts, ...parts }));
  const of = (...members: ReturnType<typeof member>[]) => gradePool(scheme, members);

  test('outcomes take no place in the shares; a missing fact holds where the scheme says so', () => {
    const grading = of(member('a', 96), member('b', 95), member('c', 97, { events: [event('fault')] }), member('d', 99, { facts: { members: 2, party: '优秀' } }), member('e', 91, { facts: { party: '优秀' } }));
    expect(grading.members.map((one) => one.grade ?? one.outcome!.outcome)).toEqual(['good', 'fair', 'hold99', 'x', 'x']);
    expect([grading.graded, grading.held, grading.outcomes]).toEqual([2, [], { hold99: ['c'], x: ['d', 'e'], void: [] }]);
  });

  test('acts of others within the look-back cancel; the own act fixes the grade and stops bonuses; nobody moves a fixed one', () => {
    const breach = (day: string, by?: string) => ({ events: [event('breach', { day, ...(by ? { by } : {}) })] });
    const grading = of(member('a', 99, breach('2025-01-01', 'investor')), member('b', 99, breach('2024-12-31', 'investor')), member('c', 99, breach('2026-03-01')), member('d', 50, breach('2026-03-01', 'self')), member('e', 98));
    expect(grading.members.map((one) => [one.grade ?? one.outcome!.outcome, one.fixed, one.freezes])).toEqual([['void', null, []], ['good', null, []], ['plain', 'plain', ['fix']], ['plain', 'plain', ['fix']], ['good', null, []]]);
    expect(codes(checkDecision(scheme, grading, [{ id: 'c', grade: 'poor', reason: '理由' }]))).toEqual(['decision.veto']);
    expect(contrast(scheme, [member('a', 99, breach('2026-01-01', 'investor'))], 'a')).toMatchObject({ tests: [{ test: 'outcome', id: 'cancel' }], changes: null });
  });

  test('R40 a ceiling from another appraisal, an unknown one binds nobody; R42 notes do not block, two red lines do', () => {
    const grading = of(member('a', 99, { facts: { members: 9, party: '合格' } }), member('b', 98, { facts: { members: 9 } }), member('c', 97, { events: [event('a')] }), member('d', 96, { events: [event('a'), event('a'), event('c')] }));
    expect(grading.members.map((one) => one.grade)).toEqual(['fair', 'good', 'good', 'plain']);
    expect(grading.members[2]!.lists).toEqual([{ list: 'note', kind: 'notes', questions: ['a'], grade: null }]);
    expect(grading.members[3]).toMatchObject({ vetoCap: 'plain', moves: [{ by: 'list', id: 'block', from: 'good', to: 'plain' }] });
    expect(grading.members[0]).toMatchObject({ vetoCap: null, ceilings: [{ ceiling: 'party', grade: 'fair' }], moves: [{ by: 'ceiling' }] });
    const tests = contrast(scheme, [member('a', 99, { facts: { members: 9, party: '合格' } })], 'a')!.tests;
    expect(tests.filter((one) => !one.holds).map((one) => one.code)).toEqual(['contrast.ceiling']);
  });

  test('the committee may take a result out of the distribution, with a reason', () => {
    const grading = of(member('a', 96), member('b', 95));
    expect(codes(checkDecision(scheme, grading, [{ id: 'a', grade: 'hold99' }]))).toEqual(['decision.reason_required']);
    expect(checkDecision(scheme, grading, [{ id: 'a', grade: 'hold99', reason: '问题线索正在核查' }])).toEqual([]);
  });
});

describe('R06 R38 pools', () => {
  const item = (area: string | undefined, orgKind: string, sector = 's') => ({ sector, orgKind, inputs: { facts: (area === undefined ? {} : { area }) as Record<string, string> } });
  const items = [item('south', 'branch'), item('north', 'branch'), item('south', 'committee'), item('south', 'branch'), item(undefined, 'branch'), item('north', 'branch', 't')];
  const shape = (rule: Grading['pool']) => poolGroups(rule, items).map((group) => [group.key, group.items.length, group.free, group.merged, group.unsorted]);
  test('by cycle, sector, kind of organisation, fact; what lacks the fact stands apart; small ones merge or go free', () => {
    expect(shape('cycle')).toEqual([['', 6, false, false, false]]);
    expect(shape('sector')).toEqual([['s', 5, false, false, false], ['t', 1, false, false, false]]);
    expect(shape({ by: [{ of: 'fact', fact: 'area' }, { of: 'org_kind' }] })).toEqual([['south|branch', 2, false, false, false], ['north|branch', 2, false, false, false], ['south|committee', 1, false, false, false], ['unsorted', 1, false, false, true]]);
    expect(shape({ by: [{ of: 'fact', fact: 'area' }], small: { under: 3, rule: 'free' } })).toEqual([['south', 3, false, false, false], ['north', 2, true, false, false], ['unsorted', 1, true, false, true]]);
    expect(shape({ by: [{ of: 'org_kind' }, { of: 'sector' }], small: { under: 2, rule: 'merge' } }).map(([key, count]) => [key, count])).toEqual([['branch|s', 4], ['merged', 2]]);
  });
  test('a free pool knows no quota', () => {
    const scheme = gradingScheme({ distribution: forced([1, 1, 1, 1]) });
    expect(gradePool(scheme, poolOf(scheme, [95, 94]), { free: true })).toMatchObject({ counts: { good: 2 }, distribution: null, warnings: [] });
  });
});

describe('R44 S18 S47 marks', () => {
  const scheme = gradingScheme({
    marks: [
      { id: 'top', title: text('满意'), period: 'cycle', any: [{ kind: 'rank', id: 'first', end: 'top', heads: 2, ties: 'all_in' }], not: ['grey'] },
      { id: 'grey', title: text('灰旗'), period: 'quarter', any: [{ kind: 'rank', id: 'last', end: 'bottom', heads: 1, ties: 'all_out' }, { kind: 'when', id: 'line', condition: { kind: 'event', question: 'breach' } }] },
      { id: 'tenth', title: text('前一成'), period: 'cycle', any: [{ kind: 'share', id: 'share', end: 'top', share: 0.1, rounding: 'up', ties: 'all_out' }], requires: { kind: 'grade', is: ['good'] } },
    ],
  });
  const run = (scores: number[], breach: number[] = [], period: 'cycle' | 'quarter' = 'cycle') => {
    const members = scores.map((score, at) => memberOf(scheme, `m${at}`, inputsOf({ officer: { score }, events: breach.includes(at) ? [event('breach')] : [] })));
    return Object.fromEntries(markPool(scheme, members, gradePool(scheme, members), period).map((line) => [line.mark, [line.ids, line.tied]]));
  };
  test('top and bottom on the spot, ties all in or all out, never by id', () => {
    expect(run([90, 88, 88, 70])).toEqual({ top: [['m0', 'm1', 'm2'], ['m1', 'm2']], tenth: [['m0'], []] });
    expect(run([80, 80, 70])).toMatchObject({ tenth: [[], ['m0', 'm1']] });
    expect(run([90, 80, 70], [0], 'quarter')).toEqual({ grey: [['m0', 'm2'], []] });
    expect(run([90, 70, 70], [], 'quarter')).toEqual({ grey: [[], ['m1', 'm2']] });
  });
});

describe('R45 R46 the chain of decisions', () => {
  const scheme = gradingScheme({ steps: [
    { id: 'self', title: text('自评'), role: 'secretary', may: 'propose', reason: 'always' }, { id: 'town', title: text('乡镇初评'), role: 'office', may: 'change', reason: 'on_change', most: 1 }, { id: 'county', title: text('县级复核'), role: 'leader', may: 'confirm', reason: 'on_change' },
  ] });
  const say = (step: string, grade: string, reason = '') => ({ step, grade, reason, by: '某人', day: '2026-12-20' });
  test('every step keeps what the others said; out of turn, too far, changing where it only confirms are refused', () => {
    const whole = runChain(scheme, 'fair', [say('self', 'good', '完成全部任务'), say('town', 'fair', '群众测评不足'), say('county', 'fair')]);
    expect([whole.grade, whole.next, whole.said.map((one) => [one.step, one.from, one.grade]), whole.problems]).toEqual(['fair', null, [['self', 'fair', 'good'], ['town', 'good', 'fair'], ['county', 'fair', 'fair']], []]);
    expect(codes(runChain(scheme, 'fair', [say('town', 'good', 'x')]).problems)).toEqual(['chain.not_its_turn']);
    expect(codes(runChain(scheme, 'fair', [say('self', 'good')]).problems)).toEqual(['decision.reason_required']);
    const mixed = runChain(scheme, 'fair', [say('self', 'fair', '如实'), say('town', 'poor', 'x'), say('town', 'plain', 'x'), say('county', 'good', 'x'), say('none', 'good', 'x'), say('county', 'best')]);
    expect([codes(mixed.problems), mixed.grade, mixed.next]).toEqual([['chain.too_far', 'chain.only_confirms', 'chain.unknown_step', 'decision.unknown_grade'], 'plain', 'county']);
  });
});

