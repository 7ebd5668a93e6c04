import { describe, expect, test } from '@jest/globals';
import { diffSchemes } from '@shuping/scheme';
import { sampleScheme } from '@shuping/scheme/testing';
import { catalogue } from '../locales/zh-CN.ts';
import { differences } from './compare.ts';
import { plainRules } from './plain-rules.ts';
import type { Words } from './rows.ts';

const fill = (text: string, params: Readonly<Record<string, string | number>> = {}): string => text.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => String(params[name] ?? ''));
const words: Words = { t: (key, params) => fill(catalogue[key] ?? key, params), text: (ref) => ('text' in ref ? ref.text : ref.key), id: (kind, id) => catalogue[`schemes.${kind}.${id}`] ?? id };
const scheme = sampleScheme();

describe('R-B5 a scheme in plain words', () => {
  const says = (part: string, key: string): string | undefined => plainRules(scheme, words).find((one) => one.id === part)?.rules.find((one) => one.key === key)?.says;

  test('weights as shares, what an absence means, and who rates', () => {
    expect(says('score', 'composite')).toMatch(/^平时.* 30%、.* 20%、.* 20%、.* 30%。“.*”没有数时，暂不出分；/);
    expect(says('who', 'served')).toBe('服务对象；不少于 5 人；不足 5 人时并入党员代表');
    expect(says('what', 'bonus')).toBe('上级表彰（最多 3 分）');
  });

  test('a question closes itself', () => {
    const ask = (id: string, text: string) => ({ id, kind: 'must_report' as const, title: { text } });
    const asked = plainRules({ ...scheme, questions: [ask('a', '换届选举怎样组织？'), ask('b', '队伍建设'), ask('c', '难题是否解决？')] }, words).find((one) => one.id === 'what')!;
    expect(asked.rules.map((one) => one.says)).toEqual(['换届选举怎样组织？队伍建设；难题是否解决？']);
  });

  test('score lines and limits of grades', () => {
    const rules = plainRules(scheme, words).find((one) => one.id === 'grade')!.rules.map((one) => one.says);
    expect(rules.some((one) => /分及以上/.test(one))).toBe(true);
    expect(rules.every((one) => !one.includes('{{') && !one.includes('schemes.'))).toBe(true);
  });
});

describe('R-B4 two versions side by side', () => {
  test('what changed, came and went, in words under its part', () => {
    const { questions } = scheme;
    const later = { ...scheme, minMonthsInPost: 9, questions: [...questions.filter((one) => one.id !== 'award'), { id: 'new', kind: 'must_report' as const, title: { text: '服务群众' } }] };
    const groups = differences(diffSchemes(scheme, later), later, words);
    expect(groups.map((group) => group.tab)).toEqual(['score', 'results']);
    expect(groups[0]!.rows.map(({ kind, place, before, after }) => [kind, place.split(' / ').pop(), before, after])).toEqual([['removed', '上级表彰', '上级表彰', null], ['added', '服务群众', null, '服务群众']]);
    expect(groups[1]!.rows).toMatchObject([{ kind: 'changed', before: '6', after: '9' }]);
  });

  test('a date that moved is one line', () => {
    const entry = { id: 'reporting' as const, opens: { month: 11, day: 1, yearOffset: 0 }, due: { month: 11, day: 30, yearOffset: 0 } };
    const [before, later] = [{ ...scheme, calendar: [entry] }, { ...scheme, calendar: [{ ...entry, due: { month: 12, day: 8, yearOffset: 0 } }] }];
    expect(differences(diffSchemes(before, later), later, words).flatMap((group) => group.rows)).toMatchObject([{ before: '11月30日', after: '12月8日' }]);
  });
});
