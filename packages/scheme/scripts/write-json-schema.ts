// Writes docs/api/*.schema.json from the zod model: `node packages/scheme/scripts/write-json-schema.ts`.
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../src/json-schema.ts';

for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../../../docs/api/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}
