import { z } from 'zod';
import { Id, Text } from './model/common.ts';

/** Address of a value in a scheme: list members by id, fields by name, joined by `/`, e.g. `questions/theme/title`, `score/nodes/composite/inputs/ballot/weight`, `grading/quotas/hao-cap/share`. */
export const SchemePath = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*(\/[A-Za-z0-9_-]+)*$/).max(300);

const Json: z.ZodType<unknown> = z.json();

/** One change of a layer. `add` puts a new member into the list at `path` (before the member `before`, else last); `remove` takes a member out; `reorder` gives the new order of all ids. */
export const Edit = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('set'), path: SchemePath, value: Json, why: z.string().max(500).optional() }),
  z.strictObject({ op: z.literal('add'), path: SchemePath, value: Json, before: Id.optional(), why: z.string().max(500).optional() }),
  z.strictObject({ op: z.literal('remove'), path: SchemePath, why: z.string().max(500).optional() }),
  z.strictObject({ op: z.literal('reorder'), path: SchemePath, order: z.array(Id).max(200) }),
]);
export type Edit = z.infer<typeof Edit>;

/** What lower layers may not break (R-B2). Constraints only add up. `fixed` locks the value as resolved by the layer that adds it; `keep` requires the named members of a list; `sum` requires the `field`s of a list's members to sum to `equals`. */
export const Constraint = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), path: SchemePath }),
  z.strictObject({ kind: z.literal('range'), path: SchemePath, min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ kind: z.literal('one_of'), path: SchemePath, values: z.array(Json).min(1).max(50) }),
  /** for MonthDay values */
  z.strictObject({ kind: z.literal('not_before'), path: SchemePath, month: z.int(), day: z.int(), yearOffset: z.int() }),
  z.strictObject({ kind: z.literal('not_after'), path: SchemePath, month: z.int(), day: z.int(), yearOffset: z.int() }),
  z.strictObject({ kind: z.literal('keep'), path: SchemePath, ids: z.array(Id).min(1).max(100) }),
  z.strictObject({ kind: z.literal('at_most'), path: SchemePath, count: z.int().min(0) }),
  z.strictObject({ kind: z.literal('sum'), path: SchemePath, field: z.string().max(40), equals: z.number() }),
]);
export type Constraint = z.infer<typeof Constraint>;

/** 方案层: one owner's part of a scheme. `tag` is the short word shown beside values that come from it (插件, 校, 系…). */
export const Layer = z.strictObject({
  format: z.literal('shuping-layer@1'),
  id: z.string().min(1).max(80),
  owner: Text,
  tag: Text,
  /** `lean`: the first layer of a line stands on the sector's rules of procedure alone and writes its own content (自拟); elsewhere it says nothing */
  base: z.literal('lean').optional(),
  edits: z.array(Edit).max(2000),
  constraints: z.array(Constraint).max(500),
});
export type Layer = z.infer<typeof Layer>;

/** Where a value comes from: the layer that set it last, and what it replaced (oldest first). */
export type Origin = { readonly layer: string; readonly replaced: readonly { readonly layer: string; readonly value: unknown }[] };

/** Something wrong with a resolved scheme; `layer` is who has to mend it. Codes are `layer.*` (an edit or constraint) and `scheme.*` (the result). */
export type Violation = { readonly code: string; readonly path: string; readonly layer: string; readonly params?: Readonly<Record<string, string | number>> };
