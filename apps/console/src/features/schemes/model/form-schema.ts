import { isRecord, jsonSchemas, memberId } from '@shuping/scheme';

/** What the form reads of a JSON Schema. */
export type Schema = {
  readonly type?: string | readonly string[]; readonly $ref?: string; readonly const?: unknown; readonly enum?: readonly string[]; readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly items?: Schema; readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly minItems?: number; readonly minimum?: number;
};

let whole: Schema & { readonly $defs?: Readonly<Record<string, Schema>> } | undefined;

function root(): Schema & { readonly $defs?: Readonly<Record<string, Schema>> } {
  whole ??= jsonSchemas()['scheme.schema.json'] as Schema;
  return whole;
}

export function followed(schema: Schema): Schema {
  return schema.$ref ? (root().$defs?.[schema.$ref.split('/').pop() ?? ''] ?? {}) : schema;
}

/** The shapes a value may have; null where there is only one. A kind with several words is one shape for each. */
export function shapesOf(schema: Schema): readonly Schema[] | null {
  const { anyOf, oneOf } = followed(schema);
  const shapes = anyOf ?? oneOf;
  return shapes ? shapes.flatMap((one) => shapesOf(one) ?? [followed(one)]) : null;
}

/** Wording: a key of a catalogue, or plain text. */
export function isText(schema: Schema): boolean {
  const { anyOf } = followed(schema);
  return anyOf?.length === 2 && anyOf.every((one) => one.properties !== undefined && Object.keys(one.properties).length === 1 && ('key' in one.properties || 'text' in one.properties));
}

export function isId(schema: Schema): boolean {
  return schema.type === 'string' && schema.pattern?.startsWith('^[a-z]') === true && schema.pattern.includes('{0,63}');
}

/** Which shape a value has. */
export function shapeAt(shapes: readonly Schema[], value: unknown): number {
  return shapes.findIndex((shape) => fits(shape, value));
}

function fits(shape: Schema, value: unknown): boolean {
  if (shape.enum) return typeof value === 'string' && shape.enum.includes(value);
  if (shape.const !== undefined) return value === shape.const;
  if (shape.type === 'number' || shape.type === 'integer') return typeof value === 'number';
  if (shape.type === 'null') return value === null;
  if (shape.type !== 'object') return shape.type === 'array' ? Array.isArray(value) : typeof value === shape.type;
  if (!isRecord(value)) return false;
  const properties = shape.properties ?? {};
  const named = Object.entries(properties).every(([key, one]) => (one.const === undefined && one.enum === undefined) || value[key] === undefined || fits(one, value[key]));
  return named && (shape.required ?? []).every((key) => key in value) && Object.keys(value).every((key) => key in properties);
}

/** The word that tells a shape from its neighbours. */
export function shapeName(shape: Schema): string {
  const told = Object.entries(shape.properties ?? {}).find(([, one]) => one.const !== undefined || one.enum !== undefined);
  if (told) return told[1].const === undefined ? (told[1].enum ?? []).join('_') : typeof told[1].const === 'string' ? told[1].const : told[0];
  return shape.properties ? (Object.keys(shape.properties)[0] ?? '') : shape.enum ? shape.enum.join('_') : String(shape.type ?? '');
}

/** A value to begin with; texts and ids are empty. `depth` ends recursion. */
export function blank(schema: Schema): unknown {
  const one = followed(schema);
  if (isText(one)) return { text: '' };
  const shapes = shapesOf(one);
  if (shapes) return blank(shapes[0]!);
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  if (one.type === 'object') return Object.fromEntries((one.required ?? []).map((key) => [key, key === 'total' ? 100 : key === 'max' ? 100 : blank(one.properties?.[key] ?? {})]));
  if (one.type === 'array') return one.items && !isId(followed(one.items)) ? Array.from({ length: one.minItems ?? 0 }, (_, n) => numbered(blank(one.items!), n)) : [];
  if (one.type === 'boolean') return false;
  if (one.type === 'number' || one.type === 'integer') return Math.max(0, one.minimum ?? 0);
  return one.type === 'null' ? null : '';
}

/** Members with a title are things of their own and need ids that differ; those without speak of something else, which is chosen. */
function numbered(member: unknown, n: number): unknown {
  return isRecord(member) && member['id'] === '' && 'title' in member ? { ...member, id: `m${n + 1}` } : member;
}

/** Schema of the value at a path; the scheme tells which shape is taken where there are several. */
export function schemaAt(path: string, scheme: unknown): Schema | undefined {
  let schema: Schema | undefined = root();
  let value: unknown = scheme;
  for (const segment of path.split('/')) {
    schema = schema && narrowed(schema, value);
    if (Array.isArray(value) || schema?.type === 'array') {
      value = Array.isArray(value) ? value.find((one) => memberId(one) === segment) : undefined;
      schema = schema?.items;
    } else {
      value = isRecord(value) ? value[segment] : undefined;
      schema = schema?.properties?.[segment];
    }
  }
  return schema && followed(schema);
}

function narrowed(schema: Schema, value: unknown): Schema {
  const shapes = shapesOf(schema);
  return shapes ? (shapes[shapeAt(shapes, value)] ?? followed(schema)) : followed(schema);
}
