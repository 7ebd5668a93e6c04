import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  abilityFor, abilityOf, breaksSeparation, can, canSome, circlesOf, CORE_ROLES, filterFor, matrixMarkdown, matrixOf, mayOf, MEMBER, RuleSchema,
  ACTIONS, RoleDefinitionSchema, rulesFor, scopeOf, SUBJECT_COLUMNS, SUBJECTS, whereFor, whyNot,
  type AppAbility, type Filter, type Grant, type RoleDefinition, type RuleFacts, type Subject,
} from './index.ts';

const TODAY = '2026-06-01';
const greedy: RoleDefinition = { id: 'greedy', plugin: 'school', cells: [{ action: 'manage', subject: 'all' }, { action: [...ACTIONS], subject: [...SUBJECTS], when: 'scope' }] };
const roles = [...CORE_ROLES, greedy];
const facts = (grants: Grant[], more: Partial<RuleFacts> = {}): RuleFacts => ({ grants, personId: 'p1', circles: ['/a/'], roles, today: TODAY, ...more });

/** What SQL would say about the filter. */
function holds(filter: Filter, row: Record<string, unknown>): boolean {
  switch (filter.op) {
    case 'all': return true;
    case 'none': return false;
    case 'and': return filter.of.every((one) => holds(one, row));
    case 'or': return filter.of.some((one) => holds(one, row));
    case 'not': return !holds(filter.of, row);
    case 'in': return filter.values.includes(row[filter.field] as never);
    case 'nin': return !filter.values.includes(row[filter.field] as never);
    case 'under': return (row[filter.field] as string) >= filter.path && (row[filter.field] as string) < `${filter.path}~`;
    case 'eq': return row[filter.field] === filter.value;
    case 'ne': return row[filter.field] !== filter.value;
    default: throw new Error(filter.op);
  }
}

const label = fc.constantFrom('1', '2', '20', 'a', 'a2', 'z');
const path = fc.array(label, { minLength: 0, maxLength: 4 }).map((parts) => `/${parts.map((part) => `${part}/`).join('')}`);
const sectors = fc.oneof(fc.constant('*' as const), fc.subarray(['school', 'hospital', 'soe'], { minLength: 1 }));
const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...CORE_ROLES.map((role) => (role.qualifier ? `${role.id}:head` : role.id)), 'unknown'), path, sectors,
}).chain((core) => fc.oneof({ weight: 4, arbitrary: fc.constant<Grant>(core) }, { weight: 1, arbitrary: fc.constant<Grant>({ ...core, role: 'greedy', plugin: 'school' }) }));
const row = fc.record({
  orgPath: path, sector: fc.constantFrom('school', 'hospital', 'soe', ''), personId: fc.constantFrom('p1', 'p2', ''), publishedTo: fc.constantFrom('', '/', '/a/', '/2/'), listedTo: fc.constantFrom('', '/a/'), id: fc.constantFrom('p1', 'x'),
  stepRole: fc.constantFrom('head', 'deputy'), ownerRole: fc.constantFrom('head', 'office'),
});

describe('R-K1 one scope gives ability and list filter', () => {
  test('SEC-P2 the decision on a row equals the filter of the list', () => {
    fc.assert(fc.property(fc.array(grant, { maxLength: 5 }), fc.array(row, { minLength: 12, maxLength: 12 }), (grants, rows) => {
      const ability = abilityFor(facts(grants));
      for (const subject of SUBJECTS) {
        for (const action of ACTIONS) {
          const filter = filterFor(ability, action, subject);
          const bad = rows.find((one) => holds(filter, one) !== can(ability, action, subject, one));
          if (bad) throw new Error(`${action} ${subject} ${JSON.stringify(bad)}`);
        }
      }
    }), { numRuns: 40 });
  });

  test('SEC-P11 a path does not reach a neighbour whose label begins alike', () => {
    const ability = abilityFor(facts([{ role: 'observer', path: '/1/2/', sectors: '*' }]));
    const at = (orgPath: string) => can(ability, 'read', 'Score', { orgPath, sector: 'school', personId: '' });
    expect([at('/1/2/'), at('/1/2/9/'), at('/1/20/'), at('/1/'), at('/1/21/9/')]).toEqual([true, true, false, false, false]);
    expect(whereFor(ability, 'read', 'Score')).toEqual({ orgPath: { $gte: '/1/2/', $lt: '/1/2/~' } });
  });

  test('R-B3 who orders the year writes the order and follows it below, and does nothing in a cycle there', () => {
    const ability = abilityFor(facts([{ role: 'programme_officer', path: '/1/', sectors: '*' }]));
    const below = { id: 'x', accountId: 'x', orgPath: '/1/2/', sector: 'school', personId: '', publishedTo: '', listedTo: '', stepRole: 'host_officer', ownerRole: '' };
    for (const action of ['create', 'update', 'delete', 'publish', 'close'] as const) expect([action, can(ability, action, 'Programme', below), can(ability, action, 'Programme', { ...below, orgPath: '/2/' })]).toEqual([action, true, false]);
    for (const subject of ['Cycle', 'Report', 'Result', 'Problem'] as const) expect([subject, can(ability, 'read', subject, below), can(ability, 'export', subject, below)]).toEqual([subject, true, true]);
    for (const subject of SUBJECTS.filter((one) => one !== 'Programme')) {
      for (const action of ACTIONS.filter((one) => one !== 'read' && one !== 'export')) expect([subject, action, can(ability, action, subject, below)]).toEqual([subject, action, false]);
    }
    for (const subject of ['Person', 'ReportComment', 'Tally', 'Slip', 'Account', 'Audit'] as const) expect([subject, can(ability, 'read', subject, below)]).toEqual([subject, false]);
  });

  test('expired, not yet valid and unknown grants give nothing beyond own matters', () => {
    const none = rulesFor(facts([]));
    expect(rulesFor(facts([{ role: 'host_officer', path: '/', sectors: '*', to: '2026-05-31' }]))).toEqual(none);
    expect(rulesFor(facts([{ role: 'host_officer', path: '/', sectors: '*', from: '2026-06-02' }]))).toEqual(none);
    expect(rulesFor(facts([{ role: 'emperor', path: '/', sectors: '*' }]))).toEqual(none);
    expect(scopeOf([{ role: 'host_officer', path: '/a/', sectors: '*', to: '2026-05-31' }], TODAY)).toEqual([]);
    expect(rulesFor(facts([{ role: 'host_officer', path: '/', sectors: '*', to: TODAY }]))).not.toEqual(none);
  });

  test('a scope entry that another covers is dropped', () => {
    expect(scopeOf([
      { role: 'a', path: '/a/', sectors: '*' }, { role: 'b', path: '/a/b/', sectors: ['school'] }, { role: 'c', path: '/c/', sectors: ['school'] }, { role: 'd', path: '/a/', sectors: '*' },
    ], TODAY).map((entry) => entry.path)).toEqual(['/a/', '/c/']);
  });
});

