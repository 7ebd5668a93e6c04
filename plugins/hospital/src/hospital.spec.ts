import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { patientIdentity } from './checks/patient-identity.ts';
import { hospital } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年手术量增长两成。开展新技术六项。床位周转加快。';

describeSector(hospital, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('住院号：0023451的病人写来感谢信。')],
});

describe('R-B1 R-K1 roles of the hospital plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    hospital_supervision_team: [['read', 'Report'], ['create', 'RoutineScore'], ['submit', 'RoutineScore'], ['create', 'Problem'], ['return', 'Problem']],
    hospital_conduct_officer: [['read', 'EventRecord'], ['create', 'EventRecord'], ['submit', 'EventRecord'], ['create', 'Problem'], ['read', 'Assessee']],
    hospital_public_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    hospital_supervision_team: [['create', 'EventRecord'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['close', 'Problem'], ['read', 'Tally']],
    hospital_conduct_officer: [['read', 'RoutineScore'], ['read', 'Report'], ['update', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    hospital_public_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(hospital, role, action, subject, 'hospital')).toBe(true);
      expect(roleMay(hospital, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(hospital, role, action, subject, 'hospital')).toBe(false));
  }
});

describe('R-E2 checks of the hospital plugin', () => {
  test('rows of medical business are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年手术量增长两成。我在支部组织攻关。开展新技术六项。床位周转加快。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('what identifies a patient is pointed at, a mere count is not', () => {
    expect(patientIdentity.run(report('我去看望。住院号：0023451的病人写来感谢信。'), {}, ctx)).toMatchObject([{ code: 'patient-identity', start: 5, params: { label: '住院号' } }]);
    expect(patientIdentity.run(report('患者张某（男，五十岁）送来锦旗。'), {}, ctx)).toMatchObject([{ params: { label: '患者' } }]);
    expect(patientIdentity.run(report('住院患者满意度为 96%，全年接诊患者 230145 人次。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the hospital plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(hospital.scheme)).toEqual([]);
    const [first, ...rest] = hospital.scheme.examples;
    const wrong = { ...hospital.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '96.11' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '96.11', got: '96.10' } }]);
  });
});
