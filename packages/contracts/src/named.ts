import { z } from 'zod';
import { Id } from './common.ts';

const GroupId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/** Names of one group that votes by name. */
export const NamedSlipsIn = z.strictObject({ group: GroupId, names: z.array(z.string().trim().min(1).max(60)).min(1).max(500) }).meta({ id: 'NamedSlipsIn' });
/** Secrets by name; shown this once and kept nowhere. */
export const NamedSlipsOut = z.object({ slips: z.array(z.object({ name: z.string(), secret: z.string() })) }).meta({ id: 'NamedSlips' });
export const NamedVotersOut = z.object({ items: z.array(z.object({ id: Id, group: z.string(), name: z.string(), rounds: z.int() })) }).meta({ id: 'NamedVoters' });

const Marks = z.record(z.string().max(60), z.record(z.string().max(64), z.union([z.string().max(64), z.number()]).nullable()));

/** What somebody who votes by name sees: own name, the rounds, and while one is open its subjects and the ballot that stands. */
export const NamedEntryOut = z.object({
  name: z.string(), title: z.string(), class: z.string(), plain: z.enum(['no', 'harmless', 'allowed', 'refused']),
  rounds: z.array(z.object({ round: z.string(), phase: z.string(), cast: z.boolean(), subjects: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string() })), marks: Marks.nullable(), form: z.looseObject({ title: z.string() }) })),
}).meta({ id: 'NamedEntry' });

export const NamedCastIn = z.strictObject({ slip: z.string().max(60), round: z.string().max(40), choices: Marks, pad: z.string().max(65_536).optional() }).meta({ id: 'NamedCast' });
export const NamedCastOut = z.object({ replaced: z.int() }).meta({ id: 'NamedCastDone' });
