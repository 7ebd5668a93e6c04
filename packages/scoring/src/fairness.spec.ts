import { describe, expect, test } from '@jest/globals';
import type { Scheme } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { ballotRuns, groupLeniency } from './leniency.ts';
import { requiredMerges } from './merged.ts';
import { inputsOf, memberOf, tallyOf } from './testing/builders.ts';
import { whatIf } from './what-if.ts';

const scheme = sampleScheme();
const inputs = (leaders: [number, number], members: [number, number], regular = 90) => inputsOf({
  officer: { regular, research: 90, comment: 90 },
  tallies: { leaders: tallyOf({ overall: { a: leaders[0], b: leaders[1] } }), members: tallyOf({ overall: { a: members[0], b: members[1] } }) },
});

describe('R-G4 fairness', () => {
  test('lenient and harsh groups against the others', () => {
    const members = [memberOf(scheme, 'x', inputs([5, 0], [5, 5])), memberOf(scheme, 'y', inputs([0, 5], [0, 10]))];
    expect(groupLeniency(scheme, members)).toEqual([
      { group: 'leaders', node: 'b-leaders', assessees: 2, mean: { exact: '90', shown: '90.00' }, others: { exact: '85', shown: '85.00' }, diff: { exact: '5', shown: '5.00' } },
      { group: 'members', node: 'b-members', assessees: 2, mean: { exact: '85', shown: '85.00' }, others: { exact: '90', shown: '90.00' }, diff: { exact: '-5', shown: '-5.00' } },
    ]);
  });

  test('a group under five is never shown and enters no other figure', () => {
    const members = [memberOf(scheme, 'x', inputs([4, 0], [5, 5]))];
    expect(groupLeniency(scheme, members)).toEqual([{ group: 'members', node: 'b-members', assessees: 1, mean: { exact: '90', shown: '90.00' }, others: null, diff: null }]);
  });

  test('identical ballot runs are seen from counts of three assessees on; a small group is never named', () => {
    const run = (list: [[number, number], [number, number]][]) => ballotRuns(scheme, list.map(([leaders, members], at) => memberOf(scheme, `m${at}`, inputs(leaders, members)))).map((one) => [one.group, one.kind, one.assessees, one.of]);
    expect(run([[[5, 0], [5, 5]], [[5, 0], [6, 4]], [[5, 0], [7, 3]]])).toEqual([['leaders', 'unanimous', 3, 3]]);
    expect(run([[[4, 1], [5, 5]], [[3, 2], [5, 5]], [[2, 3], [5, 5]], [[1, 4], [9, 1]]])).toEqual([['members', 'identical', 3, 4]]);
    expect(run([[[4, 0], [5, 5]], [[4, 0], [6, 4]], [[4, 0], [7, 3]]])).toEqual([]);
  });

  test('R-F3 merges that sealed counts demand: under five valid ballots and not named', () => {
    expect(requiredMerges(scheme, { leaders: tallyOf({ overall: { a: 3 } }), members: tallyOf({ overall: { a: 9 } }), served: tallyOf({ overall: { a: 4 } }) })).toEqual({ served: 'members' });
    expect(requiredMerges(scheme, { served: tallyOf({ overall: { a: 5 } }) })).toEqual({});
  });
});

describe('R-G4 what if', () => {
  const members = [{ id: 'x', inputs: inputs([5, 5], [10, 0], 95) }, { id: 'y', inputs: inputs([10, 0], [0, 10], 88) }];

  test('other weights, lines, shares and a missing group; nothing given is changed', () => {
    const before = structuredClone(members);
    const shares = whatIf(scheme, members, { quotas: [{ quota: 'good-cap', share: 1 }] });
    // x 28.5 + 18 + 18 + 0.3·(54 + 40) = 92.70; y 26.4 + 18 + 18 + 0.3·(60 + 32) = 90.00
    expect(shares.ok && shares.value.moved).toEqual([
      { id: 'x', score: { from: { exact: '927/10', shown: '92.70' }, to: { exact: '927/10', shown: '92.70' } }, grade: { from: 'fair', to: 'good' } },
      { id: 'y', score: { from: { exact: '90', shown: '90.00' }, to: { exact: '90', shown: '90.00' } }, grade: { from: 'fair', to: 'good' } },
    ]);
    const weights = whatIf(scheme, members, { weights: [{ node: 'ballots', input: 'b-leaders', weight: 40 }, { node: 'ballots', input: 'b-members', weight: 60 }] });
    expect(weights.ok && weights.value.moved.map((move) => move.score.to?.shown)).toEqual(['93.30', '88.80']);
    const without = whatIf(scheme, members, { withoutGroups: ['leaders'] });
    expect(without.ok && without.value.after.members.map((member) => member.score?.shown)).toEqual(['94.50', '86.40']);
    const bands = whatIf(scheme, members, { bands: [{ grade: 'good', from: 93 }, { grade: 'fair', from: 91 }] });
    expect(bands.ok && bands.value.after.members.map((member) => member.grade)).toEqual(['fair', 'plain']);
    expect(members).toEqual(before);
  });

  test('other parts of a forced distribution', () => {
    const forced: Scheme = { ...scheme, grading: { ...scheme.grading, quotas: [], gates: [], distribution: { id: 'f', title: { text: '比例' }, shares: ['good', 'fair', 'plain', 'poor'].map((id) => ({ id, parts: id === 'fair' ? 1 : 0 })), method: 'largest_remainder', equal: 'better', ties: 'below', lines: 'ignored', strictness: 'must' } } };
    const tried = whatIf(forced, members, { distribution: [{ grade: 'good', parts: 1 }] });
    expect(tried.ok && [tried.value.before.counts['fair'], tried.value.after.counts]).toEqual([2, { good: 1, fair: 1, plain: 0, poor: 0 }]);
    expect(whatIf(scheme, members, { distribution: [{ grade: 'good', parts: 1 }] })).toMatchObject({ ok: false, error: { code: 'what_if.unknown', at: 'grading/distribution/shares/good' } });
  });

  test('weights that do not sum and unknown ids are refused with their place', () => {
    expect(whatIf(scheme, members, { weights: [{ node: 'ballots', input: 'b-leaders', weight: 50 }] })).toMatchObject({ ok: false, error: { code: 'what_if.weights', at: 'score/nodes/ballots', params: { sum: '90.00', total: 100 } } });
    expect(whatIf(scheme, members, { quotas: [{ quota: 'none', share: 1 }] })).toMatchObject({ ok: false, error: { code: 'what_if.unknown', at: 'grading/quotas/none' } });
    expect(whatIf(scheme, members, { bands: [{ grade: 'good', from: Number.NaN }] })).toMatchObject({ ok: false, error: { code: 'what_if.value' } });
  });
});
