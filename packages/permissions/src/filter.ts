import { isOrgPath, subtreeRange } from '@shuping/kernel';
import { CompoundCondition, FieldCondition, type Condition } from '@ucast/mongo2js';
import type { AppAbility } from './ability.ts';
import type { Action, Subject } from './catalogue.ts';

type Scalar = string | number | boolean | null;
type Compare = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

/** Which rows an ability reaches, in words that SQL has too. */
export type Filter =
  | { readonly op: 'all' }
  | { readonly op: 'none' }
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: Compare; readonly field: string; readonly value: Scalar }
  | { readonly op: 'in' | 'nin'; readonly field: string; readonly values: readonly Scalar[] }
  | { readonly op: 'under'; readonly field: string; readonly path: string };

const COMPARES: readonly string[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] satisfies Compare[];

/** Filter of every list: the rows on which `action` is allowed. Throws on an operator that it cannot say. */
export function filterFor(ability: AppAbility, action: Action, subject: Subject): Filter {
  const allowed: Filter[] = [];
  const denied: Filter[] = [];
  for (const rule of ability.rulesFor(action, subject)) {
    const reach: Filter = rule.conditions === undefined || !rule.ast ? { op: 'all' } : toFilter(rule.ast);
    if (rule.inverted) denied.push({ op: 'not', of: reach });
    else allowed.push(denied.length === 0 ? reach : { op: 'and', of: [reach, ...denied] });
    if (reach.op === 'all') break;
  }
  if (allowed.length === 0) return { op: 'none' };
  return allowed.length === 1 ? allowed[0]! : allowed.some((one) => one.op === 'all') ? { op: 'all' } : { op: 'or', of: allowed };
}

function toFilter(ast: Condition): Filter {
  if (ast instanceof CompoundCondition) {
    const of = (ast.value as Condition[]).map(toFilter);
    if (ast.operator === 'and' || ast.operator === 'or') return { op: ast.operator, of };
    if (ast.operator === 'nor') return { op: 'not', of: { op: 'or', of } };
  } else if (ast instanceof FieldCondition) {
    const { operator, field, value } = ast as FieldCondition;
    if (operator === 'under') return { op: 'under', field, path: path(value) };
    if (operator === 'in' || operator === 'nin') return { op: operator, field, values: (value as unknown[]).map(scalar) };
    if (COMPARES.includes(operator)) return { op: operator as Compare, field, value: scalar(value) };
  }
  throw new TypeError(`no filter for operator ${ast.operator}`);
}

function scalar(value: unknown): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TypeError('a condition compares a column with a scalar');
}

function path(value: unknown): string {
  if (typeof value !== 'string' || !isOrgPath(value)) throw new TypeError('$under needs a closed path');
  return value;
}

/** The filter as a MikroORM `where` (columns under `COLLATE "C"`); `none` is a condition that no row meets. */
export function whereOf(filter: Filter): Record<string, unknown> {
  switch (filter.op) {
    case 'all': return {};
    case 'none': return { id: { $in: [] } };
    case 'and': return { $and: filter.of.map(whereOf) };
    case 'or': return { $or: filter.of.length === 0 ? [whereOf({ op: 'none' })] : filter.of.map(whereOf) };
    // SQL's <> says nothing about null, a decision does
    case 'not': return filter.of.op === 'eq' ? { $or: [{ [filter.of.field]: null }, { [filter.of.field]: { $ne: filter.of.value } }] } : filter.of.op === 'all' ? whereOf({ op: 'none' }) : filter.of.op === 'none' ? {} : { $not: whereOf(filter.of) };
    case 'under': {
      const { gte, lt } = subtreeRange(filter.path);
      return { [filter.field]: { $gte: gte, $lt: lt } };
    }
    case 'in':
    case 'nin': return { [filter.field]: { [`$${filter.op}`]: [...filter.values] } };
    default: return { [filter.field]: { [`$${filter.op}`]: filter.value } };
  }
}

/** `where` of a list: what the ability reaches. */
export function whereFor(ability: AppAbility, action: Action, subject: Subject): Record<string, unknown> {
  return whereOf(filterFor(ability, action, subject));
}
