import { Fraction } from '@shuping/kernel';
import { deepEqual } from '../deep-equal.ts';
import type { Constraint } from '../layer.ts';
import { childOf, indexOfMember, isRecord } from '../path.ts';

/** Verdict of one constraint on the value at its path. `seen` is the part of the value that decides; `params` say what was asked and found. */
export type Verdict = { readonly holds: boolean; readonly seen: unknown; readonly params: Readonly<Record<string, string | number>> };

/** Judges a constraint on a value. `locked` is the value that `fixed` protects. A missing value or one of another type does not hold. */
export function judge(constraint: Constraint, value: unknown, locked?: unknown): Verdict {
  switch (constraint.kind) {
    case 'fixed':
      return { holds: value !== undefined && deepEqual(value, locked), seen: value, params: {} };
    case 'range':
      return range(constraint, value);
    case 'one_of':
      return { holds: constraint.values.some((allowed) => deepEqual(allowed, value)), seen: value, params: {} };
    case 'not_before':
    case 'not_after':
      return monthDay(constraint, value);
    case 'keep': {
      if (!Array.isArray(value)) return { holds: false, seen: value, params: { missing: constraint.ids.join(',') } };
      const missing = constraint.ids.filter((id) => indexOfMember(value, id) < 0);
      return { holds: missing.length === 0, seen: missing, params: { missing: missing.join(',') } };
    }
    case 'at_most': {
      const count = Array.isArray(value) ? value.length : -1;
      return { holds: count >= 0 && count <= constraint.count, seen: count, params: { count, most: constraint.count } };
    }
    case 'sum':
      return sum(constraint, value);
  }
}

function range(c: Constraint & { kind: 'range' }, value: unknown): Verdict {
  const asked = { ...(c.min === undefined ? {} : { min: c.min }), ...(c.max === undefined ? {} : { max: c.max }) };
  if (typeof value !== 'number') return { holds: false, seen: value, params: asked };
  return { holds: value >= (c.min ?? -Infinity) && value <= (c.max ?? Infinity), seen: value, params: { ...asked, value } };
}

function monthDay(c: Constraint & { kind: 'not_before' | 'not_after' }, value: unknown): Verdict {
  const at = dayNumber(value);
  const limit = ordinal(c.yearOffset, c.month, c.day);
  const holds = at !== null && (c.kind === 'not_before' ? at >= limit : at <= limit);
  return { holds, seen: value, params: { month: c.month, day: c.day, yearOffset: c.yearOffset } };
}

/** Order of a month and day within its cycle; null for anything that is none. */
export function dayNumber(value: unknown): number | null {
  const [year, month, day] = [childOf(value, 'yearOffset'), childOf(value, 'month'), childOf(value, 'day')];
  return within(year, 0, 2) && within(month, 1, 12) && within(day, 1, 31) ? ordinal(year, month, day) : null;
}

/** Order of a limit's month and day, comparable with `dayNumber`. */
export function ordinal(year: number, month: number, day: number): number {
  return year * 10_000 + month * 100 + day;
}

function within(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

function sum(c: Constraint & { kind: 'sum' }, value: unknown): Verdict {
  const figures = Array.isArray(value) ? value.map((member) => (isRecord(member) ? childOf(member, c.field) : undefined)) : [];
  const exact = figures.map(decimal);
  if (!Array.isArray(value) || exact.includes(null)) return { holds: false, seen: figures, params: { equals: c.equals } };
  const total = Fraction.sum(exact as Fraction[]);
  const equals = decimal(c.equals);
  return { holds: equals !== null && total.equals(equals), seen: figures, params: { equals: c.equals, sum: total.toString() } };
}

/** Exact figure of a plain decimal number; null for anything else. */
export function decimal(value: unknown): Fraction | null {
  return typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(String(value)) ? Fraction.of(value) : null;
}
