import { describe, expect, test } from '@jest/globals';
import type { Finding } from '@shuping/report-checks';
import { commandsOf, inspectMachine } from '../machine/machine.ts';
import { isFrozen, isInVetting, isWritable, REPORT_MACHINE, returnReport, signReport, submitReport, withdrawReport, type ReportCommand, type ReportStanding, type ReportState } from './report.machine.ts';

const CHAIN = [{ role: 'office' }, { role: 'leader' }];
const at = (state: ReportState, more: Partial<ReportStanding> = {}): ReportStanding => ({ state, stepIndex: 0, round: 1, authorPersonId: 'author', ...more });
const office = { personId: 'o', roles: ['office'] };
const leader = { personId: 'l', roles: ['leader'] };

const LEGAL: Record<ReportState, ReportCommand[]> = { draft: ['save', 'submit'], vetting: ['return', 'sign', 'accept', 'withdraw'], returned: ['save', 'submit'], accepted: [] };

describe('R-E1, R-E3 machine of a report', () => {
  test('every state is reachable and offers exactly its commands', () => {
    expect(inspectMachine(REPORT_MACHINE, 'draft')).toEqual({ unreachable: [], unknown: [] });
    for (const [state, commands] of Object.entries(LEGAL)) expect(commandsOf(REPORT_MACHINE, state as ReportState)).toEqual(commands);
  });

  test.each(['draft', 'vetting', 'returned', 'accepted'] as const)('from %s only legal acts succeed', (state) => {
    const submitted = submitReport(at(state), []);
    const writable = state === 'draft' || state === 'returned';
    expect(isWritable(state)).toBe(writable);
    expect(isInVetting(state)).toBe(state === 'vetting');
    expect(isFrozen(state)).toBe(state === 'accepted');
    expect(submitted.ok && submitted.value).toEqual(writable && at('vetting', { round: 2 }));
    expect(signReport(at(state), CHAIN, office).ok).toBe(state === 'vetting');
    expect(returnReport(at(state), CHAIN, office, '请改').ok).toBe(state === 'vetting');
    expect(withdrawReport(at(state), 'author').ok).toBe(state === 'vetting');
  });

  test('the chain passes step by step, the last accepts', () => {
    const first = signReport(at('vetting'), CHAIN, office);
    expect(first.ok && first.value).toEqual(at('vetting', { stepIndex: 1 }));
    const second = signReport(at('vetting', { stepIndex: 1 }), CHAIN, leader);
    expect(second.ok && second.value).toEqual(at('accepted', { stepIndex: 1 }));
  });

  test('returning goes to the author and the next submission starts the chain again', () => {
    const back = returnReport(at('vetting', { stepIndex: 1 }), CHAIN, leader, '措施太空');
    expect(back.ok && back.value).toEqual(at('returned'));
    expect(returnReport(at('vetting'), CHAIN, office, '  ')).toMatchObject({ error: { code: 'reason.required' } });
  });

  test('author, wrong role and a chain without that step are refused', () => {
    expect(signReport(at('vetting'), CHAIN, { personId: 'author', roles: ['office'] })).toMatchObject({ error: { code: 'report.own-report' } });
    expect(signReport(at('vetting'), CHAIN, leader)).toMatchObject({ error: { code: 'report.not-your-step', params: { role: 'office' } } });
    expect(returnReport(at('vetting'), CHAIN, leader, 'x')).toMatchObject({ error: { code: 'report.not-your-step' } });
    expect(signReport(at('vetting', { stepIndex: 9 }), CHAIN, leader)).toMatchObject({ error: { code: 'report.no-step' } });
    expect(withdrawReport(at('vetting'), 'o')).toMatchObject({ error: { code: 'permission.denied' } });
  });

  test('a blocking finding keeps a report back and names its section; advice does not', () => {
    const found = (level: Finding['level']): Finding => ({ check: 'length@1', level, code: 'too-long', params: { words: 4000 }, sectionId: 'problems' });
    expect(submitReport(at('draft'), [found('block'), found('advise')])).toMatchObject({ error: { code: 'report.blocked', issues: [{ code: 'too-long', at: 'sections/problems' }] } });
    expect(submitReport(at('draft'), [found('advise')]).ok).toBe(true);
  });
});
