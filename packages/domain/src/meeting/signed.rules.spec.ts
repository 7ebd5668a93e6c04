import { describe, expect, test } from '@jest/globals';
import type { Rates } from '@shuping/scheme';
import fc from 'fast-check';
import { votesAs, type Elector, type RatedSubject } from './entitlement.rules.ts';
import { signedSheets, signersDue, signsOn } from './signed.rules.ts';

const subjects: RatedSubject[] = ['s1', 's2', 's3', 's4'].map((id, n) => ({ id, facts: { kind: n < 3 ? 'teaching' : 'office' } }));
const relation = { text: '分管' };
const rounds = (rates: Rates | undefined, others: readonly { id: string; rates?: Rates }[] = []) => [{ id: 'r1', subjects: subjects.slice(0, 2), groups: [{ id: 'chiefs', rates }, ...others] }, { id: 'r2', subjects: subjects.slice(2), groups: [{ id: 'chiefs', rates }, ...others] }];
const chief = (id: string, more: Partial<Elector> = {}): Elector => ({ id, groups: ['chiefs'], subject: null, related: [], ...more });
const shape = (sheets: readonly { readonly id: string; readonly subjects: readonly string[] }[]): unknown => sheets.map((one) => [one.id, one.subjects.join()]);

describe('R-F3 R09 R15 R22 what a group that signs is asked', () => {
  test('one sheet a round under its own id; where some are asked more, a sheet a kind; each signer has of them only whom they rate', () => {
    const kindOf = ({ facts }: RatedSubject): string => String(facts['kind']);
    expect(shape(signedSheets({ rounds: rounds({ rule: 'related', relation }) }, 'chiefs'))).toEqual([['r1', 's1,s2'], ['r2', 's3,s4']]);
    expect(shape(signedSheets({ rounds: rounds(undefined), kindOf }, 'chiefs'))).toEqual([['r1', 's1,s2'], ['r2.1', 's3'], ['r2.2', 's4']]);
    const plan = { rounds: rounds({ rule: 'related', relation }), kindOf };
    expect(shape(signsOn(plan, 'chiefs', chief('e1', { related: ['s2', 's4'] })))).toEqual([['r1', 's2'], ['r2.2', 's4']]);
    expect(signsOn(plan, 'chiefs', chief('e2'))).toEqual([]);
    expect(shape(signsOn({ rounds: rounds({ rule: 'not_self' }) }, 'chiefs', chief('e3', { subject: 's1' })))).toEqual([['r1', 's2'], ['r2', 's3,s4']]);
  });

  test('a panel that rates some signs on these alone, known by name only; in a group of which nothing more is known everybody rates everybody', () => {
    expect(shape(signsOn({ rounds: rounds({ rule: 'only', fact: 'kind', is: ['office'] }) }, 'chiefs', null))).toEqual([['r2', 's4']]);
    expect(shape(signsOn({ rounds: rounds(undefined) }, 'chiefs', null))).toEqual([['r1', 's1,s2'], ['r2', 's3,s4']]);
    expect(signsOn({ rounds: rounds(undefined) }, 'nobody', null)).toEqual([]);
  });

  test('heads due are those of the roll and the others of the group, person by person', () => {
    const due = signersDue({ rounds: rounds({ rule: 'not_self' }), electors: [chief('e1', { subject: 's1' }), chief('e2')], heads: { chiefs: 2 } }, 'chiefs');
    expect(due).toEqual({ s1: 1, s2: 2, s3: 2, s4: 2 });
    expect(signersDue({ rounds: rounds(undefined), electors: [chief('e1')], heads: { chiefs: 4 } }, 'chiefs')).toEqual({ s1: 4, s2: 4, s3: 4, s4: 4 });
    expect(signersDue({ rounds: rounds({ rule: 'related', relation }), electors: [chief('e1', { related: ['s3'] })], heads: { chiefs: 1 } }, 'chiefs')).toEqual({ s3: 1 });
  });

  test('whoever stands in several groups signs on exactly what they rate as that group, each subject once', () => {
    const one = fc.record({ groups: fc.subarray(['chiefs', 'peers', 'public'], { minLength: 1 }), subject: fc.option(fc.constantFrom('s1', 's2', 's3', 's4')), related: fc.subarray(['s1', 's2', 's3', 's4']) });
    fc.assert(fc.property(one, (who) => {
      const elector: Elector = { id: 'e', ...who };
      const plan = { rounds: rounds({ rule: 'related', relation }, [{ id: 'peers', rates: { rule: 'not_self' } }, { id: 'public' }]), kindOf: ({ facts }: RatedSubject) => String(facts['kind']) };
      const signed = ['chiefs', 'peers', 'public'].flatMap((group) => signsOn(plan, group, elector).flatMap((sheet) => sheet.subjects.map((id) => [id, group] as const)));
      const entitled = subjects.flatMap((subject) => { const group = votesAs(elector, subject, plan.rounds[0]!.groups); return group === null ? [] : [[subject.id, group] as const]; });
      expect([...signed].sort()).toEqual([...entitled].sort());
    }), { numRuns: 300 });
  });
});
