// The import table of the house: imports go down only (docs/architecture.md). Planted violations in canaries/ prove that each rule sees.
const shelf = (name) => `(^|/)packages/${name}/`;
const any = (names) => `(^|/)packages/(${names.join('|')})/`;

/** What each room may import besides itself. */
const TABLE = {
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
const ROOMS = [...Object.keys(TABLE), 'testing'];
const PURE = ['kernel', 'scheme', 'scoring', 'report-checks', 'permissions', 'domain', 'contracts'];
const SPEC = '\\.spec\\.tsx?$|/testing/|/scripts/';

module.exports = {
  forbidden: [
    ...Object.entries(TABLE).map(([room, allowed]) => ({
      name: `room-${room}`,
      comment: `packages/${room} may import ${allowed.join(', ') || 'no other package'}`,
      severity: 'error',
      from: { path: shelf(room), pathNot: SPEC },
      to: { path: `${any(ROOMS.filter((r) => r !== room && !allowed.includes(r)))}|@shuping/(${ROOMS.filter((r) => r !== room && !allowed.includes(r)).join('|')})(/|$)` },
    })),
    { name: 'packages-know-no-app', severity: 'error', from: { path: '^(packages|plugins)/' }, to: { path: '(^|/)apps/' } },
    { name: 'core-names-no-plugin', comment: 'plugins meet the server in plugins.ts alone', severity: 'error', from: { path: '^(packages|apps)/', pathNot: `apps/api/src/plugins\\.ts$|${SPEC}` }, to: { path: '^(\\.\\./)*plugins/|@shuping/plugin-(?!sdk)' } },
    { name: 'plugins-use-the-sdk', severity: 'error', from: { path: '^plugins/', pathNot: SPEC }, to: { path: `${any(ROOMS.filter((r) => !['plugin-sdk'].includes(r)))}|@shuping/(${ROOMS.filter((r) => r !== 'plugin-sdk').join('|')})(/|$)` } },
    { name: 'pure-shelf-has-no-io', severity: 'error', from: { path: any(PURE), pathNot: SPEC }, to: { dependencyTypes: ['core'] } },
    { name: 'pure-shelf-has-no-framework', severity: 'error', from: { path: any(PURE) }, to: { path: '(^|node_modules/)(@nestjs|@mikro-orm|react|react-dom|antd|fastify|pg)(/|$)' } },
    { name: 'orm-only-in-the-api', severity: 'error', from: { path: '^(packages|plugins|apps/console|apps/ballot)/' }, to: { path: '(^|node_modules/)(@nestjs|@mikro-orm)(/|$)' } },
    { name: 'modules-meet-at-their-index', comment: 'another module is entered through its index.ts only; entities are listed in entities.ts', severity: 'error', from: { path: '(^|/)apps/api/src/modules/([^/]+)/', pathNot: SPEC }, to: { path: '(^|/)apps/api/src/modules/[^/]+/', pathNot: ['(^|/)apps/api/src/modules/$2/', '(^|/)apps/api/src/modules/[^/]+/index\\.ts$'] } },
    { name: 'platform-knows-no-module', severity: 'error', from: { path: '(^|/)apps/api/src/platform/', pathNot: SPEC }, to: { path: '(^|/)apps/api/src/modules/' } },
    { name: 'console-features-stay-apart', severity: 'error', from: { path: '(^|/)apps/console/src/features/([^/]+)/' }, to: { path: '(^|/)apps/console/src/features/[^/]+/', pathNot: ['(^|/)apps/console/src/features/$2/', '(^|/)apps/console/src/features/[^/]+/index\\.tsx?$'] } },
    { name: 'console-kit-knows-no-feature', severity: 'error', from: { path: '(^|/)apps/console/src/(ui|client|theme)/' }, to: { path: '(^|/)apps/console/src/features/' } },
    { name: 'ballot-page-stays-small', severity: 'error', from: { path: '(^|/)apps/ballot/src/', pathNot: SPEC }, to: { path: '(^|/)packages/|node_modules/', pathNot: ['packages/ballot-box/', 'node_modules/preact', 'node_modules/vite'] } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(apps|packages|plugins)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
    moduleSystems: ['es6'],
  },
};
