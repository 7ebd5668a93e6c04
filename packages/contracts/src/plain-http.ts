import { z } from 'zod';

export const PlainHttpIn = z.strictObject({ sentence: z.string().trim().min(1).max(300) }).meta({ id: 'PlainHttpIn' });

/** Whether real votes may go over plain http, the sentence that has to be typed, by language, and who ever said it. */
export const PlainHttpOut = z.object({
  allowed: z.boolean(), sentences: z.record(z.string(), z.string()),
  words: z.array(z.object({ sentence: z.string(), givenBy: z.string(), givenAt: z.string(), takenBackBy: z.string().nullable(), takenBackAt: z.string().nullable() })),
}).meta({ id: 'PlainHttp' });

/** One line of the check before check-in: `stop` keeps it from opening. */
export const PreFlightOut = z.object({ items: z.array(z.object({ code: z.string(), state: z.enum(['good', 'look', 'stop']), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() })) }).meta({ id: 'PreFlight' });
export type PreFlightOut = z.infer<typeof PreFlightOut>;
