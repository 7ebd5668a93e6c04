import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inspectMachine } from '../machine/machine.ts';
import { PHASES, type PhaseCommand } from './meeting.machine.ts';
import { confirmationKey, isRoundOpen, moveMeeting, needsScrutineers, nextStep, ROUND_MACHINE, roundsOf, type Standing } from './rounds.machine.ts';
import { mayOpenWave, waveStands } from './wave.rules.ts';

const COMMANDS: PhaseCommand[] = ['open_check_in', 'close_check_in', 'open_voting', 'close_voting', 'seal'];
const at = (phase: Standing['phase'], ...phases: ('waiting' | 'voting' | 'closed')[]): Standing => ({ phase, rounds: phases.map((one, n) => ({ id: `r${n + 1}`, subjects: [`s${n}`], phase: one })) });
const calm = { outstanding: false, waveSince: false };

describe('R-F3 rounds of an agenda', () => {
  test('together, each, and blocks keep every subject once, in order', () => {
    const grouping = fc.oneof(fc.constant({ rule: 'together' as const }), fc.constant({ rule: 'each' as const }), fc.integer({ min: 1, max: 9 }).map((size) => ({ rule: 'blocks' as const, size })));
    fc.assert(fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 }), grouping, (subjects, how) => {
      const rounds = roundsOf(subjects, how);
      expect(rounds.flatMap((round) => round.subjects)).toEqual(subjects);
      expect(rounds.every((round) => round.subjects.length > 0)).toBe(true);
      expect(new Set(rounds.map((round) => round.id)).size).toBe(rounds.length);
      if (how.rule === 'together') expect(rounds).toHaveLength(1);
      if (how.rule === 'each') expect(rounds).toHaveLength(subjects.length);
    }));
    expect(roundsOf([], { rule: 'each' })).toEqual([{ id: 'r1', subjects: [], phase: 'waiting' }]);
    expect(inspectMachine(ROUND_MACHINE, 'waiting')).toEqual({ unreachable: [], unknown: [] });
  });
});

