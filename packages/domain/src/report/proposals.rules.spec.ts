import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerProposals, carried, proposalRefused, stands, withPassages, type OpenProposal } from './proposals.rules.ts';

const at = (id: string, text: string, oldText: string, newText: string): OpenProposal => {
  const start = text.indexOf(oldText);
  return { id, sectionId: 'problems', start, end: start + oldText.length, oldText, newText };
};
const TEXT = '一是调研不够深入。二是督促不够严格。\n三是重视不够。';

/** A text cut into pieces of which every second may be a passage, with new words for it. */
const cutText = fc.array(fc.record({ between: fc.string({ maxLength: 8 }), old: fc.stringMatching(/^[一二三是不够深严村0-9]{1,6}$/), next: fc.string({ maxLength: 10 }), accept: fc.boolean() }), { minLength: 1, maxLength: 8 }).map((parts) => {
  let text = '';
  const open: (OpenProposal & { accept: boolean })[] = [];
  for (const [index, part] of parts.entries()) {
    text += part.between;
    open.push({ id: `p${index}`, sectionId: 'problems', start: text.length, end: text.length + part.old.length, oldText: part.old, newText: part.next, accept: part.accept });
    text += part.old;
  }
  return { text: `${text}尾`, open, expected: `${parts.map((part) => part.between + (part.accept ? part.next : part.old)).join('')}尾` };
});

describe('R-E3 proposals on passages', () => {
  test('a proposal stands on one paragraph of the text, changes it, and meets no other', () => {
    const first = at('a', TEXT, '调研不够深入', '我全年只下去 3 次');
    expect(proposalRefused(first, TEXT, [])).toBeNull();
    expect(proposalRefused({ ...first, oldText: '别的话' }, TEXT, [])).toMatchObject({ code: 'proposal.place' });
    expect(proposalRefused(at('b', TEXT, '严格。\n三是', 'x'), TEXT, [])).toMatchObject({ code: 'proposal.place' });
    const rare = '村民𠮷某';
    expect([0, 1, 2].map((from) => proposalRefused({ sectionId: 'problems', start: from, end: 3, oldText: rare.slice(from, 3), newText: 'x' }, rare, [])?.code)).toEqual(['proposal.place', 'proposal.place', 'proposal.place']);
    expect(proposalRefused({ sectionId: 'problems', start: 2, end: 4, oldText: '𠮷', newText: '吉' }, rare, [])).toBeNull();
    expect(proposalRefused({ ...first, newText: first.oldText }, TEXT, [])).toMatchObject({ code: 'proposal.no-change' });
    expect(proposalRefused(at('c', TEXT, '不够深入。二是', 'x'), TEXT, [first])).toMatchObject({ code: 'proposal.overlaps' });
    expect(proposalRefused(at('d', TEXT, '二是', 'x'), TEXT, [first])).toBeNull();
    expect(proposalRefused(at('e', TEXT, '深入', ''), TEXT, [{ ...first, start: -1, end: -1 }])).toBeNull();
  });

  test('any accepted subset in any order and any batches gives the same text, and nothing outside the passages changes', () => {
    fc.assert(
      fc.property(cutText, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 3 }), ({ text, open, expected }, picks, batch) => {
        const left = [...open];
        const order: typeof open = [];
        while (left.length > 0) order.push(...left.splice(picks.next().value! % left.length, 1));
        let sections = [{ id: 'other', text: '不动' }, { id: 'problems', text }];
        let now: readonly OpenProposal[] = open;
        for (let from = 0; from < order.length; from += batch) {
          const answers = order.slice(from, from + batch).map((one) => (one.accept ? { id: one.id, accept: true as const } : { id: one.id, accept: false as const, reason: '情况不是这样' }));
          const done = answerProposals(sections, now, answers);
          if (!done.ok) throw new Error(done.error.code);
          sections = [...done.value.sections];
          now = done.value.open;
        }
        expect(sections).toEqual([{ id: 'other', text: '不动' }, { id: 'problems', text: expected }]);
        expect(withPassages(text, open.filter((one) => one.accept))).toBe(expected);
        expect(now).toEqual([]);
      }),
    );
  });

  test('one answer that cannot be taken leaves everything as it is', () => {
    const open = [at('a', TEXT, '调研', '走访'), { ...at('b', TEXT, '督促', '督办'), start: -1, end: -1 }];
    const sections = [{ id: 'problems', text: TEXT }];
    expect(answerProposals(sections, open, [{ id: 'a', accept: true }, { id: 'b', accept: true }])).toMatchObject({ error: { code: 'proposal.outdated', at: '/answers/1' } });
    expect(answerProposals(sections, open, [{ id: 'a', accept: false, reason: ' ' }])).toMatchObject({ error: { code: 'reason.required' } });
    expect(answerProposals(sections, open, [{ id: 'x', accept: true }])).toMatchObject({ error: { code: 'proposal.not-open' } });
    expect(answerProposals(sections, open, [{ id: 'a', accept: true }, { id: 'a', accept: true }])).toMatchObject({ error: { code: 'proposal.not-open', at: '/answers/1' } });
    expect(answerProposals([{ id: 'problems', text: '一是走访不够。' }], open, [{ id: 'a', accept: true }])).toMatchObject({ error: { code: 'proposal.outdated' } });
    expect(answerProposals(sections, open, [{ id: 'b', accept: false, reason: '已重写' }])).toMatchObject({ ok: true, value: { refused: ['b'], open: [{ id: 'a' }] } });
  });

  test('writing by hand moves a proposal with its passage, and one whose words were touched is outdated for good', () => {
    const one = at('a', TEXT, '督促', '督办');
    const longer = TEXT.replace('一是', '一是我本人');
    expect(carried(one, TEXT, longer).start).toBe(longer.indexOf('督促'));
    expect(carried(one, TEXT, `${TEXT}完`)).toEqual(one);
    expect(carried(one, TEXT, TEXT.replace('督促', '督'))).toMatchObject({ start: -1 });
    expect(carried(carried(one, TEXT, '全删'), '全删', TEXT)).toMatchObject({ start: -1 });
    // rewritten around it in one go: found again because its words stand once before and after
    const around = '我把督促当成了催办';
    expect(carried(one, TEXT, around).start).toBe(around.indexOf('督促'));
    expect(carried(at('b', TEXT, '不够', '不'), TEXT, '头不够尾')).toMatchObject({ start: -1 });
  });

  test('a proposal that is carried always stands, whatever is written', () => {
    fc.assert(
      fc.property(cutText, fc.nat(), fc.nat(), fc.string({ maxLength: 6 }), ({ text, open }, from, size, put) => {
        const start = from % (text.length + 1);
        const after = text.slice(0, start) + put + text.slice(Math.min(text.length, start + (size % 9)));
        for (const one of open) {
          const now = carried(one, text, after);
          expect(now.start === -1 || stands(now, after)).toBe(true);
        }
      }),
    );
  });
});
