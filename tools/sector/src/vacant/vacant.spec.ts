import { describe, expect, test } from '@jest/globals';
import { describeSector, roleMay, type Action, type Subject } from '@shuping/plugin-sdk/testing';
import { vacant } from './index.ts';

describeSector(vacant, { describe, test, expect }, { root: new URL('.', import.meta.url) });

describe('R-B1 R-K1 roles of the vacant plugin', () => {
  const HAS: [Action, Subject][] = [['read', 'Organisation'], ['read', 'Scheme'], ['read', 'Assessee'], ['read', 'Problem'], ['read', 'Commitment']];
  const LACKS: [Action, Subject][] = [['read', 'Report'], ['read', 'Result'], ['read', 'EventRecord'], ['update', 'Problem'], ['decide', 'Grading']];

  test.each(HAS)('vacant_supervisor may %s %s in its sector and not outside', (action, subject) => {
    expect(roleMay(vacant, 'vacant_supervisor', action, subject, 'vacant')).toBe(true);
    expect(roleMay(vacant, 'vacant_supervisor', action, subject, 'elsewhere')).toBe(false);
  });
  test.each(LACKS)('vacant_supervisor may not %s %s', (action, subject) => expect(roleMay(vacant, 'vacant_supervisor', action, subject, 'vacant')).toBe(false));
});
