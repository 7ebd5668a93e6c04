import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let sweep: ((how: { readonly type: 'major'; readonly flavor: 'regular' | 'last-resort' }) => void) | null = null;

/**
 * Gives memory back that nothing refers to any more. The runtime would keep it until it needs it, which on a computer with much memory is long after an office's old one would have begun to swap. `all` also empties what the runtime keeps
 * for speed: once, after loading. Otherwise about a tenth of a second in which nothing else runs, so only after work that took seconds itself.
 */
export function collect(what: 'garbage' | 'all' = 'garbage'): void {
  if (sweep === null) {
    setFlagsFromString('--expose-gc');
    sweep = runInNewContext('gc') as typeof sweep;
    setFlagsFromString('--no-expose-gc');
  }
  sweep!({ type: 'major', flavor: what === 'all' ? 'last-resort' : 'regular' });
}
