import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemBody } from '@shuping/contracts';
import { z } from 'zod';
import { BareRoutes, type BareRoute } from './bare-routes.ts';
import { routesOf } from './routes.ts';

/** OpenAPI 3.1 of all routes, from the contracts (design 6). Committed as docs/api/openapi.json; keys are sorted, so that equal APIs give equal text. */
export function openApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder().setTitle('Shuping').setVersion('1').setOpenAPIVersion('3.1.0').addCookieAuth('shuping_session').build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').replace(/^./, (c) => c.toLowerCase())}.${method}` });
  const problem = { description: 'problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  const isPublic = new Set(routesOf(app).filter(({ access }) => access?.kind === 'public').map(({ route }) => route));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item as Record<string, { responses?: Record<string, unknown>; security?: unknown }>)) {
      operation.responses = { ...operation.responses, default: problem };
      const route = `${method.toUpperCase()} ${path.replace(/^\/api/, '').replace(/\{(\w+)\}/g, ':$1')}`;
      if (!isPublic.has(route)) operation.security = [{ cookie: [] }];
    }
  }
  for (const route of app.get(BareRoutes).mounted) document.paths[`/${route.path.replace(/:(\w+)/g, '{$1}')}`] = { post: bareOperation(route, problem) } as never;
  const { $schema: _schema, ...body } = z.toJSONSchema(ProblemBody) as Record<string, unknown>;
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: body as never } };
  return document;
}

function bareOperation(route: BareRoute, problem: object): object {
  const schemaOf = (schema: z.ZodType): object => {
    const { $defs } = z.toJSONSchema(schema) as { $defs?: Record<string, object> };
    // a schema with a name is written as a reference to itself
    return Object.values($defs ?? {})[0] ?? z.toJSONSchema(schema);
  };
  return {
    operationId: route.operationId,
    parameters: [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } },
    responses: { 200: { description: '', content: { 'application/json': { schema: schemaOf(route.answer) } } }, default: problem },
  };
}

/** The document as committed text. */
export function openApiText(app: INestApplication): string {
  return `${JSON.stringify(sorted(openApi(app)), null, 1)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, inner]) => [key, sorted(inner)]));
}
