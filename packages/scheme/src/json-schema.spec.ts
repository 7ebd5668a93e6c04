import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { jsonSchemas } from './json-schema.ts';
import { Constraint, Edit, Layer } from './layer.ts';
import { Absence, ScoreNode } from './nodes/index.ts';
import { Condition } from './model/condition.ts';
import { Question, ResultRule } from './model/content.ts';
import { MeetingValidity, Rates } from './model/electorate.ts';
import { Grading } from './model/grading.ts';

const docs = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('R-B7 the file format', () => {
  test.each(Object.entries(jsonSchemas()))('R-B7 docs/api/%s is current (node packages/scheme/scripts/write-json-schema.ts)', (name, schema) => {
    expect(JSON.parse(docs(`api/${name}`))).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  const readers: Record<string, z.ZodType> = { ScoreNode, Absence, Edit, Constraint, Layer, Condition, Question, Grading, ResultRule, MeetingValidity, Rates };
  const blocks = [...docs('scheme-format.md').matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)].map(([, kind, json]): [string, unknown] => [kind!, JSON.parse(json!)]);

  test('R-B7 every example in docs/scheme-format.md is what it says', () => {
    for (const [kind, example] of blocks) {
      for (const one of Array.isArray(example) ? (example as unknown[]) : [example]) expect([kind, one, readers[kind]?.safeParse(one).error]).toEqual([kind, one, undefined]);
    }
  });

  test('R-B7 docs/scheme-format.md shows each node kind, edit, constraint, absence rule', () => {
    const shown = (kind: string, key: string): unknown[] => blocks.filter(([k]) => k === kind).flatMap(([, e]) => (Array.isArray(e) ? e : [e])).map((e) => (e as Record<string, unknown>)[key]);
    const kinds = (options: readonly { shape: Record<string, z.ZodType> }[], key: string): unknown[] => options.flatMap((o) => [...((o.shape[key] as z.ZodLiteral).values)]);
    expect(shown('ScoreNode', 'kind')).toEqual(expect.arrayContaining(kinds(ScoreNode.options, 'kind')));
    expect(shown('Edit', 'op')).toEqual(expect.arrayContaining(kinds(Edit.options, 'op')));
    expect(shown('Constraint', 'kind')).toEqual(expect.arrayContaining(kinds(Constraint.options, 'kind')));
    expect(shown('Absence', 'rule')).toEqual(expect.arrayContaining(kinds(Absence.options, 'rule')));
  });
});
