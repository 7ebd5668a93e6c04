import { describe, expect, test } from '@jest/globals';
import { REPORTS } from '@shuping/fixtures/reports';
import { reportPrints } from './prints.ts';

describe('R-E2 keys of shared wording', () => {
  const of = (ref: string) => reportPrints(REPORTS.find((one) => one.ref === ref)!.report);
  const shared = (a: number[], b: number[]) => a.filter((key) => b.includes(key)).length;

  test('a copied report shares keys with its source, others share none or a stray one', () => {
    expect(shared(of('r12'), of('r06'))).toBeGreaterThan(3);
    for (const one of REPORTS) if (!['r06', 'r12'].includes(one.ref)) expect(shared(of('r06'), of(one.ref))).toBeLessThanOrEqual(1);
  });

  test('same text, same keys; every key fits a signed 32-bit column; an empty report has none', () => {
    expect(of('r01')).toEqual(of('r01'));
    for (const key of of('r01')) expect(key).toBe(key | 0);
    expect(reportPrints({ sections: [{ id: 'a', kind: 'free', text: '短。' }] })).toEqual([]);
  });
});
