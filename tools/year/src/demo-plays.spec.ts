import { describe, expect, test } from '@jest/globals';
import { played, playRest, type Part } from './demo-plays.ts';

const part = (name: string, wrong?: string): Part => ({ name, play: () => (wrong === undefined ? Promise.resolve() : Promise.reject(new Error(wrong))) });

describe('the parts of the demonstration', () => {
  test('one that fails is told in one line, and the others go on', async () => {
    const [lines, done]: string[][] = [[], []];
    const failed = await played([part('a'), part('b', 'sent back by somebody\nat act'), part('c')], (line) => lines!.push(line), 2, (name) => done!.push(name));
    expect([failed, lines, done]).toEqual([['b'], ['[b] sent back by somebody'], ['a', 'c']]);
  });

  test('nothing below is made where what stands above it could not be', async () => {
    const [lines, done]: string[][] = [[], []];
    const rest = [part('above', 'away'), part('a'), part('b')];
    expect(await playRest(rest, (line) => lines!.push(line), (name) => done!.push(name))).toEqual(['above', 'a', 'b']);
    expect([lines, done]).toEqual([['[above] away'], []]);
  });
});
