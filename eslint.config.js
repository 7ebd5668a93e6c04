import tseslint from 'typescript-eslint';

// What a linter can hold of docs/architecture.md and CONTRIBUTING.md. Layers are held by dependency-cruiser (tools/arch), the rest by
// the fitness tests beside it. Planted violations in tools/arch/canaries prove that the rules bite.
const FRAMEWORKS = ['@nestjs/*', '@mikro-orm/*', 'react', 'react-dom', 'react/*', 'antd', 'fastify', 'pg', 'pg-boss'];
const io = { group: ['node:*'], message: 'The pure shelf does no input or output: clock, randomness and data are passed in.' };
const frameworks = { group: FRAMEWORKS, message: 'Frameworks stay in apps/; the shelf must run everywhere.' };
const only = (allowed, message) => ({ regex: `^@shuping/(?!(${allowed.join('|')})(/|$))`, message });
const room = (folder, allowed) => ({
  files: [`**/packages/${folder}/src/**/*.ts`],
  ignores: ['**/*.spec.ts', '**/testing/**'],
  rules: { 'no-restricted-imports': ['error', { patterns: [...(PURE.includes(folder) ? [io] : []), frameworks, only([...allowed, folder], `packages/${folder} may import ${allowed.join(', ') || 'no other package'}.`)] }] },
});
const PURE = ['kernel', 'scheme', 'scoring', 'report-checks', 'permissions', 'domain', 'contracts'];
const ROOMS = {
  kernel: [],
  scheme: ['kernel'],
  scoring: ['kernel', 'scheme'],
  'report-checks': ['kernel', 'scheme'],
  permissions: ['kernel', 'scheme'],
  domain: ['kernel', 'scheme', 'scoring', 'report-checks', 'permissions'],
  contracts: ['kernel', 'scheme', 'domain'],
  'ballot-box': ['kernel', 'scheme', 'domain'],
  office: ['kernel', 'scheme', 'domain'],
  'plugin-sdk': ['kernel', 'scheme', 'scoring', 'report-checks', 'permissions', 'domain'],
};

const TESTS = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.fixture.ts', '**/test/**', '**/testing/**', '**/tests/**', '**/e2e/**'];
const DATA = ['**/locales/**', '**/fixtures/**', '**/demo/**', '**/migrations/**', 'plugins/**', '**/core-roles.ts'];
const COMMANDS = ['tools/**', 'bench/**', '**/scripts/**', '**/cli/**'];
const CONFIGS = ['**/*.config.ts', '**/*.config.js', '**/*.d.ts', 'plugins/*/src/index.ts'];

const noEnum = { selector: 'TSEnumDeclaration', message: 'No enum: a union of string literals, or an `as const` object.' };
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Named exports; only plugins and tool configurations have a default.' };
const noSkips = [
  { selector: 'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(only|skip|todo|failing)$/]', message: 'Every test runs: no only, no skip.' },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'Every test runs: no only, no skip.' },
];

/** `LINT_TYPES=1` adds the rules that need types: more than a minute for the whole house, so `npm run check -- --types` only. */
const typed = process.env.LINT_TYPES === '1';
const needTypes = { 'ts/no-floating-promises': 'error', 'ts/no-misused-promises': 'error', 'ts/await-thenable': 'error' };

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist*/**', '**/coverage/**', '**/.turbo/**', '**/.data/**', 'start', 'test', 'tools/arch/canaries/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: typed ? { projectService: { allowDefaultProject: ['packages/*/scripts/*.ts'] }, tsconfigRootDir: import.meta.dirname } : {} },
    plugins: { ts: tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...(typed ? needTypes : {}),
      'ts/no-explicit-any': 'error',
      'ts/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true, caughtErrors: 'none' }],
      'ts/ban-ts-comment': 'error',
      'ts/no-non-null-asserted-optional-chain': 'error',
      'ts/no-require-imports': 'error',
      'ts/no-namespace': 'error',
      'no-console': 'error',
      'no-debugger': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      'no-fallthrough': 'error',
      'no-dupe-else-if': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-constant-condition': ['error', { checkLoops: 'none' }],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-restricted-syntax': ['error', noEnum, noDefault],
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 120 }] } },
  { files: DATA, rules: { 'max-lines': ['error', { max: 800 }], 'max-lines-per-function': 'off' } },
  { files: TESTS, ignores: ['**/*.js'], rules: { 'max-lines': ['error', { max: 800 }], 'max-lines-per-function': 'off', 'no-restricted-syntax': ['error', noEnum, noDefault, ...noSkips] } },
  { files: COMMANDS, rules: { 'no-console': 'off' } },
  { files: CONFIGS, rules: { 'no-restricted-syntax': ['error', noEnum] } },
  ...Object.entries(ROOMS).map(([folder, allowed]) => room(folder, allowed)),
  {
    files: ['**/plugins/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [io, frameworks, only(['plugin-sdk'], 'Plugins see the kit for plugins alone.')] }] },
  },
  {
    files: ['**/apps/console/src/**/*.ts', '**/apps/console/src/**/*.tsx', '**/apps/ballot/src/**/*.ts', '**/apps/ballot/src/**/*.tsx'],
    ignores: TESTS,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', '@nestjs/*', '@mikro-orm/*', 'pg'], message: 'Pages run in a browser.' }] }] },
  },
);
