import { z } from 'zod';

/** Public half of a meeting: which rounds there are. Tells nothing about who or how many. */
export const VoteMeetingOut = z.strictObject({ rounds: z.array(z.string()) }).meta({ id: 'VoteMeeting' });

/** A malformed id is answered like an unknown one, so that nothing can be told from it. */
export const VoteParam = z.strictObject({ meeting: z.string().max(60) });

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Pad = z.string().max(16_384);
const RoundId = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** Asks for the sheets of a slip by the hashes of its tokens, one a round; `pad` makes all requests equally long. */
export const VoteSheetIn = z.strictObject({ hashes: z.record(RoundId, Hash), pad: Pad }).meta({ id: 'VoteSheetRequest' });

export const VoteSheetsOut = z.strictObject({
  phase: z.string(),
  sheets: z.array(z.strictObject({
    round: z.string(),
    phase: z.enum(['waiting', 'voting', 'closed', 'sealed']),
    title: z.string(),
    named: z.boolean(),
    class: z.string(),
    subjects: z.array(z.strictObject({ id: z.string(), name: z.string(), unit: z.string() })),
    form: z.strictObject({
      title: z.string(),
      items: z.array(z.strictObject({ id: z.string(), title: z.string(), required: z.boolean(), options: z.array(z.strictObject({ id: z.string(), title: z.string(), anchor: z.string() })) })),
    }),
  })),
}).meta({ id: 'VoteSheets' });

/** One ballot set of one round. The token is the idempotency key. */
export const VoteCastIn = z.strictObject({
  round: RoundId,
  token: z.string().regex(/^[0-9a-f]{64}$/),
  choices: z.record(z.string().max(60), z.record(z.string().max(64), z.string().max(64).nullable())),
  pad: Pad,
}).meta({ id: 'VoteCast' });

/** Inclusion receipt, twelve characters; never choices. */
export const VoteCastOut = z.strictObject({ receipt: z.string() }).meta({ id: 'VoteReceipt' });
