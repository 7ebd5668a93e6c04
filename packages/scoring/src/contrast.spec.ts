import { describe, expect, test } from '@jest/globals';
import type { Scheme, ScoreInputs } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { contrast } from './contrast.ts';
import { gradePool } from './grading/pool.ts';
import { gradingScheme, inputsOf, memberOf, node, officer, poolOf, tallyOf } from './testing/builders.ts';

describe('R-G7 why not the next grade', () => {
  const base = sampleScheme();
  const scheme: Scheme = { ...base, grading: { ...base.grading, quotas: [] } };
  const inputs = (parts: Partial<ScoreInputs> = {}) => inputsOf({
    officer: { regular: 88, research: 86, comment: 90 },
    tallies: { leaders: tallyOf({ overall: { a: 6, b: 4 } }), members: tallyOf({ overall: { a: 12, b: 8 } }) },
    events: [{ question: 'fault', matter: '漏程序', day: '2026-05-01', points: 1 }],
    ...parts,
  });

  test('by hand: 88.2 of 90; every change alone is just enough, smallest first', () => {
    // ballots 0.6·92 + 0.4·92 = 92; composite 26.4 + 17.2 + 18 + 27.6 = 89.2; − 1 = 88.2
    const result = contrast(scheme, [memberOf(scheme, 'm', inputs())], 'm')!;
    expect(result.grade).toBe('good');
    expect(result.tests.map((t) => [t.test, t.holds, t.short?.exact ?? null])).toEqual([['score_line', false, '9/5'], ['gate', true, null], ['veto', true, null]]);
    // 1.8 missing: bonus 1.8; regular +6 (× 0.3); comment +9; research +9; no single group can: leaders 4 → +1.44, members 8 → +0.96; fault lifted → 89.2
    expect(result.changes?.map((change) => [change.kind, change.node, change.size, change.score.shown])).toEqual([
      ['bonus', 'bonus', '9/5', '90.00'], ['figure', 'regular', '6', '90.00'], ['figure', 'research', '9', '90.00'], ['figure', 'comment', '9', '90.00'],
    ]);
    expect(result.changes?.[1]?.params).toEqual({ from: 88, to: 94 });
  });

  test('ballots to turn and a deduction lifted', () => {
    const closer = inputs({ officer: { regular: 91, research: 86, comment: 90 } }); // 89.1; 0.9 short
    const changes = contrast(scheme, [memberOf(scheme, 'm', closer)], 'm')!.changes!;
    // one leader's ballot: 20 ÷ 10 · 0.6 · 0.3 = 0.36 → 3; one member's: 20 ÷ 20 · 0.4 · 0.3 = 0.12 → 8; the deduction of 1 is enough
    expect(changes.filter((change) => change.kind === 'ballots').map((change) => [change.params['group'], change.params['from'], change.params['to'], change.params['ballots'], change.score.shown]))
      .toEqual([['leaders', 'b', 'a', 3, '90.18'], ['members', 'b', 'a', 8, '90.06']]);
    expect(changes.find((change) => change.kind === 'deduction_lifted')).toMatchObject({ size: '1', params: { matter: '漏程序' }, score: { shown: '90.10' } });
    expect(changes.map((change) => Number(change.size.split('/')[0]) / Number(change.size.split('/')[1] ?? 1))).toEqual([0.9, 1, 3, 3, 4.5, 4.5, 8]);
  });

  test('a veto or the best grade: an honest nothing', () => {
    const vetoed = inputs({ events: [{ question: 'breach', matter: '', day: '2026-01-05', points: 0 }] });
    const barred = contrast(scheme, [memberOf(scheme, 'm', vetoed)], 'm')!;
    expect(barred).toMatchObject({ grade: 'plain', changes: null });
    expect(barred.tests.find((t) => t.test === 'veto')).toMatchObject({ holds: false, id: 'breach', params: { best: 'poor' } });
    const best = memberOf(scheme, 'm', inputs({ officer: { regular: 99, research: 99, comment: 99 } }));
    expect(contrast(scheme, [best], 'm')).toBeNull();
    const held = contrast(scheme, [memberOf(scheme, 'm', inputs({ tallies: {} }))], 'm')!;
    expect(held).toMatchObject({ grade: null, changes: null });
    expect(held.tests.map((t) => t.code)).toContain('absent.no_ballots');
  });

  test('short of the quota line: the line, what is missing, and a change that passes the last within', () => {
    const capped = gradingScheme({ quotas: [{ id: 'cap', title: { text: '好' }, grades: ['good'], kind: 'cap', share: 0.3, rounding: 'down', strictness: 'must' }] });
    const pool = poolOf(capped, [98, 96, 95, 93, 85, 84, 83, 82, 81, 70]);
    const result = contrast(capped, pool, 'm004')!;
    expect(result.tests).toMatchObject([{ test: 'score_line', holds: true }, { test: 'veto', holds: true }, { test: 'quota', holds: false, id: 'cap', params: { limit: 3, used: 3, line: '95.00' }, short: { exact: '2' } }]);
    expect(result.changes).toMatchObject([{ kind: 'figure', params: { from: 93, to: 95.1 }, size: '21/10' }]); // 95.0 would only tie
  });

  test('every change named really gives the grade', () => {
    const sheets = gradingScheme({}, [
      node({ kind: 'weighted_sum', id: 'sum', total: 2, inputs: [{ id: 'sheet', weight: 1 }, { id: 'score', weight: 1 }] }), officer('score'),
      node({ kind: 'indicator_sheet', id: 'sheet', owner: 'office', items: [{ id: 'x', title: { text: 'x' }, max: 60, deduction: 'until_used_up' }, { id: 'y', title: { text: 'y' }, max: 40, deduction: 'all_or_nothing' }] }),
    ]);
    const given = inputsOf({ officer: { score: 90 }, sheets: { sheet: { x: 3, y: 1 } } });
    const result = contrast(sheets, [memberOf(sheets, 'm', given)], 'm')!; // (57 + 90) ÷ 2 = 73.5, needs 80
    expect(result.changes?.map((change) => [change.kind, change.size])).toEqual([['sheet_item', '40']]);
    const after = { ...given, sheets: { sheet: { x: 3, y: 0 } } };
    expect(gradePool(sheets, [memberOf(sheets, 'm', after)]).members[0]!.grade).toBe('good');
  });
});
