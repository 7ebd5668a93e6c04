import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@shuping/kernel';
import fc from 'fast-check';
import { Constraint, Edit, type Layer } from '../layer.ts';
import type { Scheme } from '../model/scheme.ts';
import { isMemberList, isPathUnder, isRecord, joinPath, memberId, valueAt } from '../path.ts';
import { largeScheme, sampleScheme } from '../testing/index.ts';
import { originAt } from './provenance.ts';
import { type BaseLayer, resolveScheme } from './resolve-scheme.ts';

const base: BaseLayer = { id: 'plugin', scheme: freeze(sampleScheme()), constraints: [{ kind: 'range', path: 'score/nodes/composite/inputs/ballots/weight', min: 20, max: 40 }], tag: { text: '插件' } };

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** Every address of a scheme with its value: members by id, fields by name; other arrays whole. */
function addresses(node: unknown, path = ''): [string, unknown][] {
  const own: [string, unknown][] = path === '' ? [] : [[path, node]];
  if (isMemberList(node)) return [...own, ...node.flatMap((m) => addresses(m, joinPath(path, memberId(m)!)))];
  if (isRecord(node)) return [...own, ...Object.entries(node).flatMap(([key, child]) => addresses(child, joinPath(path, key)))];
  return own;
}

const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null || (Array.isArray(value) && !isMemberList(value));
const all = addresses(sampleScheme()).filter(([path]) => Edit.options[0].shape.path.safeParse(path).success);
const paths = all.map(([path]) => path);
const lists = all.filter(([, value]) => isMemberList(value)).map(([path]) => path);
const numbers = all.filter(([, value]) => typeof value === 'number').map(([path]) => path);
const dates = all.filter(([, value]) => isRecord(value) && 'yearOffset' in value).map(([path]) => path);
const idsOf = (path: string): string[] => (valueAt(sampleScheme(), path) as unknown[]).map((m) => memberId(m)!);

const anyPath = fc.constantFrom(...paths);
const value = fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom<unknown>(null, true, 'x', [], {}, { text: '改' }), fc.constantFrom(...all).map(([, v]) => v));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('set' as const), path: fc.constantFrom(...numbers), value: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('set' as const), path: anyPath, value }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), path: anyPath }) },
  fc.record({ op: fc.constant('add' as const), path: fc.constantFrom(...lists), value: fc.record({ id: fc.constantFrom('n1', 'n2', 'theme', 'ballots'), weight: fc.integer({ min: 0, max: 40 }) }) }),
  fc.constantFrom(...lists).chain((path) => fc.shuffledSubarray(idsOf(path)).map((order) => ({ op: 'reorder' as const, path, order }))),
);
const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), path: anyPath }),
  fc.record({ kind: fc.constant('range' as const), path: fc.constantFrom(...numbers), min: fc.integer({ min: 0, max: 30 }), max: fc.integer({ min: 10, max: 110 }) }),
  fc.record({ kind: fc.constant('one_of' as const), path: fc.constantFrom(...numbers), values: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }) }),
  fc.constantFrom(...lists).chain((path) => fc.subarray(idsOf(path), { minLength: Math.min(1, idsOf(path).length) }).map((ids) => ({ kind: 'keep' as const, path, ids }))),
  fc.record({ kind: fc.constant('at_most' as const), path: fc.constantFrom(...lists), count: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ kind: fc.constant('sum' as const), path: fc.constantFrom('score/nodes/composite/inputs', 'score/nodes/ballots/inputs'), field: fc.constant('weight'), equals: fc.constantFrom(90, 100) }),
  fc.record({ kind: fc.constantFrom('not_before' as const, 'not_after' as const), path: fc.constantFrom(...dates), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), yearOffset: fc.integer({ min: 0, max: 1 }) }),
);
const layerOf = (id: string, edits: readonly Edit[], constraints: readonly Constraint[]): Layer => ({ format: 'shuping-layer@1', id, owner: { text: id }, tag: { text: id }, edits: [...edits], constraints: [...constraints] });
const layers = fc
  .array(fc.tuple(fc.array(edit, { maxLength: 8 }), fc.array(constraint, { maxLength: 4 })), { maxLength: 5 })
  .map((parts) => parts.map(([edits, constraints], i) => layerOf(`l${i}`, edits, constraints)));