describe('R-B1 roles of plugins are clipped to their sector', () => {
  const everyRow = { orgPath: '/a/', personId: 'p1', publishedTo: '/a/', listedTo: '/a/', id: 'x', stepRole: '', ownerRole: '' };

  test('a role that grants everything reaches nothing of another sector and nothing of the platform', () => {
    const without = abilityFor(facts([]));
    const cells = SUBJECTS.flatMap((subject) => ACTIONS.map((action) => ({ subject, action })));
    fc.assert(fc.property(sectors, fc.constantFrom('hospital', 'soe', ''), (granted, sector) => {
      const ability = abilityFor(facts([{ role: 'greedy', plugin: 'school', path: '/', sectors: granted }]));
      const one = { ...everyRow, sector };
      expect(cells.filter(({ action, subject }) => can(ability, action, subject, one) && !can(without, action, subject, one))).toEqual([]);
      expect(cells.filter(({ action, subject }) => !SUBJECT_COLUMNS[subject].sector && canSome(ability, action, subject) && !canSome(without, action, subject))).toEqual([]);
    }), { numRuns: 20 });
  });

  test('it does reach its own sector, and only within the path', () => {
    const ability = abilityFor(facts([{ role: 'greedy', plugin: 'school', path: '/a/', sectors: '*' }], { personId: 'p9' }));
    expect(can(ability, 'update', 'Problem', { orgPath: '/a/b/', sector: 'school', personId: 'p1' })).toBe(true);
    expect(can(ability, 'update', 'Problem', { orgPath: '/b/', sector: 'school', personId: 'p1' })).toBe(false);
  });

  test('a plugin cannot redefine a core role, and a core grant never finds a plugin role', () => {
    const fake: RoleDefinition = { id: 'observer', plugin: 'school', cells: [{ action: 'manage', subject: 'all' }] };
    const ability = abilityFor(facts([{ role: 'observer', path: '/', sectors: '*' }], { roles: [fake, ...CORE_ROLES] }));
    expect(canSome(ability, 'create', 'Cycle')).toBe(false);
  });

  test('role data with an unknown action is refused with its place', () => {
    const parsed = RoleDefinitionSchema.safeParse({ id: 'x', cells: [{ action: ['fly'], subject: 'Report' }] });
    expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(['cells', 0]);
    for (const role of CORE_ROLES) expect(RoleDefinitionSchema.safeParse(role).success).toBe(true);
  });
});

