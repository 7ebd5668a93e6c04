import { describe, expect, test } from '@jest/globals';
import { PASSAGES, REPORTS } from '@shuping/fixtures/reports';
import fc from 'fast-check';
import { CHECK_IDS, checkReport, estimate, items, signature, wordCount, type CheckContext, type CheckRule, type PluginCheck, type ReportText } from './index.ts';

const ALL: readonly CheckRule[] = CHECK_IDS.map((check) => ({ id: check, check, level: 'block', params: {} }));
const byRef = (ref: string): (typeof REPORTS)[number] => REPORTS.find((item) => item.ref === ref)!;
const others = (ref: string, visible: boolean): CheckContext => ({
  mustAnswer: [],
  others: REPORTS.filter((item) => item.ref !== ref).map((item) => ({ ref: item.ref, visible, text: item.report })),
});
const only = (check: CheckRule['check'], params: CheckRule['params'] = {}): CheckRule[] => [{ id: 'r', check, level: 'block', params }];

const section = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom('achievements' as const, 'problems' as const, 'causes' as const, 'measures' as const, 'answer' as const, 'free' as const),
  text: fc.array(fc.constantFrom('支部', '我', '一是', '二是', '。', '；', '（一）', '\n', '3', '党建+', '高度重视', '狠抓落实', '“', '”', '13900990034', ' ', '😀'), { maxLength: 60 }).map((list) => list.join('')),
});
const report = fc.uniqueArray(section, { maxLength: 3, selector: (item) => item.id }).map((sections): ReportText => ({ sections }));

describe('R-E2 findings', () => {
  test('are the same however often and in whatever order the rules come', () => {
    const ctx: CheckContext = { ...others('r10', true), mustAnswer: [{ questionId: 'hard-problem' }] };
    const findings = checkReport(byRef('r10').report, ALL, ctx);
    expect(findings.length).toBeGreaterThan(5);
    expect(checkReport(byRef('r10').report, [...ALL].reverse(), ctx)).toEqual(findings);
  });

  test('cover whole sentences of their section, for any text', () => {
    fc.assert(fc.property(report, report, (own, last) => {
      for (const finding of checkReport(own, ALL, { mustAnswer: [{ questionId: 'q' }], lastYear: last, others: [{ ref: 'x', visible: true, text: last }] })) {
        if (finding.start === undefined) continue;
        const text = own.sections.find((candidate) => candidate.id === finding.sectionId)!.text;
        const words = text.slice(finding.start, finding.end);
        expect(words.trim()).toBe(words);
        expect(wordCount(words)).toBeGreaterThan(0);
      }
    }));
  });

  test('name a similar report in scope and point at the longest shared passage', () => {
    const findings = checkReport(byRef('r12').report, only('similar-text@1'), others('r12', true));
    expect(findings.map((finding) => [finding.code, finding.params['ref']])).toEqual([['similar-to', 'r06']]);
    expect(Number(findings[0]!.params['percent'])).toBeGreaterThan(80);
    expect(findings[0]!.end! - findings[0]!.start!).toBeGreaterThan(120);
  });

  test('name nobody when the similar report is out of scope, and say so once', () => {
    const findings = checkReport(byRef('r12').report, only('similar-text@1'), others('r12', false));
    expect(findings.map((finding) => finding.code)).toEqual(['similar-elsewhere']);
    expect(JSON.stringify(findings)).not.toContain('r06');
  });

  test('of personal data never repeat the number', () => {
    for (const passage of PASSAGES.filter((candidate) => candidate.check === 'personal-data@1')) {
      for (const finding of checkReport(passage.report, only('personal-data@1'), { mustAnswer: [] })) expect(JSON.stringify(finding.params)).toBe('{}');
    }
  });

  test('of the length say how much is over', () => {
    const count = byRef('r02').report.sections.reduce((sum, item) => sum + wordCount(item.text), 0);
    expect(checkReport(byRef('r02').report, only('length@1'), { mustAnswer: [] })[0]).toMatchObject({ level: 'block', code: 'over-limit', params: { count, limit: 3500, over: count - 3500 }, sectionId: 'commitments' });
  });

  test('a share of exactly the maximum passes and one character more does not', () => {
    const text = (achievements: number, rest: number): ReportText => ({ sections: [{ id: 'a', kind: 'achievements', text: '成'.repeat(achievements) }, { id: 'b', kind: 'free', text: '余'.repeat(rest) }] });
    fc.assert(fc.property(fc.integer({ min: 1, max: 300 }), (n) => {
      expect(checkReport(text(n, 2 * n), only('achievement-share@1'), { mustAnswer: [] })).toEqual([]);
      expect(checkReport(text(n + 1, 2 * n), only('achievement-share@1', { max: '1/3' }), { mustAnswer: [] })).toHaveLength(1);
    }));
  });

  test('the level is the scheme’s where the check may block', () => {
    const rules: CheckRule[] = [{ id: 'r', check: 'length@1', level: 'advise', params: { limit: 10 } }];
    expect(checkReport(byRef('r01').report, rules, { mustAnswer: [] })[0]?.level).toBe('advise');
  });

  test('a plugin’s check runs under its own id and level, an unknown one gives nothing', () => {
    const plugin: PluginCheck = {
      id: 'school.no-latin@1',
      run: (own) => own.sections.filter((item) => /[A-Za-z]/.test(item.text)).map((item) => ({ check: 'length@1', level: 'block', code: 'latin', params: {}, sectionId: item.id })),
    };
    const own: ReportText = { sections: [{ id: 'a', kind: 'free', text: 'OK' }] };
    const rules = [{ id: 'p', check: 'school.no-latin@1', level: 'advise' as const, params: {} }, { id: 'u', check: 'nobody.knows@1', level: 'block' as const, params: {} }];
    expect(checkReport(own, rules, { mustAnswer: [] }, [plugin])).toEqual([{ check: 'school.no-latin@1', level: 'advise', code: 'latin', params: {}, sectionId: 'a' }]);
  });
});

