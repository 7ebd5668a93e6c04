import { expect, test } from '@jest/globals';

test.skip('never runs', () => {
  expect(1).toBe(2);
});
