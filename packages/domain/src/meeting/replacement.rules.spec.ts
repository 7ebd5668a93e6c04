import { describe, expect, test } from '@jest/globals';
import { PHASES } from './meeting.machine.ts';
import { mayReplace, replacementsAlarm } from './replacement.rules.ts';

describe('R-F4 lost tickets', () => {
  test('are replaced from check-in until the first round opens', () => {
    expect(PHASES.filter((phase) => mayReplace(phase).ok)).toEqual(['check_in', 'check_in_closed']);
    expect(mayReplace('planned')).toMatchObject({ error: { code: 'meeting.too-early' } });
    expect(mayReplace('voting')).toMatchObject({ error: { code: 'meeting.too-late' } });
  });

  test('alarm above one and above one in a hundred', () => {
    const alarms = ([[0, 0], [1, 3], [2, 3], [2, 199], [2, 200], [3, 299], [3, 300], [20, 2000], [21, 2000]] as const).filter(([n, of]) => replacementsAlarm(n, of));
    expect(alarms).toEqual([[2, 3], [2, 199], [3, 299], [21, 2000]]);
  });
});
