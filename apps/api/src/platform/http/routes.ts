import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../authz/access.ts';
import { BareRoutes } from './bare-routes.ts';
import { RETURNS, type ReturnsSpec } from './returns.ts';

export type RouteFacts = {
  readonly route: string;
  readonly access: Access | undefined;
  readonly returns: ReturnsSpec | undefined;
  /** parameters taken from body, query or path without a schema */
  readonly unchecked: readonly string[];
};

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];
const CHECKED_KINDS: Readonly<Record<string, string>> = { 3: 'body', 4: 'query', 5: 'path' };

/** What every route of the application declares, read from the decorators. */
export function routesOf(app: INestApplicationContext): RouteFacts[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const bare = app.get(BareRoutes).mounted.map((route): RouteFacts => ({ route: `POST /${route.path}`, access: { kind: 'public' }, returns: { schema: route.answer, status: 200, binary: false }, unchecked: [] }));
  return [...controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOfClass(metatype) : [])), ...bare];
}

function routesOfClass(type: Function): RouteFacts[] {
  const prefix = String(Reflect.getMetadata('path', type) ?? '');
  return Object.getOwnPropertyNames(type.prototype).flatMap((name): RouteFacts[] => {
    const handler: unknown = Object.getOwnPropertyDescriptor(type.prototype, name)?.value;
    if (typeof handler !== 'function' || name === 'constructor') return [];
    const path: unknown = Reflect.getMetadata('path', handler);
    if (path === undefined) return [];
    const args = Object.entries((Reflect.getMetadata('__routeArguments__', type, name) ?? {}) as Record<string, { schema?: unknown }>);
    return [{
      route: `${METHODS[Number(Reflect.getMetadata('method', handler))] ?? '?'} /${[prefix, String(path)].map((part) => part.replace(/^\/|\/$/g, '')).filter((part) => part !== '').join('/')}`,
      access: (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, type)) as Access | undefined,
      returns: Reflect.getMetadata(RETURNS, handler) as ReturnsSpec | undefined,
      unchecked: args.flatMap(([key, { schema }]) => {
        const kind = CHECKED_KINDS[key.split(':')[0] ?? ''];
        return kind === undefined || schema !== undefined ? [] : [kind];
      }),
    }];
  });
}
