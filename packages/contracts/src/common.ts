import { z } from 'zod';

export const Id = z.uuid();
export const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Key of a period: `2026`, `2026-H1`, `2026-Q3`, `2026-M05`, or `2024-2028` for a term of office. */
export const PeriodText = z.string().regex(/^\d{4}(-([HQ]\d|M\d\d|\d{4}))?$/);
export const Instant = z.iso.datetime();
export const OrgPathText = z.string().regex(/^(\/[a-z0-9]+)*\/$/).max(400);

/** Body of `application/problem+json`. `title` repeats the code: words belong to the reader's catalogue. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  at: z.string().optional(),
  issues: z.array(z.unknown()).optional(),
  current: z.unknown().optional(),
  traceId: z.string(),
}).meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** `may` of a response: acts that the asker can do now, or the code why not. */
export const May = z.record(z.string(), z.union([z.literal(true), z.object({ reason: z.string() })]));

/** Query of a paged list. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page: `next` is the `after` of the following page, absent on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}
export type PageOf<T> = { items: T[]; next?: string | undefined };

export const IdParam = z.strictObject({ id: Id });
