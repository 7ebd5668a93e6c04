import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { QueryClient } from '@tanstack/react-query';
import { isLive, listen, onChanged, prefixesOf, waitBefore } from './live.ts';

class Fake extends EventTarget {
  static made: Fake[] = [];
  closed = false;
  constructor() {
    super();
    Fake.made.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(type: string, data?: unknown): void {
    this.dispatchEvent(data === undefined ? new Event(type) : new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

const client = { invalidateQueries: jest.fn() } as unknown as QueryClient;
let end: () => void = () => undefined;
beforeEach(() => {
  jest.useFakeTimers();
  Fake.made = [];
  end = listen(client, '/api/live', Fake as never);
});
afterEach(() => {
  end();
  jest.useRealTimers();
});

describe('live updates', () => {
  test('what a message names is read again, once for many', () => {
    const told: string[][] = [];
    const stop = onChanged((prefixes) => void told.push([...prefixes]));
    Fake.made[0]!.say('open');
    expect(isLive()).toBe(true);
    Fake.made[0]!.say('changed', { all: false, changed: [{ topic: 'jobs', id: 'x' }] });
    Fake.made[0]!.say('changed', { all: false, changed: [{ topic: 'jobs' }, { topic: 'organisations' }, { topic: 'unheard' }] });
    jest.advanceTimersByTime(400);
    expect(told).toEqual([['/jobs', '/organisations']]);
    expect(client.invalidateQueries).toHaveBeenCalledTimes(1);
    stop();
  });

  test('a lost stream is opened again, later each time, and everything is read again', () => {
    const told: string[][] = [];
    const stop = onChanged((prefixes) => void told.push([...prefixes]));
    Fake.made[0]!.say('error');
    expect([Fake.made[0]!.closed, isLive()]).toEqual([true, false]);
    jest.advanceTimersByTime(1_000);
    expect(Fake.made).toHaveLength(2);
    Fake.made[1]!.say('open');
    jest.advanceTimersByTime(400);
    expect(told[0]).toEqual(prefixesOf({ all: true, changed: [] }));
    stop();
  });

  test('while the stream is refused the page is read again every 20 s, and no longer once it stands', () => {
    const asked = client.invalidateQueries as jest.Mock;
    asked.mockClear();
    Fake.made[0]!.say('error');
    jest.advanceTimersByTime(41_000);
    expect(asked).toHaveBeenCalledTimes(2);
    expect((asked.mock.calls[0] as [{ predicate: (query: unknown) => boolean }])[0].predicate({ queryKey: ['/reports/1', {}] })).toBe(true);
    Fake.made.at(-1)!.say('open');
    jest.advanceTimersByTime(400);
    asked.mockClear();
    jest.advanceTimersByTime(60_000);
    expect(asked).not.toHaveBeenCalled();
  });

  test('waits grow to a minute and never fall below half of it', () => {
    expect([waitBefore(0, 0), waitBefore(0, 1), waitBefore(3, 1), waitBefore(50, 0), waitBefore(50, 1)]).toEqual([500, 1_000, 8_000, 30_000, 60_000]);
  });
});
