import { z } from 'zod';
import { Layer } from './layer.ts';
import { Scheme } from './model/scheme.ts';

/** JSON Schemas (2020-12) of the files of this package, by file name. Refinements that JSON Schema cannot say (at most 6 decimals) are left to zod. */
export function jsonSchemas(): Readonly<Record<string, unknown>> {
  return {
    'scheme.schema.json': z.toJSONSchema(Scheme, { io: 'input' }),
    'layer.schema.json': z.toJSONSchema(Layer, { io: 'input' }),
  };
}
