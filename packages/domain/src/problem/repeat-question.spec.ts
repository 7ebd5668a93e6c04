import { describe, expect, test } from '@jest/globals';
import type { Scheme } from '@shuping/scheme';
import { checkReport } from '@shuping/report-checks';
import { mustAnswerOf, repeatsToAsk, reportSections, REPEAT_QUESTIONS_MAX, withAskedAgain, type ProblemSource } from '../index.ts';

const item = (id: string, number: number, repeatOf: string | null = null, source: ProblemSource = 'check') => ({ id, number, title: `问题${id}`, repeatOf, source });

describe('R-I6 a repeat becomes a question of the next report', () => {
  test('what was found again asks, in the order of the ledger; carried and common items do not, and nothing asks twice', () => {
    const before = [item('a', 1), item('b', 2), item('c', 3)];
    const lastYear = [item('z', 9, 'b'), item('y', 2, 'a', 'carried'), item('x', 1, 'a'), item('w', 4, 'a'), item('v', 5), item('u', 6, 'gone'), item('t', 7, 'c', 'common')];
    expect(repeatsToAsk(lastYear, before).map(({ last, first }) => [last.id, first.id])).toEqual([['x', 'a'], ['z', 'b']]);
    expect(repeatsToAsk(lastYear, [])).toEqual([]);
  });

  test('a report is not drowned in them', () => {
    const before = Array.from({ length: 20 }, (_, n) => item(`a${n}`, n));
    expect(repeatsToAsk(before.map((one) => item(`b${one.number}`, one.number, one.id)), before)).toHaveLength(REPEAT_QUESTIONS_MAX);
  });

  const section = (id: string, kind: 'answer' | 'problems', question?: string) => ({ id, kind, title: { text: id }, required: true, titles: [], ...(question ? { question } : {}) });
  const scheme = { questions: [{ id: 'q', kind: 'must_answer', title: { text: '怎样抓班子' } }], report: { sections: [section('answer-q', 'answer', 'q'), section('problems', 'problems')], checks: [], publishedDays: 0 } } as Pick<Scheme, 'questions' | 'report'>;
  const again = { id: 'again-1', heading: '再次出现的问题：公开栏停更', title: '“公开栏停更”去年已经指出，今年再次出现：为什么？' };

  test('it stands behind the other answers and is checked even where the scheme checks no answers', () => {
    const own = withAskedAgain(scheme, [again]);
    expect(reportSections(own).map(({ id }) => id)).toEqual(['answer-q', 'answer-again-1', 'problems']);
    expect(mustAnswerOf(own).map(({ id }) => id)).toEqual(['q', 'again-1']);
    const text = (answer: string) => ({ sections: [{ id: 'answer-again-1', kind: 'answer' as const, questionId: 'again-1', title: again.title, text: answer }] });
    const found = (answer: string) => checkReport(text(answer), own.report.checks, { mustAnswer: [{ questionId: 'again-1' }] }).map(({ code, level }) => [code, level]);
    expect(found('')).toEqual([['answer-empty', 'block']]);
    expect(found('去年只换了栏目，没有定人。今年三月起由我本人逐月核对，组织委员张贴，全年更新12次，其中6月因搬迁晚了3天，已经补上；支委会每季度听一次汇报，群众监督员随时可以提出意见，没有再停更。')).toEqual([]);
    expect(withAskedAgain(scheme, [])).toBe(scheme);
    expect(withAskedAgain({ ...scheme, report: { ...scheme.report, checks: [{ id: 'm', check: 'must-answer@1', level: 'advise', params: {} }] } }, [again]).report.checks).toHaveLength(1);
  });
});
