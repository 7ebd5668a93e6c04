import { describe, expect, test } from '@jest/globals';
import { Days } from './days.ts';

const soon = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('plays that share the days of one clock', () => {
  test('the clock goes on when all wait, to the earliest day that one of them waits for', async () => {
    const moved: string[] = [];
    const seen: string[] = [];
    const days = new Days('2026-11-01', (day) => { moved.push(day); return Promise.resolve(); });
    const gate = days.join();
    const play = (name: string, on: readonly string[]) => days.run(async ({ reach }) => {
      for (const day of on) {
        await reach(day);
        seen.push(`${name} ${day}`);
      }
    });
    const all = Promise.all([play('a', ['2026-11-01', '2026-11-20', '2026-12-01']), play('b', ['2026-11-05', '2026-11-20']), play('c', [])]);
    await soon();
    expect(moved).toEqual([]);
    gate.leave();
    await all;
    expect(moved).toEqual(['2026-11-05', '2026-11-20', '2026-12-01']);
    expect(seen[0]).toBe('a 2026-11-01');
    expect(seen).toHaveLength(5);
  });

  test('a play that fails holds nobody up, and a clock that cannot be moved fails all who wait', async () => {
    const days = new Days('2026-11-01', (day) => (day > '2026-12-01' ? Promise.reject(new Error('stuck')) : Promise.resolve()));
    const gate = days.join();
    const plays = [
      days.run(async () => { await soon(); throw new Error('failed'); }), days.run(({ reach }) => reach('2026-11-30')), days.run(({ reach }) => reach('2026-12-31')),
    ];
    gate.leave();
    expect((await Promise.allSettled(plays)).map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'played'))).toEqual(['failed', 'played', 'stuck']);
  });
});
