import { z } from 'zod';

/** Stable id inside one scheme: what edits, inputs and citations address. Never reused for another thing. */
export const Id = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/** Wording: key of a locale catalogue, or plain text typed by an office. */
export const Text = z.union([z.strictObject({ key: z.string().min(1).max(200) }), z.strictObject({ text: z.string().min(1).max(4000) })]);

/** Decimal figure; read by its digits (kernel Fraction), so 0.1 is one tenth. At most 6 decimals. */
export const Num = z.number().refine((n) => Number.isFinite(n) && /^-?\d+(\.\d{1,6})?$/.test(String(n)), { message: 'number.decimal' });

/** Where rounding happens and how; nowhere else is anything rounded (R23). */
export const Round = z.strictObject({ digits: z.int().min(0).max(6), mode: z.enum(['half_up', 'half_even', 'down', 'up']) });

/** Month and day relative to the cycle's year: `yearOffset` 1 is the year after. */
export const MonthDay = z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31), yearOffset: z.int().min(0).max(2) });

/** Where a figure or rule comes from: document number and clause, or the id of a published scheme (S..). */
export const Note = z.strictObject({ id: Id, about: z.string().max(300), text: Text, source: z.string().min(1).max(300) });
export type Note = z.infer<typeof Note>;
export type Round = z.infer<typeof Round>;
export type MonthDay = z.infer<typeof MonthDay>;
