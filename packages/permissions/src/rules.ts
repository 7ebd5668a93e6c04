import type { Day, OrgPath } from '@shuping/kernel';
import { z } from 'zod';
import { ACTIONS, SUBJECT_COLUMNS, SUBJECTS, type Action, type Subject } from './catalogue.ts';
import { assertDefined, type Conditions } from './conditions.ts';
import { MEMBER, OWN_MATTERS } from './core-roles.ts';
import { circlesOf, isValidOn, scopeOf, type Grant, type ScopeEntry } from './grants.ts';
import { actionsOf, subjectsOf, type RoleCell, type RoleDefinition } from './roles.ts';

/** A rule as JSON: what CASL takes on the server and what a client may be sent. */
export const RuleSchema = z.strictObject({
  action: z.array(z.enum(ACTIONS)).min(1),
  subject: z.enum(SUBJECTS),
  fields: z.array(z.string()).optional(),
  conditions: z.record(z.string(), z.unknown()).optional(),
  inverted: z.literal(true).optional(),
  reason: z.string().optional(),
});
export type Rule = {
  action: Action[];
  subject: Subject;
  fields?: string[] | undefined;
  conditions?: Conditions | undefined;
  inverted?: true | undefined;
  reason?: string | undefined;
};

/** Who asks: the grants of the account, the person behind it ('' for an account without one), and the organisations that person belongs to. */
export type RuleFacts = {
  readonly grants: readonly Grant[];
  readonly personId: string;
  readonly circles: readonly OrgPath[];
  readonly roles: readonly RoleDefinition[];
  readonly today: Day;
};

/** Rows reached: conditions, or null for every row; `key` tells equal ones without comparing them. */
type Reach = { readonly conditions: Conditions | null; readonly key: string };
type Collected = Map<string, { action: Action; subject: Subject; fields: readonly string[] | undefined; reaches: Reach[] }>;

const reach = (conditions: Conditions | null): Reach => ({ conditions, key: JSON.stringify(conditions) });

/** Rules of an account: every account's own matters, then each role on the paths it is granted on, then what nobody may do about themselves. Expired grants and unknown roles give nothing. */
export function rulesFor(facts: RuleFacts): Rule[] {
  const collected: Collected = new Map();
  for (const cell of MEMBER.cells) collect(collected, cell, (subject) => reachOf(cell, subject, [{ path: '/', sectors: '*' }], facts, undefined));
  for (const [key, grants] of byRole(facts.grants.filter((grant) => isValidOn(grant, facts.today)))) {
    const [role, definition] = findRole(key, facts.roles);
    if (!definition) continue;
    const scope = scopeOf(grants, facts.today);
    if (scope.length === 0) continue;
    const seen = new Map<string, Reach[]>();
    for (const cell of definition.cells) {
      collect(collected, cell, (subject) => {
        const columns = SUBJECT_COLUMNS[subject];
        const qualifier = definition.qualifier?.[subject];
        const key = [cell.when, qualifier, columns.path, columns.sector, columns.mine, columns.published].join();
        const extra = qualifier === undefined ? {} : { [qualifier]: role.slice(definition.id.length + 1) };
        const reaches = seen.get(key) ?? reachOf(cell, subject, scope, facts, { definition, extra });
        seen.set(key, reaches);
        return reaches;
      });
    }
  }
  const rules = [...merge(collected), ...ownMatters(facts.personId)];
  for (const rule of rules) if (rule.conditions !== undefined) assertDefined(rule.conditions);
  return rules;
}

function byRole(grants: readonly Grant[]): Map<string, Grant[]> {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = `${grant.plugin ?? ''}|${grant.role}`;
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return groups;
}

function findRole(key: string, roles: readonly RoleDefinition[]): [string, RoleDefinition | undefined] {
  const cut = key.indexOf('|');
  const plugin = key.slice(0, cut);
  const role = key.slice(cut + 1);
  const base = role.split(':')[0]!;
  const found = roles.find((definition) => definition.id === base && (definition.plugin ?? '') === plugin);
  const qualified = role.length > base.length + 1;
  return [role, found && qualified === (found.qualifier !== undefined) ? found : undefined];
}

function collect(collected: Collected, cell: RoleCell, reachesOf: (subject: Subject) => Reach[]): void {
  for (const subject of subjectsOf(cell)) {
    const reaches = reachesOf(subject);
    if (reaches.length === 0) continue;
    for (const action of actionsOf(cell)) {
      const key = `${subject}|${action}|${cell.fields?.join() ?? ''}`;
      const entry = collected.get(key) ?? { action, subject, fields: cell.fields, reaches: [] };
      entry.reaches.push(...reaches);
      collected.set(key, entry);
    }
  }
}

type Granted = { readonly definition: RoleDefinition; readonly extra: Conditions };

/** Rows that one cell reaches on one subject; empty when the subject lacks the column that would bound it. */
function reachOf(cell: RoleCell, subject: Subject, scope: readonly ScopeEntry[], facts: RuleFacts, granted: Granted | undefined): Reach[] {
  const columns = SUBJECT_COLUMNS[subject];
  const plugin = granted?.definition.plugin;
  if (plugin !== undefined && !columns.sector) return [];
  const clip = plugin === undefined ? {} : { sector: plugin };
  const extra = { ...granted?.extra, ...clip };
  const when = cell.when ?? 'scope';
  if (when === 'mine') return columns.mine !== null && facts.personId !== '' ? [reach({ [columns.mine]: facts.personId, ...extra })] : [];
  if (when === 'published') return columns.published !== null && facts.circles.length > 0 ? [reach({ [columns.published]: { $in: circlesOf(facts.circles) }, ...extra })] : [];
  if (!columns.path) return [reach(null)];
  return scope.flatMap((entry): Reach[] => {
    const path = { orgPath: { $under: entry.path } };
    if (entry.sectors === '*' || !columns.sector) return [reach({ ...path, ...extra })];
    return [reach({ ...path, sector: { $in: [...entry.sectors] }, ...granted?.extra })];
  });
}

/** One rule per subject, fields and set of rows, so that a check walks few rules. */
function merge(collected: Collected): Rule[] {
  const rules = new Map<string, Rule>();
  for (const { action, subject, fields, reaches } of collected.values()) {
    const free = reaches.some((one) => one.conditions === null);
    const distinct = new Map(reaches.map((one) => [one.key, one.conditions!]));
    const all = [...distinct.values()];
    const conditions = free ? undefined : all.length === 1 ? all[0] : { $or: all };
    const key = `${subject}|${fields?.join() ?? ''}|${free ? '' : [...distinct.keys()].join('|')}`;
    const rule = rules.get(key);
    if (rule) rule.action.push(action);
    else rules.set(key, { action: [action], subject, ...(fields ? { fields: [...fields] } : {}), ...(conditions ? { conditions } : {}) });
  }
  return [...rules.values()];
}

function ownMatters(personId: string): Rule[] {
  if (personId === '') return [];
  return OWN_MATTERS.map(({ action, subject, reason }) => ({ action: [...action], subject, conditions: { personId }, inverted: true as const, reason }));
}