describe('R-E2 near duplicates', () => {
  const whole = (ref: string): string => byRef(ref).report.sections.map((item) => item.text).join('\n');

  test('the estimate is 1 for itself, high for the copy and near 0 for the rest', () => {
    expect(estimate(signature(whole('r06')), signature(whole('r06')))).toBe(1);
    expect(estimate(signature(whole('r06')), signature(whole('r12')))).toBeGreaterThan(0.6);
    for (const item of REPORTS.filter((candidate) => !['r06', 'r12'].includes(candidate.ref))) expect(estimate(signature(whole('r06')), signature(whole(item.ref)))).toBeLessThan(0.1);
  });

  test('a text too short for one gram is like nothing', () => {
    expect(estimate(signature('我'), signature('我'))).toBe(0);
  });

  test('no two reports share a sentence, the copies aside', () => {
    const seen = new Map<string, string>();
    for (const item of REPORTS.filter((candidate) => candidate.ref !== 'r12')) {
      for (const part of item.report.sections) {
        for (const sentence of part.text.split(/[。！？\n]/).filter((candidate) => candidate.length > 14)) {
          expect([seen.get(sentence) ?? item.ref, sentence]).toEqual([item.ref, sentence]);
          seen.set(sentence, item.ref);
        }
      }
    }
  });
});

describe('R-E2 numbered items', () => {
  test.each([
    ['一是甲。二是乙；三是丙。', 3],
    ['存在问题：\n（一）甲一是深，二是透。\n（二）乙。', 2],
    ['1.甲3.5倍。\n2.乙。', 2],
    ['首先，甲。其次，乙。最后，丙。', 3],
    ['第一，甲。\n第二，乙。', 2],
    ['①甲②乙③丙④丁', 4],
    ['甲。\n乙。', 2],
    ['问题如下：\n甲。', 1],
    ['十一是数字。', 1],
    ['', 0],
  ])('%j has %i', (text, count) => {
    expect(items(text)).toHaveLength(count);
  });
});
