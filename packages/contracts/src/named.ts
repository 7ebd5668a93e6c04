import { z } from 'zod';
import { Id, May } from './common.ts';

const GroupId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/** Names of one group that votes by name, or people of the roll; with neither, everybody of the roll who has no slip yet. */
export const NamedSlipsIn = z.strictObject({ group: GroupId, names: z.array(z.string().trim().min(1).max(60)).max(500).default([]), electors: z.array(Id).max(500).default([]) }).meta({ id: 'NamedSlipsIn' });
/** Secrets by name; shown this once and kept nowhere. */
export const NamedSlipsOut = z.object({ slips: z.array(z.object({ name: z.string(), unit: z.string(), secret: z.string() })) }).meta({ id: 'NamedSlips' });
export const NamedVotersOut = z.object({
  items: z.array(z.object({ id: Id, group: z.string(), name: z.string(), unit: z.string(), present: z.boolean(), /** sheets handed in, of those that have opened, and of all that are theirs */ rounds: z.int(), asked: z.int(), of: z.int() })),
  /** `roll`: people on the roll; `mustList`: only they vote; `without`: of them, who have somebody to rate and no slip */
  groups: z.array(z.object({ id: z.string(), roll: z.int(), mustList: z.boolean(), without: z.int() })),
  may: May,
}).meta({ id: 'NamedVoters' });
/** Who of those who vote by name is there, or is not. */
export const NamedPresenceIn = z.strictObject({ voters: z.array(Id).min(1).max(500), present: z.boolean() }).meta({ id: 'NamedPresenceIn' });

const Marks = z.record(z.string().max(60), z.record(z.string().max(64), z.union([z.string().max(64), z.number()]).nullable()));

/** What somebody who votes by name sees: own name, the rounds, and while one is open its subjects and the ballot that stands. */
export const NamedEntryOut = z.object({
  name: z.string(), title: z.string(), class: z.string(), plain: z.enum(['no', 'harmless', 'allowed', 'refused']),
  rounds: z.array(z.object({ round: z.string(), phase: z.string(), cast: z.boolean(), subjects: z.array(z.object({ id: z.string(), name: z.string(), unit: z.string() })), marks: Marks.nullable(), form: z.looseObject({ title: z.string() }) })),
}).meta({ id: 'NamedEntry' });

export const NamedCastIn = z.strictObject({ slip: z.string().max(60), round: z.string().max(40), choices: Marks, pad: z.string().max(65_536).optional() }).meta({ id: 'NamedCast' });
export const NamedCastOut = z.object({ replaced: z.int() }).meta({ id: 'NamedCastDone' });