/** Says by itself, without the code under test, whether a lock still holds. */
function stillHolds(c: Constraint, result: unknown, atOwner: unknown): boolean {
  const now = valueAt(result, c.path);
  if (now === undefined) return false;
  const list = Array.isArray(now) ? (now as unknown[]) : null;
  const at = (d: { yearOffset: number; month: number; day: number }): string => [d.yearOffset, d.month, d.day].map((n) => String(n).padStart(3, '0')).join('-');
  switch (c.kind) {
    case 'fixed':
      return canonicalJson(now) === canonicalJson(valueAt(atOwner, c.path));
    case 'range':
      return typeof now === 'number' && !(now < c.min!) && !(now > c.max!);
    case 'one_of':
      return c.values.includes(now);
    case 'keep':
      return list !== null && c.ids.every((id) => list.some((m) => memberId(m) === id));
    case 'at_most':
      return list !== null && list.length <= c.count;
    case 'sum':
      return list !== null && list.reduce<number>((t, m) => t + ((m as { weight?: number }).weight ?? NaN), 0) === c.equals;
    default: {
      const day = now as { yearOffset: number; month: number; day: number };
      const whole = isRecord(now) && [[day.yearOffset, 0, 2], [day.month, 1, 12], [day.day, 1, 31]].every(([n, min, max]) => Number.isInteger(n) && n! >= min! && n! <= max!);
      return whole && (c.kind === 'not_before' ? at(day) >= at(c) : at(day) <= at(c));
    }
  }
}

/** A bounded draw; `npm run drill:oracle` draws 10,000 edit histories. */
const HISTORIES = Number(process.env['SHUPING_EDIT_HISTORIES'] ?? 150);
const runs = { numRuns: HISTORIES };

