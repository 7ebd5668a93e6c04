import { z } from 'zod';
import { Id, May } from './common.ts';

const ClassId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Words = z.union([z.object({ key: z.string() }), z.object({ text: z.string() })]);

export const RehearsalIn = z.strictObject({
  /** voting class → slips to print for the rehearsal */
  numbers: z.record(ClassId, z.number().int().min(0).max(5_000)).default({}),
  /** voting class that anybody in the room takes part in by the code on the big screen; none when left out */
  walkIn: ClassId.optional(),
}).meta({ id: 'RehearsalIn' });

export const RehearsalCommandIn = z.strictObject({ command: z.enum(['open_voting', 'close_voting', 'wipe']) }).meta({ id: 'RehearsalCommandIn' });
export const RehearsalParam = z.strictObject({ id: Id, rehearsalId: Id });

const Counts = z.object({ slips: z.int(), stamped: z.int(), returned: z.int() });

export const RehearsalOut = z.object({
  id: Id, phase: z.enum(['check_in', 'voting', 'closed', 'wiped']), startedAt: z.string(), startedBy: z.string(), walkIn: z.string(), fingerprint: z.string(),
  /** per class; while voting `returned` counts in steps of five, exactly only when all are in; empty once wiped */
  groups: z.array(z.object({ id: z.string(), title: Words }).extend(Counts.shape)),
  /** 清除证明; null until wiped */
  certificate: z.object({ at: z.string(), by: z.string(), root: z.string(), fingerprint: z.string(), keys: z.int(), left: z.int(), classes: z.array(z.object({ id: z.string(), title: z.string() }).extend(Counts.shape)) }).nullable(),
}).meta({ id: 'Rehearsal' });
export type RehearsalOut = z.infer<typeof RehearsalOut>;

/** Newest first; at most one is not wiped. */
export const RehearsalsOut = z.object({ title: z.string(), items: z.array(RehearsalOut), may: May }).meta({ id: 'Rehearsals' });

/** Secrets in random order; shown this once and kept nowhere. */
export const RehearsalStartedOut = z.object({ id: Id, fingerprint: z.string(), slips: z.array(z.object({ class: z.string(), title: Words, secret: z.string() })) }).meta({ id: 'RehearsalStarted' });
