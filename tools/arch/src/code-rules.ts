import { readdirSync } from 'node:fs';
import ts from 'typescript';
import { PHASE_MACHINE, PROBLEM_MACHINE, REPORT_MACHINE, RESULT_MACHINE } from '@shuping/domain';
import { filesOf, findIn, isCode, isTest, literalOf, ROOT, type Finding } from './repo.ts';

/** A rule that reads syntax: why it exists, where it looks, what it reports. */
export type CodeRule = { readonly why: string; readonly looksAt: (path: string) => boolean; readonly finds: (node: ts.Node) => string | null };

/** Every plugin's folder bears its sector's id. */
const SECTORS: ReadonlySet<string> = new Set(readdirSync(`${ROOT}plugins`));
const STATES: ReadonlySet<string> = new Set([REPORT_MACHINE, PHASE_MACHINE, RESULT_MACHINE, PROBLEM_MACHINE].flatMap((machine) => Object.keys(machine)));
const HELD_BY_MACHINES = /\.(machine|rules)\.ts$/;
const DATA = /(^|\/)(locales|demo)\//;
/** Rooms that read and write Chinese documents: numbering, fonts, phrases and column headings are their subject, not wording. */
const READS_CHINESE = /^packages\/(office|report-checks)\/|^packages\/scheme\/src\/lint-words\.ts$|^apps\/api\/src\/(modules\/(rosters\/roster|org-imports\/org)-columns|platform\/spelling)\.ts$/;

const isComparison = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(node.operatorToken.kind);
const nameOf = (node: ts.Expression): string => (ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '');
const isState = (node: ts.Expression): boolean => /(state|phase)$/i.test(nameOf(node));
const stateIn = (node: ts.Node): string | null => (ts.isStringLiteral(node) && STATES.has(node.text) ? node.text : null);

/** The few files that may hold counts before the rule of five has seen them. */
const HOLD_COUNTS: Readonly<Record<string, RegExp>> = {
  TallyRecord: /^apps\/api\/src\/(entities|modules\/meetings\/(meeting\.entity|meetings\.repository))\.ts$/,
  countMarks: /^(packages\/ballot-box\/src\/seal|apps\/api\/src\/modules\/(ballots\/seal\.store|meetings\/named-tallies))\.ts$/,
};
const MARK_TABLES = /\bballot\.(sealed|intake)\b|\b(from|join|into|update)\s+"?tally\b/i;

function countsBeforeTheDoor(node: ts.Node, path: string): string | null {
  if (ts.isAsExpression(node)) return /\b(Published|SealContent)\b/.test(node.type.getText()) && !path.endsWith('/published.rules.ts') ? node.type.getText() : null;
  if (ts.isIdentifier(node) && Object.hasOwn(HOLD_COUNTS, node.text)) return HOLD_COUNTS[node.text]!.test(path) ? null : node.text;
  const table = MARK_TABLES.exec(literalOf(node) ?? '')?.[0];
  return table === undefined || /^apps\/api\/src\/(modules\/ballots|migrations)\//.test(path) ? null : table;
}

const decoratedWith = (node: ts.HasDecorators, name: RegExp): boolean =>
  (ts.getDecorators(node) ?? []).some(({ expression }) => ts.isCallExpression(expression) && name.test(expression.expression.getText()));

export const CODE_RULES: Readonly<Record<string, CodeRule>> = {
  'core-names-no-sector': {
    why: 'a sector named in the core is a branch no third plugin can answer; the plugin declares the answer instead',
    looksAt: (path) => !isTest(path) && !DATA.test(path) && !path.startsWith('plugins/') && path !== 'apps/api/src/plugins.ts',
    finds: (node) => {
      const word = ts.isStringLiteralLike(node) ? node.text : ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : '';
      return SECTORS.has(word) || /^@shuping\/plugin-(?!sdk)/.test(word) ? word : null;
    },
  },
  'states-are-compared-in-machines': {
    why: 'a state compared by name outside its machine is forgotten when the machine gains a state; ask the machine or send `may`',
    // pages only dress what the server decided, so they are not looked at
    looksAt: (path) => /^(packages|apps\/api)\//.test(path) && !isTest(path) && !DATA.test(path) && !HELD_BY_MACHINES.test(path),
    finds: (node) => {
      if (isComparison(node)) {
        const word = (isState(node.left) ? stateIn(node.right) : null) ?? (isState(node.right) ? stateIn(node.left) : null);
        return word === null ? null : `compared with '${word}'`;
      }
      if (!ts.isCaseClause(node) || !isState(node.parent.parent.expression)) return null;
      const word = stateIn(node.expression);
      return word === null ? null : `case '${word}'`;
    },
  },
  'wording-in-catalogues': {
    why: 'a sentence typed into code cannot be translated, reworded by a host or found by a translator',
    looksAt: (path) => /^(packages|apps)\//.test(path) && !isTest(path) && !DATA.test(path) && !READS_CHINESE.test(path),
    finds: (node) => {
      const text = literalOf(node) ?? (ts.isIdentifier(node) ? node.text : '');
      return /\p{Script=Han}/u.test(text) ? text.trim().slice(0, 40) : null;
    },
  },
  'pure-shelf-asks-no-clock': {
    why: 'a rule that reads the clock or rolls dice itself gives another answer when it is asked again',
    looksAt: (path) => /^packages\/(kernel|scheme|scoring|report-checks|permissions|domain|contracts|ballot-box)\/src\//.test(path) && !isTest(path),
    finds: (node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
      return ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random|performance\.now|crypto\.(getRandomValues|randomUUID))$/.test(node.getText()) ? node.getText() : null;
    },
  },
  'environment-read-in-one-place': {
    why: 'a setting read where it is used is missing from the configuration that is checked at start',
    looksAt: (path) => /^(packages|plugins|apps\/[^/]+\/src)\//.test(path) && !isTest(path) && !/^apps\/api\/src\/config\//.test(path),
    finds: (node) => (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' ? 'process.env' : null),
  },
  'no-look-behind-in-browsers': {
    why: 'Safari before 16.4 refuses a whole script that holds one look-behind',
    looksAt: (path) => /^(packages|plugins|apps\/(console|ballot))\//.test(path) && !path.startsWith('packages/office/') && !isTest(path),
    finds: (node) => (ts.isRegularExpressionLiteral(node) ? (/\(\?<[=!]/.exec(node.text)?.[0] ?? null) : null),
  },
  'counts-leave-by-one-door': {
    why: 'counts that reach a screen, a file or a message without `publish` show what a class of one to four people said (R-F3, security G5)',
    looksAt: (path) => /^(packages|apps\/api|plugins)\//.test(path) && !isTest(path),
    finds: (node) => countsBeforeTheDoor(node, node.getSourceFile().fileName),
  },
  'updates-take-the-version': {
    why: 'a change that does not name the version it was based on overwrites what a colleague saved meanwhile',
    looksAt: (path) => /^apps\/api\/src\/.*\.controller\.ts$/.test(path),
    finds: (node) => {
      if (!ts.isMethodDeclaration(node) || !decoratedWith(node, /^(Put|Patch)$/)) return null;
      return node.parameters.some((parameter) => decoratedWith(parameter, /^Version$/)) ? null : node.name.getText();
    },
  },
};

/** What one rule finds below `base`. */
export function breaches(rule: string, base: string): Finding[] {
  const { looksAt, finds } = CODE_RULES[rule] as CodeRule;
  return filesOf(base).filter((path) => isCode(path) && looksAt(path)).flatMap((path) => findIn(path, base, finds));
}
