import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areaOf, proposeSessions, sessionCoverage } from './sessions.rules.ts';

const HOST = '/p/c/';
const person = fc.record({ sector: fc.constantFrom('village', 'community', 'township'), town: fc.integer({ min: 1, max: 4 }), below: fc.option(fc.integer({ min: 1, max: 9 })) });
const people = fc.array(person, { maxLength: 30 }).map((list) => list.map(({ sector, town, below }, at) => ({ id: `a${at}`, sector, path: `${HOST}t${town}/${below === null ? '' : `v${below}/`}` })));

describe('R-F9 sessions of a cycle', () => {
  test('every assessee is in exactly one proposed session, by area or by sector', () => {
    fc.assert(fc.property(people, fc.constantFrom('area' as const, 'sector' as const), (list, by) => {
      const sessions = proposeSessions(list, by, HOST);
      expect(sessions.flatMap((one) => one.ids).sort()).toEqual(list.map((one) => one.id).sort());
      expect(sessions.every((one) => one.ids.length > 0)).toBe(true);
      expect(sessionCoverage(list.map((one) => one.id), sessions.map((one) => one.ids))).toEqual({ without: [], twice: [] });
    }));
  });

  test('a township and its villages are one area; what lies beside or above is the host’s own', () => {
    expect([areaOf(HOST, '/p/c/t1/'), areaOf(HOST, '/p/c/t1/v2/'), areaOf(HOST, '/p/c/'), areaOf(HOST, '/p/d/')]).toEqual(['/p/c/t1/', '/p/c/t1/', HOST, HOST]);
  });

  test('who is in none and who is in two is told', () => {
    expect(sessionCoverage(['a', 'b', 'c'], [['a', 'b'], ['b']])).toEqual({ without: ['c'], twice: ['b'] });
  });
});
