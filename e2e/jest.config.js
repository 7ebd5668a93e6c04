// Journeys in a real browser against a server of this build; the apps must be built.
export default {
  displayName: 'e2e',
  testEnvironment: '<rootDir>/../tools/run/plain-environment.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true }, module: { type: 'es6' } }],
  },
  testMatch: ['<rootDir>/**/*.e2e.ts'],
};
