import { describe, expect, test } from '@jest/globals';
import { handOver, isDeputy, isLate, type Deputy } from './deputy.rules.ts';
import { returnReport, signReport, submitReport, type ReportStanding } from './report.machine.ts';

const CHAIN = [{ role: 'head' }, { role: 'minister' }];
const at = (more: Partial<ReportStanding> = {}): ReportStanding => ({ state: 'vetting', stepIndex: 0, round: 1, authorPersonId: 'author', ...more });
const none = { holder: false, office: false, deputy: false };
const byRole: Deputy = { role: 'vice', personId: null };
const head = { personId: 'h', roles: ['head'] };
const vice = { personId: 'v', roles: ['vice'], deputy: true };

describe('R-E5 a late step is passed to its deputy', () => {
  test('a deputy is a role or one person', () => {
    expect(isDeputy(byRole, { personId: 'v', roles: ['vice'] })).toBe(true);
    expect(isDeputy(byRole, head)).toBe(false);
    expect(isDeputy({ role: null, personId: 'v' }, { personId: 'v', roles: [] })).toBe(true);
    // a named person is the deputy alone, whatever role stands beside it
    expect(isDeputy({ role: 'vice', personId: 'x' }, { personId: 'v', roles: ['vice'] })).toBe(false);
    expect(isDeputy(null, head)).toBe(false);
    expect(isDeputy({ role: null, personId: null }, { personId: null, roles: [] })).toBe(false);
  });

  test('late is the day after the last day', () => {
    expect(isLate('2026-12-17', '2026-12-17')).toBe(false);
    expect(isLate('2026-12-17', '2026-12-18')).toBe(true);
    expect(isLate(null, '2026-12-18')).toBe(false);
  });

  test('the holder may pass it on at any time, office and deputy only when it is late, others never', () => {
    expect(handOver(at(), byRole, { ...none, holder: true }, false)).toMatchObject({ ok: true, value: { handed: true, stepIndex: 0 } });
    for (const side of [{ ...none, office: true }, { ...none, deputy: true }]) {
      expect(handOver(at(), byRole, side, false)).toMatchObject({ error: { code: 'deputy.not-late' } });
      expect(handOver(at(), byRole, side, true).ok).toBe(true);
    }
    expect(handOver(at(), byRole, none, true)).toMatchObject({ error: { code: 'permission.denied' } });
    expect(handOver(at(), null, { ...none, office: true }, true)).toMatchObject({ error: { code: 'deputy.none' } });
    expect(handOver(at({ handed: true }), byRole, { ...none, office: true }, true)).toMatchObject({ error: { code: 'deputy.handed' } });
    expect(handOver(at({ state: 'returned' }), byRole, { ...none, office: true }, true)).toMatchObject({ error: { code: 'report.illegal-transition' } });
    expect(handOver(at(), { role: null, personId: 'author' }, { ...none, office: true }, true)).toMatchObject({ error: { code: 'report.own-report' } });
  });

  test('then the deputy alone acts, for this step and this round', () => {
    const handed = at({ handed: true });
    expect(signReport(handed, CHAIN, head)).toMatchObject({ error: { code: 'report.with-deputy' } });
    expect(signReport(at(), CHAIN, vice)).toMatchObject({ error: { code: 'report.not-your-step' } });
    expect(signReport(handed, CHAIN, vice)).toMatchObject({ ok: true, value: { stepIndex: 1, handed: false } });
    const back = returnReport(handed, CHAIN, vice, '请改');
    expect(back).toMatchObject({ ok: true, value: { state: 'returned', handed: false } });
    const again = back.ok ? submitReport(back.value, []) : back;
    expect(again.ok && signReport(again.value, CHAIN, head).ok).toBe(true);
    expect(signReport(handed, CHAIN, { ...vice, personId: 'author' })).toMatchObject({ error: { code: 'report.own-report' } });
  });
});
