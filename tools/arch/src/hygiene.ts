import { basename } from 'node:path';
import { filesOf, isBinary, read, show, type Finding } from './repo.ts';

export type TextRule = { readonly why: string; readonly looksAt: (path: string) => boolean; readonly patterns: readonly RegExp[] };

// planted texts and the patterns themselves would report each other
const HERE = /^tools\/arch\/src\/hygiene/;
const text = (path: string): boolean => !isBinary(path) && !HERE.test(path);
const prose = (path: string): boolean => text(path) && path !== 'package-lock.json' && !/^LICENSE$|^docs\/api\//.test(path);

export const TEXT_RULES: Readonly<Record<string, TextRule>> = {
  'no-talk-of-how-it-was-made': {
    why: 'a reader needs what is; tickets, to-do marks and talk of the work belong to the history',
    looksAt: prose,
    patterns: [/\b(TODO|FIXME|XXX|HACK)\b/, /\b(chat ?gpt|claude|copilot|anthropic|openai|language model|ai[- ]generated|sub-?agent|co-authored-by)\b|\b(see|fixes|closes) #\d+|\b(github|gitlab)\.com\/\S+\/(issues|pull)\/\d+|\bas an ai\b|\b(this|next|another) helper\b|\bthe brief\b/i],
  },
  'no-machine-paths': {
    why: 'a path of one machine fails on every other',
    looksAt: prose,
    patterns: [/(?<![\w.:/@-])\/(home|work|farm|Users|mnt|workspace)\/[\w.-]+/],
  },
  'no-private-hosts': {
    why: 'addresses of somebody’s network and mirrors of registries do not belong to the product; loopback, documentation ranges and 0.0.0.0 do',
    looksAt: text,
    patterns: [/(?<![\d.]|part \d+, )(?!(127|0)\.)(?!192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])|registry\.[a-z0-9-]+\.[a-z]+|npmmirror|\bverdaccio\b|\bartifactory\b/],
  },
  'no-credentials': {
    why: 'a secret in the history is a secret told',
    looksAt: text,
    patterns: [/-----BEGIN ([A-Z]+ )?PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,}|\bsk-[A-Za-z0-9]{20,}|_authToken\s*=|postgres(ql)?:\/\/[^\s:@/'"`]+:[^\s@$'"`{<]+@(?!127\.0\.0\.1|localhost)/],
  },
};

/** Lines below `base` that a text rule reports. */
export function linesAgainst(rule: TextRule, base: string): Finding[] {
  return filesOf(base).filter(rule.looksAt).flatMap((path) =>
    read(path, base).split('\n').flatMap((line, index) => {
      const told = path === 'package-lock.json' ? line.replace(/"(version|node|npm)": "[^"]*"|"[^"]*": "[^"]*[~^<>=|][^"]*"/g, '') : line;
      const hit = rule.patterns.map((pattern) => pattern.exec(told)).find((one) => one !== null);
      return hit ? [{ path, line: index + 1, text: hit[0] }] : [];
    }));
}

/** Versions of packages that could be other ones tomorrow. */
export function loosePins(base: string): string[] {
  return filesOf(base).filter((path) => basename(path) === 'package.json').flatMap((path) => {
    const manifest = JSON.parse(read(path, base)) as Record<string, Record<string, string> | undefined>;
    return ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name, version]) => `${path} ${name}@${version}`));
  });
}

/** Names that are not kebab-case; words may carry the role after a dot. */
export function oddNames(base: string): string[] {
  return filesOf(base).filter((path) => /^(apps|packages|plugins|tools|bench|fixtures)\/.*\.(ts|tsx|js|mjs)$/.test(path) && !/^(_)?[a-z0-9]+([-.][a-z0-9]+)*$/.test(basename(path).replace(/zh-CN/, 'zh-cn')));
}

/** Addresses of downloads in a lock file. */
export const lockedHosts = (lock: string): string[] => [...lock.matchAll(/"resolved": "([^"]*:\/\/[^"]*)"/g)].map((hit) => hit[1] ?? '');

export const shown = (found: readonly Finding[]): string[] => found.map(show);
