import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom plus what antd, the client and React ask a browser for. */
export default class ConsoleEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const g = this.global;
    for (const name of ['Headers', 'Request', 'Response', 'TextEncoder', 'TextDecoder', 'structuredClone']) g[name] ??= globalThis[name];
    g.crypto.subtle ?? Object.defineProperty(g, 'crypto', { value: globalThis.crypto });
    g.fetch = () => Promise.reject(new TypeError('no network in tests; set globalThis.fetch'));
    g.matchMedia = (query) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} });
    g.scrollTo = () => undefined;
    g.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
    const real = g.getComputedStyle.bind(g);
    g.getComputedStyle = (element) => real(element);
    // a real MessageChannel keeps the process open
    g.MessageChannel = class {
      constructor() {
        this.port1 = { onmessage: null };
        this.port2 = { postMessage: (data) => setTimeout(() => this.port1.onmessage?.({ data }), 0) };
      }
    };
    g.IS_REACT_ACT_ENVIRONMENT = true;
  }
}
