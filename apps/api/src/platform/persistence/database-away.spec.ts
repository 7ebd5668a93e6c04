import { expect, test } from '@jest/globals';
import { RepeatedFailure } from './database-away.ts';

test('SEC-D4 a full disk does not fill itself with the log of it: one line while the database is away, everything else as it comes', () => {
  const lines: unknown[] = [];
  const failure = new RepeatedFailure({ warn: (line: unknown) => lines.push(line), error: (error: unknown) => lines.push(error) } as never);
  const full = Object.assign(new Error('could not extend file'), { code: '53100' });
  for (let n = 0; n < 1_000; n += 1) failure.tell(full);
  const other = new Error('a fault of the program');
  failure.tell(other);
  failure.tell(other);
  expect(lines).toEqual([{ code: 'database.away', reason: 'could not extend file' }, other, other]);
});
