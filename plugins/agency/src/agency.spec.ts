import { describe, expect, test } from '@jest/globals';
import { checkExamples, describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { businessForDuty } from './checks/business-for-duty.ts';
import { markedPaper } from './checks/marked-paper.ts';
import { paperForDeed } from './checks/paper-for-deed.ts';
import { agency } from './index.ts';

const report = (text: string) => ({ sections: [{ id: 'achievements', kind: 'achievements' as const, text }] });
const ctx = { mustAnswer: [] };
const BUSINESS = '全年审批提速三成。预算执行率提高。两部规划获批。';

describeSector(agency, { describe, test, expect }, {
  root: new URL('.', import.meta.url),
  reports: [report(BUSINESS), report('依据临机发〔2026〕3号办理。'), report('全年召开专题会议12次。')],
});

describe('R-B1 R-K1 roles of the agency plugin', () => {
  const HAS: Record<string, [Action, Subject][]> = {
    agency_area_convener: [['read', 'Report'], ['create', 'LeaderComment'], ['sign', 'LeaderComment'], ['verify', 'Problem'], ['return', 'Problem']],
    agency_discipline_officer: [['read', 'EventRecord'], ['create', 'EventRecord'], ['import', 'EventRecord'], ['create', 'Problem'], ['read', 'Assessee']],
    agency_service_supervisor: [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']],
  };
  const LACKS: Record<string, [Action, Subject][]> = {
    agency_area_convener: [['create', 'EventRecord'], ['sign', 'VettingStep'], ['decide', 'Grading'], ['close', 'Problem'], ['read', 'Tally']],
    agency_discipline_officer: [['read', 'RoutineScore'], ['read', 'Report'], ['update', 'Problem'], ['decide', 'Grading'], ['publish', 'Result']],
    agency_service_supervisor: [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['read', 'LeaderComment']],
  };

  for (const role of Object.keys(HAS)) {
    test.each(HAS[role]!)(`${role} may %s %s in its sector and not outside`, (action, subject) => {
      expect(roleMay(agency, role, action, subject, 'agency')).toBe(true);
      expect(roleMay(agency, role, action, subject, 'elsewhere')).toBe(false);
    });
    test.each(LACKS[role]!)(`${role} may not %s %s`, (action, subject) => expect(roleMay(agency, role, action, subject, 'agency')).toBe(false));
  }
});

describe('R-E2 checks of the agency plugin', () => {
  test('rows of business are pointed at; a sentence of the secretary\'s own duty breaks them', () => {
    expect(businessForDuty.run(report(BUSINESS), { run: 3 }, ctx)).toMatchObject([{ code: 'business-for-duty', start: 0, end: BUSINESS.length, params: { sentences: 3 } }]);
    expect(businessForDuty.run(report('全年审批提速三成。我同支部党员逐项梳理。预算执行率提高。两部规划获批。'), { run: 3 }, ctx)).toEqual([]);
  });

  test('a count of meetings or papers is pointed at unless something came of it', () => {
    expect(paperForDeed.run(report('先谈心。全年召开专题会议12次。'), {}, ctx)).toMatchObject([{ code: 'paper-for-deed', start: 4, params: { label: '召开专题会议12次' } }]);
    expect(paperForDeed.run(report('印发通知和方案二十余份，报送信息三十条。'), {}, ctx)).toHaveLength(1);
    expect(paperForDeed.run(report('召开现场会三次，解决群众反映的七件事。办理时间由十天缩短为四天。'), {}, ctx)).toEqual([]);
  });

  test('marks of papers that are not public are pointed at, an open number is not', () => {
    expect(markedPaper.run(report('依据临机发〔2026〕3号办理。'), {}, ctx)).toMatchObject([{ code: 'marked-paper', params: { label: '机发' } }]);
    expect(markedPaper.run(report('该件为机密★，已传阅。'), {}, ctx)).toMatchObject([{ params: { label: '机密' } }]);
    expect(markedPaper.run(report('依据临组发〔2026〕3号办理，保守党的秘密。'), {}, ctx)).toEqual([]);
  });
});

describe('R-B8 worked examples of the agency plugin', () => {
  test('the engine gives what was worked by hand, and notices one hundredth more', () => {
    expect(checkExamples(agency.scheme)).toEqual([]);
    const [first, ...rest] = agency.scheme.examples;
    const wrong = { ...agency.scheme, examples: [{ ...first!, expect: { ...first!.expect, score: '102.71' } }, ...rest] };
    expect(checkExamples(wrong)).toMatchObject([{ code: 'example.score', params: { expected: '102.71', got: '102.70' } }]);
  });
});
