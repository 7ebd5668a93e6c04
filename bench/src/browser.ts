import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];

/** Path of the installed Chromium, or the one that `CHROMIUM` names. Throws when there is none. */
export function chromiumPath(): string {
  const found = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path));
  if (found === undefined) throw new Error('no Chromium found; install it or set CHROMIUM to its path');
  return found;
}
