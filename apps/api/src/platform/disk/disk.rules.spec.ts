import { describe, expect, test } from '@jest/globals';
import { freeText, isLow, usedPercent, WATERMARK } from './disk.rules.ts';

const room = (used: number, free: number, kept = 0): { bsize: number; blocks: number; bfree: number; bavail: number } => ({ bsize: 4_096, blocks: used + free + kept, bfree: free + kept, bavail: free });

describe('SEC-D4 watermark of a disk', () => {
  test('percent in use as df counts, rounded up; full when nothing may be written', () => {
    expect([usedPercent(room(50, 50)), usedPercent(room(841, 159)), usedPercent(room(950, 0, 50)), usedPercent(room(0, 0))]).toEqual([50, 85, 100, 100]);
  });

  test('low from the watermark on', () => {
    expect([WATERMARK - 1, WATERMARK, 100].map(isLow)).toEqual([false, true, true]);
  });

  test('free space for people', () => {
    expect([room(1, 0), room(1, 10), room(1, 207_872), room(1, 367_002), room(1, 15_204_352)].map(freeText)).toEqual(['0 B', '40 KB', '812 MB', '1.4 GB', '58 GB']);
  });
});
