import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

export const RETURNS = 'shuping:returns';
export type ReturnsSpec = { readonly status: number; readonly schema: z.ZodType | null; readonly binary: boolean };

/** Shape of a route's answer: what the schema does not name is not sent, a wrong shape is a bug (500). */
export function Returns(schema: z.ZodType, status = 200) {
  const spec: ReturnsSpec = { status, schema, binary: false };
  return applyDecorators(SetMetadata(RETURNS, spec), HttpCode(status), ApiResponse({ status, standardSchema: schema as never } as never));
}

/** The route answers 204 without a body. */
export function ReturnsNothing() {
  const spec: ReturnsSpec = { status: 204, schema: null, binary: false };
  return applyDecorators(SetMetadata(RETURNS, spec), HttpCode(204), ApiResponse({ status: 204 }));
}

/** The route answers with the bytes of a file. */
export function ReturnsFile() {
  const spec: ReturnsSpec = { status: 200, schema: null, binary: true };
  const content = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
  return applyDecorators(SetMetadata(RETURNS, spec), HttpCode(200), ApiResponse({ status: 200, content }));
}
