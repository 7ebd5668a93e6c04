import { describe, expect, test } from '@jest/globals';
import type { Rates } from '@shuping/scheme';
import fc from 'fast-check';
import { ballotParts, needsNames, subjectsOfGroup, votesAs, type Elector, type RatedSubject, type RatingGroup } from './entitlement.rules.ts';

const subjects: RatedSubject[] = ['s1', 's2', 's3', 's4'].map((id, n) => ({ id, facts: { kind: n < 2 ? 'teaching' : 'office' } }));
const relation = { text: '分管' };
const groups = (rates: Record<string, Rates | undefined>): RatingGroup[] => Object.entries(rates).map(([id, one]) => ({ id, rates: one }));
const elector = (id: string, ...of: string[]): Elector => ({ id, groups: of, subject: null, related: [] });
const many = (n: number, ...of: string[]): Elector[] => Array.from({ length: n }, (_, k) => elector(`${of[0]}${k}`, ...of));

describe('R09 R10 R15 who may rate whom', () => {
  test('peers rate each other, nobody himself: every subject is a ballot of its own, and nobody holds his own', () => {
    const peers = Array.from({ length: 7 }, (_, n): Elector => ({ id: `p${n}`, groups: ['peers'], subject: n < 4 ? `s${n + 1}` : null, related: [] }));
    const parts = ballotParts([...peers, ...many(9, 'public')], subjects, groups({ peers: { rule: 'not_self' }, public: undefined }));
    if (!parts.ok) throw new Error(parts.error.code);
    expect(parts.value.map((part) => [part.class, part.subjects, part.electors.length])).toEqual([['peers', ['s1'], 6], ['peers', ['s2'], 6], ['peers', ['s3'], 6], ['peers', ['s4'], 6], ['public', ['s1', 's2', 's3', 's4'], 9]]);
    expect(parts.value[0]!.electors).not.toContain('p0');
  });

  test('only leaders who supervise the person; where fewer than five do, they vote with the next group or the round is refused', () => {
    const leaders = Array.from({ length: 8 }, (_, n): Elector => ({ id: `l${n}`, groups: ['leaders'], subject: null, related: n < 6 ? ['s1', 's2', 's3'] : ['s4'] }));
    const rules = groups({ leaders: { rule: 'related', relation }, staff: undefined });
    expect(ballotParts([...leaders, ...many(9, 'staff')], subjects, rules)).toEqual({ ok: false, error: { code: 'electorate.unsettled', issues: [{ code: 'electorate.scope-too-small', at: 'leaders', params: { subject: 's4', heads: 2, needed: 5 } }] } });
    const parts = ballotParts([...leaders, ...many(9, 'staff')], subjects, rules, { leaders: 'staff' });
    if (!parts.ok) throw new Error(parts.error.code);
    expect(parts.value.map((part) => [part.class, part.subjects.join(), part.electors.length])).toEqual([['leaders', 's1,s2,s3', 6], ['staff', 's1', 9], ['staff', 's2', 9], ['staff', 's3', 9], ['staff', 's4', 11]]);
  });

  test('crossed panels: each rates the other kind of unit, all of a panel the same ones', () => {
    const rules = groups({ teaching: { rule: 'only', fact: 'kind', is: ['office'] }, offices: { rule: 'only', fact: 'kind', is: ['teaching'] } });
    const parts = ballotParts([...many(6, 'teaching'), ...many(8, 'offices')], subjects, rules);
    expect(parts).toMatchObject({ ok: true, value: [{ class: 'teaching', subjects: ['s3', 's4'] }, { class: 'offices', subjects: ['s1', 's2'] }] });
    expect(subjectsOfGroup(rules[0]!.rates, subjects)).toEqual(['s3', 's4']);
    expect([undefined, { rule: 'all' as const }, { rule: 'not_self' as const }, { rule: 'related' as const, relation }, rules[0]!.rates].map(needsNames)).toEqual([false, false, true, true, false]);
  });

  test('overlapping groups («chief of the party office or own team»): a person votes once on everybody', () => {
    const rules = groups({ chiefs: { rule: 'only', fact: 'kind', is: ['office'] }, team: undefined });
    const both = elector('x', 'team', 'chiefs');
    expect(subjects.map((subject) => votesAs(both, subject, rules))).toEqual(['team', 'team', 'chiefs', 'chiefs']);
  });

  test('for random people, relations and rules: everybody at most once a subject, nobody himself where that is barred, all holders of a ballot rate the same subjects, and no class is under five', () => {
    const ids = subjects.map((subject) => subject.id);
    const person = fc.record({ groups: fc.subarray(['a', 'b', 'c'], { minLength: 1 }), subject: fc.constantFrom(null, ...ids), related: fc.subarray(ids) });
    const rates: fc.Arbitrary<Rates | undefined> = fc.constantFrom<(Rates | undefined)[]>(undefined, { rule: 'all' }, { rule: 'not_self' }, { rule: 'related', relation }, { rule: 'only', fact: 'kind', is: ['office'] });
    let held = 0;
    fc.assert(fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), fc.tuple(rates, rates, rates), (people, [a, b, c]) => {
      const electors = people.map((one, n): Elector => ({ id: `e${n}`, ...one }));
      const rules = groups({ a, b, c });
      const parts = ballotParts(electors, subjects, rules, { a: 'b', c: 'b' });
      if (!parts.ok) return;
      held += 1;
      const cells = parts.value.flatMap((part) => part.electors.flatMap((id) => part.subjects.map((subject) => `${id}/${subject}`)));
      expect(new Set(cells).size).toBe(cells.length);
      for (const part of parts.value) {
        expect(part.electors.length).toBeGreaterThanOrEqual(5);
        for (const id of part.electors) for (const subject of part.subjects) expect(votesAs(electors.find((one) => one.id === id)!, subjects.find((one) => one.id === subject)!, rules)).not.toBeNull();
      }
      for (const one of electors) for (const subject of subjects) expect(cells.includes(`${one.id}/${subject.id}`)).toBe(votesAs(one, subject, rules) !== null);
      const strict = rules.filter((rule) => rule.rates?.rule === 'not_self').map((rule) => rule.id);
      for (const one of electors) if (one.subject !== null && one.groups.every((id) => strict.includes(id))) expect(cells).not.toContain(`${one.id}/${one.subject}`);
    }), { numRuns: 2_000 });
    expect(held).toBeGreaterThan(200);
  });
});
