/** What a pure function must not take hold of. `io`: files, network, process, timers; `chance`: clock and dice. */
export type Reach = { readonly kind: 'io' | 'chance'; readonly token: string };

const IO_GLOBALS = ['process', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator', 'require', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console', 'localStorage', 'Deno', 'Bun'] as const;

class Reached extends Error {}

/**
 * Runs `work` with the world outside taken away and gives everything that it reached for, once each. It reaches in vain: what it took hold of throws.
 * `work` must be synchronous; the world is back when this returns. What `work` itself throws is not reported here.
 */
export function reachesOf(work: () => void): Reach[] {
  const reached = new Map<string, Reach>();
  const refuse = (kind: Reach['kind'], token: string): never => {
    reached.set(token, { kind, token });
    throw new Reached(token);
  };
  const restore: (() => void)[] = [];
  const put = (on: object, name: string, descriptor: PropertyDescriptor): void => {
    const old = Object.getOwnPropertyDescriptor(on, name);
    if (old && !old.configurable) return;
    Object.defineProperty(on, name, { ...descriptor, configurable: true });
    restore.push(() => void (old ? Object.defineProperty(on, name, old) : Reflect.deleteProperty(on, name)));
  };
  for (const name of IO_GLOBALS) put(globalThis, name, { get: () => refuse('io', name) });
  for (const name of ['performance', 'crypto']) put(globalThis, name, { get: () => refuse('chance', name) });
  put(Math, 'random', { value: () => refuse('chance', 'Math.random') });
  put(globalThis, 'Date', { value: clockless(() => refuse('chance', 'Date')), writable: true });
  try {
    work();
  } catch {
    // its own errors are judged in the world as it is
  } finally {
    for (const back of restore.reverse()) back();
  }
  return [...reached.values()];
}

/** `Date` that reads given days but not the clock. */
function clockless(refuse: () => never): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args, by) => (args.length === 0 ? refuse() : Reflect.construct(target, args, by) as object),
    apply: () => refuse(),
    get: (target, name) => (name === 'now' ? refuse : Reflect.get(target, name) as unknown),
  });
}

/** View of data that refuses every write and tells its path, at any depth. */
export function watch(value: unknown, path: string, tell: (path: string) => void): unknown {
  if (value === null || typeof value !== 'object') return value;
  const views = new Map<PropertyKey, unknown>();
  const refuse = (name: PropertyKey): boolean => {
    tell(`${path}/${String(name)}`);
    return false;
  };
  // a copy as target, since a view of frozen data may not give views of its parts
  return new Proxy(Array.isArray(value) ? [...value as unknown[]] : { ...value }, {
    get: (target, name) => {
      const inner = Reflect.get(target, name) as unknown;
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return inner;
      if (!views.has(name)) views.set(name, watch(inner, `${path}/${name}`, tell));
      return views.get(name);
    },
    set: (_target, name) => refuse(name),
    defineProperty: (_target, name) => refuse(name),
    deleteProperty: (_target, name) => refuse(name),
    setPrototypeOf: () => refuse('prototype'),
    preventExtensions: () => refuse('extensions'),
  });
}
