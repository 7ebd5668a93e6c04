import { describe, expect, test } from '@jest/globals';
import { reportMeasures, type ReportMeasures } from '@shuping/report-checks';
import fc from 'fast-check';
import { squeezeBySteps, squeezeRounds, type SqueezeAct } from './squeeze.rules.ts';

const m = (words: number, phrases = 0, figures = 0): ReportMeasures => ({ words, achievements: 0, phrases, figures, problems: 0, measured: 0 });
const act = (stepIndex: number, name: SqueezeAct['act'], versionNumber: number): SqueezeAct => ({ stepIndex, act: name, versionNumber });

describe('R-E3 what each step presses out', () => {
  test('a hollow draft and the one that answers it differ in what the checks count', () => {
    const draft = (achievements: string, problems: string, measures: string) => reportMeasures({ sections: [{ id: 'a', kind: 'achievements', text: achievements }, { id: 'p', kind: 'problems', text: problems }, { id: 'm', kind: 'measures', text: measures }] });
    const before = draft('高度重视，狠抓落实，取得显著成效。', '一是调研不够深入。二是督促不严。', '加强调研。');
    const after = draft('全年走访 41 户，办成 17 件事。', '一是全年只到村 3 次。二是督促不严。', '一是每月到村 2 次。二是每季度督办 1 次。');
    expect(before).toMatchObject({ phrases: 3, figures: 0, problems: 2, measured: 1 });
    expect(after).toMatchObject({ phrases: 0, figures: 5, problems: 2, measured: 2 });
    expect(after.achievements).toBeLessThan(before.achievements);
  });

  test('each round lies at the door of the step that sent the draft back; what the author took back at nobody’s', () => {
    const rounds = squeezeRounds([{ number: 4, measures: m(3412) }, { number: 1, measures: m(4126, 9) }, { number: 3, measures: m(3580, 4, 2) }], [act(0, 'sign', 1), act(1, 'return', 1)]);
    expect(rounds).toMatchObject([{ from: 1, to: 3, stepIndex: 1, change: { words: -546, phrases: -5, figures: 2 } }, { from: 3, to: 4, stepIndex: null, change: { words: -168 } }]);
    expect(squeezeRounds([{ number: 1, measures: m(10) }], [])).toEqual([]);
  });

  test('steps add up over reports; passing an unchanged text is no reading', () => {
    const one = { rounds: squeezeRounds([{ number: 1, measures: m(100) }, { number: 2, measures: m(80) }], [act(0, 'return', 1)]), acts: [act(0, 'return', 1), act(0, 'pass', 2), act(1, 'accept', 2)] };
    expect(squeezeBySteps(2, [one, one])).toMatchObject([{ read: 2, returned: 2, change: { words: -40 } }, { read: 2, returned: 0, change: { words: 0 } }]);
  });

  test('the changes of all rounds give the way from the first draft to the last', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 6 }), (words) => {
      const drafts = words.map((count, index) => ({ number: index + 1, measures: m(count) }));
      const way = squeezeRounds(drafts, []).reduce((sum, round) => sum + round.change.words, 0);
      expect(way).toBe(words.at(-1)! - words[0]!);
    }));
  });
});