describe('SEC-D12 phases and rounds', () => {
  test('in 4 000 random sequences nothing goes back, one round at most is open, none opens outside voting, and the seal comes after the last closing', () => {
    const command = fc.record({ command: fc.constantFrom(...COMMANDS), round: fc.constantFrom(null, 'r1', 'r2', 'r3', 'r9') });
    const reached = new Set<string>();
    fc.assert(fc.property(fc.integer({ min: 1, max: 3 }), fc.array(command, { maxLength: 30 }), fc.boolean(), (count, noise, lead) => {
      let now: Standing = at('planned', ...Array.from({ length: count }, () => 'waiting' as const));
      for (const asked of noise) {
        const led = lead ? nextStep(now) : null;
        const moved = moveMeeting(now, led?.command ?? asked.command, led ? led.round : asked.round);
        if (led) expect(moved.ok).toBe(true);
        if (!moved.ok) continue;
        const next = moved.value;
        expect(PHASES.indexOf(next.phase)).toBeGreaterThanOrEqual(PHASES.indexOf(now.phase));
        const order = ['waiting', 'voting', 'closed'];
        next.rounds.forEach((round, n) => expect(order.indexOf(round.phase)).toBeGreaterThanOrEqual(order.indexOf(now.rounds[n]!.phase)));
        expect(next.rounds.filter(isRoundOpen).length).toBeLessThanOrEqual(1);
        if (next.rounds.some((round) => round.phase !== 'waiting')) expect(['voting', 'closed', 'sealed']).toContain(next.phase);
        if (next.phase === 'closed' || next.phase === 'sealed') expect(next.rounds.every((round) => round.phase === 'closed')).toBe(true);
        now = next;
        reached.add(now.phase);
      }
    }), { numRuns: 4_000 });
    expect([...reached].sort()).toEqual(['check_in', 'check_in_closed', 'closed', 'sealed', 'voting']);
  });

  test('a round is named where there are several; a strange one, a second one and a closed one are refused', () => {
    expect(moveMeeting(at('check_in_closed', 'waiting', 'waiting'), 'open_voting')).toEqual({ ok: false, error: { code: 'meeting.round-needed' } });
    expect(moveMeeting(at('check_in_closed', 'waiting', 'waiting'), 'open_voting', 'r7')).toMatchObject({ error: { code: 'meeting.round-unknown' } });
    expect(moveMeeting(at('voting', 'voting', 'waiting'), 'open_voting', 'r2')).toMatchObject({ error: { code: 'meeting.round-open', params: { round: 'r1' } } });
    expect(moveMeeting(at('voting', 'closed', 'waiting'), 'open_voting', 'r1')).toMatchObject({ error: { code: 'meeting.illegal-phase' } });
    expect(moveMeeting(at('voting', 'closed', 'waiting'), 'seal')).toMatchObject({ error: { code: 'meeting.illegal-phase' } });
    expect(moveMeeting(at('check_in', 'waiting'), 'open_voting')).toMatchObject({ error: { code: 'meeting.illegal-phase' } });
    expect(moveMeeting(at('check_in_closed', 'waiting', 'waiting'), 'open_voting', 'r2')).toMatchObject({ value: { phase: 'voting', round: 'r2' } });
    expect(moveMeeting(at('voting', 'closed', 'voting'), 'close_voting', 'r2')).toMatchObject({ value: { phase: 'closed' } });
  });

  test('both scrutineers confirm what can take or add a vote; the clerk does the rest', () => {
    expect(needsScrutineers(at('check_in_closed', 'waiting', 'waiting'), 'open_voting', calm)).toBe(true);
    expect(needsScrutineers(at('voting', 'closed', 'waiting'), 'open_voting', calm)).toBe(false);
    expect(needsScrutineers(at('voting', 'closed', 'waiting'), 'open_voting', { ...calm, waveSince: true })).toBe(true);
    expect(needsScrutineers(at('voting', 'voting', 'waiting'), 'close_voting', calm)).toBe(false);
    expect(needsScrutineers(at('voting', 'voting', 'waiting'), 'close_voting', { ...calm, outstanding: true })).toBe(true);
    expect(needsScrutineers(at('voting', 'closed', 'voting'), 'close_voting', calm)).toBe(true);
    expect(needsScrutineers(at('closed', 'closed'), 'seal', calm)).toBe(true);
    expect(needsScrutineers(at('planned', 'waiting'), 'open_check_in', calm)).toBe(false);
    expect(confirmationKey(at('check_in_closed', 'waiting', 'waiting'), 'open_voting', 'r1')).toBe('open_voting');
    expect(confirmationKey(at('voting', 'voting', 'waiting'), 'close_voting', 'r1')).toBe('close_voting/r1');
    expect(confirmationKey(at('voting', 'closed', 'voting'), 'close_voting', 'r2')).toBe('close_voting');
    expect(confirmationKey(at('closed', 'closed'), 'seal', null)).toBe('seal');
  });
});

describe('SEC-B11 waves of late-comers', () => {
  test('fewer than five people, or a class that would have fewer than five tickets, get none', () => {
    const class4 = fc.integer({ min: 0, max: 9 });
    fc.assert(fc.property(fc.record({ a: class4, b: class4 }), fc.record({ a: class4, b: class4 }), (joining, standing) => {
      const fine = joining.a + joining.b >= 5 && (['a', 'b'] as const).every((id) => joining[id] === 0 || joining[id] + standing[id] >= 5);
      expect(waveStands(joining, standing).ok).toBe(fine);
    }), { numRuns: 2_000 });
    expect(waveStands({ a: 4 }, { a: 100 })).toEqual({ ok: false, error: { code: 'meeting.wave-too-small', params: { heads: 4, needed: 5 } } });
    expect(waveStands({ a: 4, b: 1 }, { a: 100, b: 3 })).toEqual({ ok: false, error: { code: 'meeting.wave-too-small', at: 'b', params: { heads: 4, needed: 5 } } });
    expect(waveStands({ a: 5 }, {})).toEqual({ ok: true, value: null });
  });

  test('come after check-in, between rounds, while one still waits', () => {
    expect(mayOpenWave(at('check_in_closed', 'waiting'))).toEqual({ ok: true, value: null });
    expect(mayOpenWave(at('voting', 'closed', 'waiting'))).toEqual({ ok: true, value: null });
    expect(mayOpenWave(at('voting', 'voting', 'waiting'))).toMatchObject({ error: { code: 'meeting.wave-round-open' } });
    expect(mayOpenWave(at('closed', 'closed'))).toMatchObject({ error: { code: 'meeting.too-late' } });
    expect(mayOpenWave(at('check_in', 'waiting'))).toMatchObject({ error: { code: 'meeting.too-early' } });
  });
});
