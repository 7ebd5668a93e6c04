import { describe, expect, test } from '@jest/globals';
import { pointsOf, stepped } from './weight-grip.tsx';

describe('a weight drawn or stepped', () => {
  const key = (name: string, more: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

  test('goes by whole points from where it was and never below nothing', () => {
    expect([stepped(30, 5), stepped(30.25, -1), stepped(2, -8), stepped(0.1, 1)]).toEqual([35, 29.25, 0, 1.1]);
  });

  test('arrows step it, and with Alt they still move the line', () => {
    expect([key('ArrowUp'), key('ArrowDown'), key('ArrowUp', { shiftKey: true }), key('ArrowUp', { altKey: true }), key('5')].map(pointsOf)).toEqual([1, -1, 5, 0, 0]);
  });
});
