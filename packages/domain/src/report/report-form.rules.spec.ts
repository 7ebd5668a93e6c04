import { describe, expect, test } from '@jest/globals';
import type { Scheme } from '@shuping/scheme';
import { emptySections, mustAnswerOf, reportSections } from './report-form.rules.ts';

const question = (id: string, kind: 'must_answer' | 'shared', parent?: string) => ({ id, kind, title: { text: id }, ...(parent ? { parent } : {}) }) as Scheme['questions'][number];
const section = (id: string, kind: 'answer' | 'problems' | 'free', q?: string, required = true) => ({ id, kind, title: { text: id }, required, titles: [], ...(q ? { question: q } : {}) }) as Scheme['report']['sections'][number];
const scheme = { questions: [question('root', 'must_answer'), question('a', 'must_answer', 'root'), question('b', 'must_answer', 'root'), question('c', 'shared')], report: { sections: [section('answer-a', 'answer', 'a'), section('problems', 'problems'), section('more', 'free', undefined, false)], checks: [], publishedDays: 0 } } as Pick<Scheme, 'questions' | 'report'>;

describe('R-E1 form of a report', () => {
  test('must-answer questions are the leaves, each has a section', () => {
    expect(mustAnswerOf(scheme).map((one) => one.id)).toEqual(['a', 'b']);
    expect(reportSections(scheme).map((one) => one.id)).toEqual(['answer-a', 'answer-b', 'problems', 'more']);
  });

  test('required sections without a word block, answers and optional ones do not', () => {
    const text = (problems: string) => ({ sections: [{ id: 'problems', kind: 'problems' as const, text: problems }] });
    expect(emptySections(reportSections(scheme), text(' \n'))).toMatchObject([{ level: 'block', code: 'section-empty', sectionId: 'problems' }]);
    expect(emptySections(reportSections(scheme), text('一是……'))).toEqual([]);
  });
});
