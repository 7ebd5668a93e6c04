import { describe, expect, test } from '@jest/globals';
import type { FormalismKind } from './lint-words.ts';
import { formalismIn, lintScheme } from './lint-scheme.ts';
import { sampleScheme } from './testing/index.ts';

/** Wordings as schemes have them, labelled by hand; null = an indicator of results. */
const LABELLED: [string, FormalismKind | null][] = [
  ['支部委员会会议每月召开不少于1次', 'meetings'],
  ['年度专题研究党建工作4次以上', 'meetings'],
  ['书记讲党课次数', 'meetings'],
  ['Number of meetings held in the year', 'meetings'],
  ['党建工作台账齐全、记录规范', 'documents'],
  ['上报党建信息稿件10篇', 'documents'],
  ['心得体会篇数', 'documents'],
  ['主题党日活动照片留存', 'photos'],
  ['提供活动截图作为佐证', 'screenshots'],
  ['公众号文章点赞和转发量', 'likes'],
  ['学习强国人均积分排名', 'likes'],
  ['党员集中学习达到32学时', 'study_hours'],
  ['按季报送党员名册', 'held_data'],
  ['群众对书记履职的满意度', null],
  ['上级反馈问题整改销号率', null],
  ['支部委员会会议议定事项落实率', null],
  ['软弱涣散支部转化情况', null],
  ['书记领办项目的成效', null],
  ['发展党员程序合规', null],
  ['帮助困难师生解决实际问题', null],
];

describe('R-B8 formalism linter', () => {
  test.each(LABELLED)('R-B8 %s', (wording, kind) => {
    expect(formalismIn(wording).map((hit) => hit.kind)).toEqual(kind === null ? [] : [kind]);
  });

  test('R-B8 warnings name the place; keys are read through the catalogue', () => {
    const scheme = sampleScheme();
    scheme.questions[0]!.guidance = { key: 'theme.guidance' };
    scheme.score.nodes.push({ kind: 'indicator_sheet', id: 'sheet', title: { text: '日常' }, level: 'assessee', owner: 'office', items: [{ id: 'notes', title: { text: '学习笔记不少于2本' }, max: 5, deduction: 'until_used_up' }] });
    const words: Record<string, string> = { 'theme.guidance': '附活动照片' };
    const warnings = lintScheme(scheme, (text) => ('text' in text ? text.text : words[text.key]!));
    expect(warnings.map((w) => [w.path, w.kind])).toEqual([['questions/theme/guidance', 'photos'], ['score/nodes/sheet/items/notes/title', 'documents']]);
    expect(lintScheme(sampleScheme(), (text) => ('text' in text ? text.text : text.key))).toEqual([]);
  });
});
