import { z } from 'zod';
import { Id, Num, Text } from './common.ts';
import { Condition } from './condition.ts';

const Count = z.int().min(0).max(20);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Seniority (S10): `stars` for each `everyYears` full years. Breaks of at most `gapMonths` count as service, longer ones are taken out or begin it anew; an end for one of `forfeits` loses all service before it. */
export const Seniority = z.strictObject({ everyYears: z.int().min(1).max(50), stars: Count, gapMonths: z.int().min(0).max(120), longer: z.enum(['subtracted', 'restarts']), forfeits: z.array(Id).max(10) });
export type Seniority = z.infer<typeof Seniority>;

/** Promotion or demotion case (S12: 4 + 4): `stars` up or down for events of a question, once or each time; `all` takes every star. */
export const StarCase = z.strictObject({ id: Id, title: Text, question: Id, sign: z.enum(['plus', 'minus']), stars: z.union([Count, z.literal('all')]), each: z.enum(['once', 'every']), withinMonths: z.int().min(1).max(120).optional() });
export type StarCase = z.infer<typeof StarCase>;

/** Star for a theme passed (S16): binary, whatever the score; `veto` takes it away. */
export const StarTheme = z.strictObject({ id: Id, title: Text, requires: Condition, veto: Condition.optional() });

/** Stars (R43): those of the grade, of themes passed, of seniority and awards, plus and minus cases, up to `cap`. `keep` adds to the stars held before, which a new term sets back to `termStart`. */
export const Stars = z.strictObject({
  base: z.array(z.strictObject({ id: Id, stars: Count })).max(12),
  themes: z.array(StarTheme).max(30).optional(),
  seniority: Seniority.optional(),
  awards: z.array(z.strictObject({ id: Id, question: Id, stars: Count, most: Count })).max(20).optional(),
  cases: z.array(StarCase).max(40).optional(),
  cap: z.int().min(1).max(100).optional(),
  minMonths: z.int().min(0).max(60).optional(),
  carry: z.enum(['anew', 'keep']).optional(),
  term: z.strictObject({ years: z.int().min(1).max(10), startStars: Count }).optional(),
});
export type Stars = z.infer<typeof Stars>;

/** One unbroken service: `to` null while it lasts; `ended` is the reason of its end where it matters. */
export const Service = z.strictObject({ from: Day, to: Day.nullable(), ended: Id.optional() });
export type Service = z.infer<typeof Service>;

/** What stars need beside the score inputs. `held` are the stars after the last rating; `termFrom` the first day of the term of office. */
export const StarInputs = z.strictObject({ service: z.array(Service).max(40), held: Num.nullable(), termFrom: Day.nullable() });
export type StarInputs = z.infer<typeof StarInputs>;