describe('R-B2 properties of layers', () => {
  test('R-B2 the same layers give the same result, in one go or read back from JSON; nothing given is changed', () => {
    fc.assert(fc.property(layers, (given) => {
      const once = resolveScheme(base, freeze(given));
      const again = resolveScheme(JSON.parse(JSON.stringify(base)) as BaseLayer, JSON.parse(JSON.stringify(given)) as Layer[]);
      expect(canonicalJson(again)).toBe(canonicalJson(once));
      expect(JSON.parse(JSON.stringify(once))).toEqual(once);
    }), runs);
  });

  test('R-B2 folding is associative: layers resolved on top of a resolved draft give the same draft', () => {
    fc.assert(fc.property(layers, fc.nat({ max: 5 }), (given, cut) => {
      const whole = resolveScheme(base, given).draft;
      const upper = resolveScheme(base, given.slice(0, cut)).draft as Scheme;
      expect(resolveScheme({ ...base, scheme: upper }, given.slice(cut)).draft).toEqual(whole);
    }), runs);
  });

  test('R-B2 nothing can be loosened: every lock of every layer holds in the result or is named, against its owner or somebody below', () => {
    let broken = 0;
    fc.assert(fc.property(layers, (given) => {
      const result = resolveScheme(base, given);
      [base, ...given].forEach((owner, stage) => {
        const atOwner = resolveScheme(base, given.slice(0, stage)).draft;
        for (const c of owner.constraints) {
          const holds = valueAt(atOwner, c.path) !== undefined && stillHolds(c, result.draft, atOwner);
          const named = result.violations.filter((v) => v.path === c.path && (v.params?.['owner'] === owner.id || (v.code === 'layer.constraint-target' && v.layer === owner.id)) && v.params?.['kind'] === c.kind);
          if (holds) continue;
          broken += 1;
          expect(named.length).toBeGreaterThan(0);
          const culprits = named.map((v) => [base.id, ...given.map((l) => l.id)].indexOf(v.layer));
          expect(culprits.every((at) => at >= stage)).toBe(true);
        }
      });
    }), runs);
    expect(broken).toBeGreaterThan(50);
  });

  test('R-B2 a kept list that a lower layer takes away whole is named, also when nothing in it was named', () => {
    const path = 'report/sections/answer/titles';
    const given = [layerOf('l0', [], [{ kind: 'keep', path, ids: [] }]), layerOf('l1', [{ op: 'remove', path }], [])];
    expect(resolveScheme(base, given).violations.filter((v) => v.path === path).map((v) => [v.layer, v.params?.['owner'], v.params?.['kind']])).toContainEqual(['l1', 'l0', 'keep']);
  });

  test('R-B2 a result without violations breaks no lock', () => {
    let clean = 0;
    fc.assert(fc.property(layers, (given) => {
      const result = resolveScheme(base, given);
      if (result.violations.length > 0) return;
      clean += 1;
      [base, ...given].forEach((owner, stage) => {
        const atOwner = resolveScheme(base, given.slice(0, stage)).draft;
        expect(owner.constraints.every((c) => stillHolds(c, result.draft, atOwner))).toBe(true);
      });
    }), { numRuns: Math.max(500, HISTORIES) });
    expect(clean).toBeGreaterThan(5);
  });

  test('R-B2 every leaf that differs from the base says where it comes from', () => {
    let differing = 0;
    fc.assert(fc.property(layers, (given) => {
      const { draft, provenance } = resolveScheme(base, given);
      const before = new Map(addresses(base.scheme).filter(([, v]) => isLeaf(v)));
      const after = new Map(addresses(draft).filter(([, v]) => isLeaf(v)));
      for (const path of new Set([...before.keys(), ...after.keys()])) {
        if (canonicalJson(before.get(path) ?? null) === canonicalJson(after.get(path) ?? null)) continue;
        differing += 1;
        expect(originAt(provenance, path)?.layer).toMatch(/^l\d$/);
      }
      for (const [path, origin] of Object.entries(provenance)) expect([path, origin.replaced.every((r) => r.layer !== undefined)]).toEqual([path, true]);
    }), runs);
    expect(differing).toBeGreaterThan(300);
  });

  test('R-B2 layers that touch different places may come in any order', () => {
    const plain = fc.array(fc.record({ op: fc.constant('set' as const), path: fc.constantFrom(...numbers), value: fc.integer({ min: 0, max: 60 }) }), { maxLength: 6 });
    fc.assert(fc.property(plain, plain, (a, b) => {
      fc.pre(a.every((x) => b.every((y) => !isPathUnder(x.path, y.path) && !isPathUnder(y.path, x.path))));
      const [one, two] = [layerOf('one', a, []), layerOf('two', b, [])];
      const [ab, ba] = [resolveScheme(base, [one, two]), resolveScheme(base, [two, one])];
      expect(ba.draft).toEqual(ab.draft);
      expect(ba.provenance).toEqual(ab.provenance);
    }), runs);
  });

  test('R-B2 five layers over sixty questions: time printed as a ratio to JSON.parse of the scheme', () => {
    const scheme = largeScheme(55);
    const five = Array.from({ length: 5 }, (_, i) =>
      layerOf(`l${i}`,
        [...Array.from({ length: 10 }, (_x, k): Edit => ({ op: 'set', path: `questions/q-${i * 10 + k}/title`, value: { text: `层${i}` } })), { op: 'add', path: 'questions', value: { id: `new-${i}`, kind: 'indicator', title: { text: '新增' } } }],
        Array.from({ length: 10 }, (_x, k): Constraint => ({ kind: 'fixed', path: `questions/q-${i * 10 + k}` }))));
    const json = JSON.stringify(scheme);
    const large = { ...base, scheme };
    expect(resolveScheme(large, five).violations).toEqual([]);
    const times: { resolve: number[]; parse: number[] } = { resolve: [], parse: [] };
    for (let i = 0; i < 300; i += 1) {
      times.resolve.push(timed(() => resolveScheme(large, five)));
      times.parse.push(timed(() => JSON.parse(json)));
    }
    const [resolve, parse] = [median(times.resolve), median(times.parse)];
    process.stdout.write(`resolveScheme, 5 layers, 60 questions, 55 edits, 51 constraints: ${resolve.toFixed(3)} ms, ${(resolve / parse).toFixed(1)} x JSON.parse\n`);
  });
});

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
