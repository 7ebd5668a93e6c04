import { describe, expect, test } from '@jest/globals';
import type { Rates } from '@shuping/scheme';
import fc from 'fast-check';
import { needsNames, votesAs, type Elector, type RatedSubject, type RatingGroup } from './entitlement.rules.ts';
import { planSheets, type SheetPlan } from './sheets.rules.ts';

const subjects: RatedSubject[] = ['s1', 's2', 's3', 's4'].map((id, n) => ({ id, facts: { kind: n < 2 ? 'teaching' : 'office' } }));
const relation = { text: '分管' };
const elector = (id: string, groups: readonly string[], more: Partial<Elector> = {}): Elector => ({ id, groups, subject: null, related: [], ...more });
const many = (n: number, group: string, more: Partial<Elector> = {}): Elector[] => Array.from({ length: n }, (_, k) => elector(`${group}${k}`, [group], more));
const groupsOf = (rates: Record<string, Rates | undefined>): RatingGroup[] => Object.entries(rates).map(([id, one]) => ({ id, rates: one }));
const made = (plan: ReturnType<typeof planSheets>): SheetPlan => {
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
};
const shape = ({ sheets }: SheetPlan): unknown => sheets.map((one) => [one.id, one.subjects.join(), one.classes]);

describe('R09 R10 R15 R22 sheets of a round', () => {
  test('R08 where everybody rates everybody a round has one sheet under its own id, and no name is needed', () => {
    const plan = made(planSheets({ rounds: [{ id: 'r1', subjects, groups: groupsOf({ a: undefined, b: { rule: 'all' } }) }], electors: [], heads: { a: 6, b: 9 } }));
    expect(shape(plan)).toEqual([['r1', 's1,s2,s3,s4', { a: 6, b: 9 }]]);
  });

  test('R15 self-exclusion: every subject is a sheet of its own for the peers, one for all others, and nobody has a ticket for himself', () => {
    const peers = subjects.map((one, n) => elector(`p${n + 1}`, ['peers'], { subject: one.id })).concat(many(3, 'peers'));
    const plan = made(planSheets({ rounds: [{ id: 'r1', subjects, groups: groupsOf({ peers: { rule: 'not_self' }, public: undefined }) }], electors: peers, heads: { public: 20 } }));
    expect(shape(plan)).toEqual([['r1-1', 's1,s2,s3,s4', { public: 20 }], ['r1-2', 's1', { peers: 6 }], ['r1-3', 's2', { peers: 6 }], ['r1-4', 's3', { peers: 6 }], ['r1-5', 's4', { peers: 6 }]]);
    expect(plan.tickets.get('p2')).toEqual(['r1-2/peers', 'r1-4/peers', 'r1-5/peers']);
    expect(plan.tickets.get('peers0')).toHaveLength(4);
  });

  test('R09 relation: too few for a subject vote there as the next class, by a ticket of that class; without one the round is refused at the place', () => {
    const leaders = Array.from({ length: 8 }, (_, n) => elector(`l${n}`, ['leaders'], { related: n < 6 ? ['s1', 's2', 's3'] : ['s4'] }));
    const rounds = [{ id: 'r1', subjects, groups: groupsOf({ leaders: { rule: 'related', relation }, staff: undefined }) }];
    expect(planSheets({ rounds, electors: leaders, heads: { staff: 9 } })).toMatchObject({ ok: false, error: { issues: [{ code: 'electorate.scope-too-small', at: 'leaders', params: { subject: 's4', heads: 2, needed: 5 } }] } });
    const plan = made(planSheets({ rounds, electors: leaders, heads: { staff: 9 }, into: { leaders: 'staff' } }));
    expect(plan.tickets.get('l7')).toEqual([`${plan.sheets.find((one) => one.subjects.join() === 's4')!.id}/staff`]);
    expect(plan.sheets.find((one) => one.subjects.join() === 's4')!.classes).toEqual({ staff: 11 });
  });

  test('R10 crossed panels and R22 a second matter for some: sheets by panel and by what is asked, with no name at all', () => {
    const groups = groupsOf({ teaching: { rule: 'only', fact: 'kind', is: ['office'] }, offices: { rule: 'only', fact: 'kind', is: ['teaching'] } });
    expect(shape(made(planSheets({ rounds: [{ id: 'r1', subjects, groups }], electors: [], heads: { teaching: 6, offices: 8 } })))).toEqual([['r1-1', 's1,s2', { offices: 8 }], ['r1-2', 's3,s4', { teaching: 6 }]]);
    const second = made(planSheets({ rounds: [{ id: 'r1', subjects, groups: groupsOf({ all: undefined }) }], electors: [], heads: { all: 7 }, kindOf: (one) => (one.id === 's3' ? 'both' : 'one') }));
    expect(shape(second)).toEqual([['r1-1', 's1,s2,s4', { all: 7 }], ['r1-2', 's3', { all: 7 }]]);
  });

  test('whom nobody may rate is named, and a class that signs has no sheet and no second vote', () => {
    const groups = groupsOf({ offices: { rule: 'only', fact: 'kind', is: ['teaching'] } });
    expect(planSheets({ rounds: [{ id: 'r1', subjects, groups }], electors: [], heads: { offices: 8 } })).toMatchObject({ ok: false, error: { issues: [{ code: 'electorate.unrated', at: 's3' }, { code: 'electorate.unrated', at: 's4' }] } });
    const both = elector('x', ['leaders', 'public'], { related: ['s1'] });
    const plan = made(planSheets({ rounds: [{ id: 'r1', subjects, groups: groupsOf({ leaders: { rule: 'related', relation }, public: undefined }) }], electors: [both], heads: { public: 9 }, named: ['leaders'] }));
    expect(plan.tickets.get('x')).toHaveLength(3);
    expect(plan.sheets.find((one) => one.subjects.join() === 's1')!.classes).toEqual({ public: 8 });
  });

  test('R09 R10 R15 R22 for random people, rules and rounds: every entitled pair has exactly one ticket, nobody any other, and whoever holds a sheet of a class is asked the same as all who hold it', () => {
    const ids = subjects.map((one) => one.id);
    const person = fc.record({ groups: fc.subarray(['a', 'b', 'c'], { minLength: 1 }), subject: fc.constantFrom(null, ...ids), related: fc.subarray(ids) });
    const rates: fc.Arbitrary<Rates | undefined> = fc.constantFrom<(Rates | undefined)[]>(undefined, { rule: 'not_self' }, { rule: 'related', relation }, { rule: 'only', fact: 'kind', is: ['office'] });
    let held = 0;
    fc.assert(fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), fc.tuple(rates, rates, rates), fc.constantFrom(1, 2, 4), fc.boolean(), (people, [a, b, c], size, second) => {
      const electors = people.map((one, n): Elector => ({ id: `e${n}`, ...one }));
      const groups = groupsOf({ a, b, c });
      const heads = Object.fromEntries(groups.filter((one) => !needsNames(one.rates)).map((one) => [one.id, 20]));
      const rounds = Array.from({ length: 4 / size }, (_, n) => ({ id: `r${n + 1}`, subjects: subjects.slice(n * size, (n + 1) * size), groups }));
      const plan = planSheets({ rounds, electors, heads, into: { a: 'b', c: 'b' }, kindOf: (one) => (second && one.id === 's2' ? 'both' : 'one') });
      if (!plan.ok) return;
      held += 1;
      const { sheets, tickets } = plan.value;
      const sheetOf = (ticket: string): (typeof sheets)[number] => sheets.find((one) => one.id === ticket.split('/')[0])!;
      for (const one of electors) {
        const rated = tickets.get(one.id)!.flatMap((ticket) => sheetOf(ticket).subjects);
        expect(rated.sort()).toEqual(subjects.filter((subject) => votesAs(one, subject, groups) !== null).map((subject) => subject.id));
        // one ticket a sheet: what a phone asks for, round by round, is never ambiguous
        expect(new Set(tickets.get(one.id)!.map((ticket) => ticket.split('/')[0])).size).toBe(tickets.get(one.id)!.length);
        for (const subject of subjects) if (one.subject === subject.id && one.groups.every((id) => groups.find((group) => group.id === id)!.rates?.rule === 'not_self')) expect(rated).not.toContain(subject.id);
      }
      for (const sheet of sheets) {
        for (const [voterClass, count] of Object.entries(sheet.classes)) {
          expect(count).toBeGreaterThanOrEqual(5);
          // a ballot lacks nobody: every holder is entitled to every subject on it
          const holders = electors.filter((one) => tickets.get(one.id)!.includes(`${sheet.id}/${voterClass}`));
          for (const holder of holders) for (const id of sheet.subjects) expect(votesAs(holder, subjects.find((one) => one.id === id)!, groups)).not.toBeNull();
        }
      }
    }), { numRuns: 1_000 });
    expect(held).toBeGreaterThan(50);
  });

  test('2,000 electors and 60 subjects have one sheet each, and one for all others', () => {
    const all = Array.from({ length: 60 }, (_, n): RatedSubject => ({ id: `s${n}`, facts: {} }));
    const electors = Array.from({ length: 2_000 }, (_, n) => elector(`e${n}`, ['peers'], { subject: n < 60 ? `s${n}` : null }));
    const plan = made(planSheets({ rounds: [{ id: 'r1', subjects: all, groups: groupsOf({ peers: { rule: 'not_self' }, public: undefined }) }], electors, heads: { public: 3_000 } }));
    expect(plan.sheets).toHaveLength(61);
  });
});
