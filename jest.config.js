// One pattern for packages, plugins and the API: SWC transform, native ES modules, Node's own resolver for `.ts` specifiers.
const swc = (tsx) => ['@swc/jest', {
  jsc: {
    parser: { syntax: 'typescript', tsx, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
}];

const shelves = {
  displayName: 'packages',
  testEnvironment: '<rootDir>/tools/run/plain-environment.mjs',
  setupFiles: ['<rootDir>/tools/run/fast-check-seed.mjs'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/e2e/', '/apps/api/', '/apps/console/'],
  modulePathIgnorePatterns: ['/dist/'],
  // specs that read Office files start child processes
  testTimeout: 120_000,
};

// projects of their own: the API (decorators, one database cluster a run), the console (jsdom), journeys in a browser; a limit of time counts only here
export default { projects: [shelves, '<rootDir>/apps/api/jest.config.js', '<rootDir>/apps/console/jest.config.js', '<rootDir>/e2e/jest.config.js'], testSequencer: '<rootDir>/tools/run/sequencer.mjs', watchman: false, testTimeout: 120_000 };
