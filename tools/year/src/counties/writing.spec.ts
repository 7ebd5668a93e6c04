import { describe, expect, test } from '@jest/globals';
import { COUNTY_PLANS } from './plan.ts';
import { variedReport, type Weakness } from './writing.ts';

const form = { sections: ['achievements', 'carry_over', 'problems', 'causes', 'measures', 'commitments'].map((kind) => ({ id: kind, kind, required: true })).concat(['own-team', 'guarantee', 'members', 'inspection', 'year-q1', 'year-q2'].map((id) => ({ id: `answer-${id}`, kind: 'answer', required: true }))) };
const of = (seed: number, weak?: Weakness): Record<string, string> => Object.fromEntries(variedReport(form, 2026, seed, weak).map(({ id, text }) => [id, text]));
const lines = (text: string | undefined): number => (text ?? '').split('\n').length;

describe('reports of the demonstration', () => {
  test('one seed gives one text, every other another; nothing of the patterns is left in it', () => {
    const all = Array.from({ length: 200 }, (_, seed) => JSON.stringify(of(seed + 1)));
    expect(new Set(all).size).toBe(all.length);
    expect(of(7)).toEqual(of(7));
    expect(all.filter((text) => /[#%]|undefined/.test(text))).toEqual([]);
  });

  test('every problem has its cause and its measure, unless the weakness is that one has none', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const plain = of(seed);
      expect([lines(plain['causes']), lines(plain['measures'])]).toEqual([lines(plain['problems']), lines(plain['problems'])]);
      expect(lines(of(seed, 'unmeasured')['measures'])).toBe(lines(plain['problems']) - 1);
    }
  });

  test('a weakness changes the part that it is of, and the over-long one is long', () => {
    expect(of(3, 'phrases')['achievements']).not.toMatch(/[0-9]/);
    expect(of(3, 'no-figures')['achievements']).not.toMatch(/[0-9]/);
    expect(of(3, 'label')['achievements']).toContain('党建+');
    expect({ ...of(3, 'label'), achievements: '' }).toEqual({ ...of(3), achievements: '' });
    expect(Object.values(of(3, 'long')).join('').length).toBeGreaterThan(3 * Object.values(of(3)).join('').length / 2 + 500);
  });

  test('the counties stand at different stages, three have finished years', () => {
    expect(new Set(COUNTY_PLANS.map((plan) => plan.stands)).size).toBe(COUNTY_PLANS.length);
    expect(COUNTY_PLANS.filter((plan) => plan.before)).toHaveLength(3);
  });
});
