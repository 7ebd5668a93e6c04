// The console's specs: jsdom with the few browser parts it lacks, styles as nothing.
const swc = (tsx) => ['@swc/jest', {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript', tsx }, transform: { react: { runtime: 'automatic' } }, target: 'es2022', keepClassNames: true },
  module: { type: 'es6' },
}];

export default {
  displayName: 'console',
  setupFiles: ['<rootDir>/../../tools/run/fast-check-seed.mjs'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: { '\\.css$': '<rootDir>/testing/no-style.js' },
  testEnvironment: '<rootDir>/testing/environment.js',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.spec.tsx'],
  modulePathIgnorePatterns: ['/dist/'],
};