describe('SEC-P8 nobody acts in a matter about themselves', () => {
  const all = CORE_ROLES.map((role): Grant => ({ role: role.qualifier ? `${role.id}:head` : role.id, path: '/', sectors: '*' }));
  test('whatever is granted, in whatever order', () => {
    fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (grants) => {
      const ability = abilityFor(facts(grants));
      const step = { orgPath: '/a/', sector: 'school', personId: 'p1', stepRole: 'head' };
      expect(whyNot(ability, 'sign', 'VettingStep', step)).toBe('permission.own-report');
      expect(whyNot(ability, 'sign', 'VettingStep', { ...step, personId: 'p2' })).toBeNull();
      expect(can(ability, 'decide', 'Grading', { ...step })).toBe(false);
    }), { numRuns: 20 });
  });

  test('a vetter signs only the step of its role', () => {
    const ability = abilityFor(facts([{ role: 'vetter:head', path: '/a/', sectors: '*' }]));
    const step = { orgPath: '/a/b/', sector: 'school', personId: 'p2' };
    expect(can(ability, 'sign', 'VettingStep', { ...step, stepRole: 'head' })).toBe(true);
    expect(can(ability, 'sign', 'VettingStep', { ...step, stepRole: 'deputy' })).toBe(false);
    expect(canSome(abilityFor(facts([{ role: 'vetter', path: '/a/', sectors: '*' }])), 'sign', 'VettingStep')).toBe(false);
  });

  test('duties that are separated cannot meet on one account', () => {
    expect(breaksSeparation(['audit_admin'], 'system_admin')).toBe(true);
    expect(breaksSeparation(['host_officer', 'system_admin'], 'system_admin')).toBe(false);
    expect(breaksSeparation(['system_admin'], 'host_officer')).toBe(false);
  });
});

describe('traps', () => {
  test('a row loaded without a column that a rule reads is a bug, not a refusal', () => {
    const ability = abilityFor(facts([{ role: 'observer', path: '/a/', sectors: ['school'] }]));
    expect(() => can(ability, 'read', 'Score', { orgPath: '/a/' })).toThrow('without sector');
  });

  test('undefined, unknown operators and open paths are refused', () => {
    const rule = (conditions: Record<string, unknown>) => abilityOf([{ action: ['read'], subject: 'Score', conditions }]);
    expect(() => rulesFor(facts([], { circles: ['/a'] }))).toThrow('closed path');
    expect(() => rulesFor(facts([], { personId: undefined as never }))).toThrow('undefined in conditions');
    expect(() => filterFor(rule({ orgPath: { $regex: '^/a' } }), 'read', 'Score')).toThrow();
    expect(() => filterFor(rule({ orgPath: { $under: '/a' } }), 'read', 'Score')).toThrow('closed path');
    expect(() => scopeOf([{ role: 'x', path: '/a', sectors: '*' }], TODAY)).toThrow('closed path');
  });

  test('an ability without rules lists nothing', () => {
    expect(whereFor(abilityOf([]), 'read', 'Report')).toEqual({ id: { $in: [] } });
  });

  test('rules are JSON: they survive the wire and say the same', () => {
    const rules = rulesFor(facts([{ role: 'host_officer', path: '/a/', sectors: ['school'] }, { role: 'host_officer', path: '/b/', sectors: '*' }]));
    for (const rule of rules) expect(RuleSchema.safeParse(rule).error).toBeUndefined();
    const wired: AppAbility = abilityOf(JSON.parse(JSON.stringify(rules)));
    const one = { orgPath: '/a/x/', sector: 'school', personId: '', publishedTo: '' };
    expect([can(wired, 'update', 'Problem', one), can(wired, 'update', 'Problem', { ...one, sector: 'soe' })]).toEqual([true, false]);
  });

  test('circles are the organisations above a post', () => {
    expect(circlesOf(['/a/b/c/', '/a/d/'])).toEqual(['/', '/a/', '/a/b/', '/a/b/c/', '/a/d/']);
  });

  test('may answers with the code of what stands in the way', () => {
    const ability = abilityFor(facts([{ role: 'secretary', path: '/a/', sectors: '*' }]));
    const report = { orgPath: '/a/', sector: 'school', personId: 'p1', publishedTo: '' };
    expect(mayOf(ability, 'Report', report, { edit: 'update', submit: 'submit', publish: 'publish' }, { submit: 'stage.closed', edit: null }))
      .toEqual({ edit: true, submit: { reason: 'stage.closed' }, publish: { reason: 'permission.denied' } });
  });
});

describe('the matrix', () => {
  test('docs/permissions-matrix.md is current (npm run matrix)', () => {
    const committed = readFileSync(new URL('../../../docs/permissions-matrix.md', import.meta.url), 'utf8');
    expect(committed).toBe(matrixMarkdown([MEMBER, ...CORE_ROLES]));
  });

  test('SEC-P12 the system administrator has no cell on content', () => {
    const content: Subject[] = ['Report', 'Tally', 'Score', 'Grading', 'Result', 'Opinion', 'Meeting', 'Problem'];
    expect(matrixOf(CORE_ROLES).filter((cell) => ['system_admin', 'org_admin', 'audit_admin'].includes(cell.role) && content.includes(cell.subject))).toEqual([]);
  });

  test('no cell names a column that its subject lacks', () => {
    const bad = matrixOf([MEMBER, ...CORE_ROLES]).filter(({ subject, when }) => (when === 'mine' && SUBJECT_COLUMNS[subject].mine === null) || (when === 'published' && SUBJECT_COLUMNS[subject].published === null));
    expect(bad).toEqual([]);
  });

  test('nobody writes audit entries, tallies or computed scores by permission', () => {
    const bad = matrixOf(CORE_ROLES).filter(({ subject, action }) => ['Audit', 'Tally', 'Score'].includes(subject) && ['create', 'update', 'delete'].includes(action));
    expect(bad).toEqual([]);
  });
});
