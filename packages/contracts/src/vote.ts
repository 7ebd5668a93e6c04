import { z } from 'zod';

const Pad = z.string().max(65_536);
const RoundId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const ClassId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
const Modulus = z.string().regex(/^[0-9a-f]{512}$/);
const Phase = z.enum(['waiting', 'voting', 'closed', 'sealed']);
const CheckIn = z.enum(['waiting', 'open', 'closed']);

/** A malformed id is answered like an unknown one, so that nothing can be told from it. */
export const VoteParam = z.strictObject({ meeting: z.string().max(60) });
export const VoteSheetParam = z.strictObject({ meeting: z.string().max(60), round: RoundId, class: ClassId });

/** Where a meeting stands. Tells nothing about who or how many. */
export const VoteMeetingOut = z.strictObject({ checkIn: CheckIn, fingerprint: z.string(), rehearsal: z.boolean(), rounds: z.array(z.strictObject({ round: z.string(), phase: Phase })) }).meta({ id: 'VoteMeeting' });

/** Secret of a slip, 22 characters; `pad` makes all requests equally long. */
const Slip = z.string().max(60);
export const VoteEntryIn = z.strictObject({ slip: Slip, pad: Pad }).meta({ id: 'VoteEntryRequest' });
export const VoteEntryOut = z.strictObject({
  class: z.string(), classTitle: z.string(), title: z.string(), checkIn: CheckIn, used: z.boolean(), fingerprint: z.string(), rehearsal: z.boolean(),
  /** how this page is reached: encrypted or on the machine; plain, though it does not matter; plain by an administrator's word; plain, and then no ticket is given */
  plain: z.enum(['no', 'harmless', 'allowed', 'refused']),
  /** keys of the slip's own class, and hashes of the others, from which the fingerprint is computed */
  keys: z.array(z.strictObject({ round: z.string(), class: z.string(), n: Modulus })),
  others: z.array(z.strictObject({ round: z.string(), class: z.string(), hash: z.string() })),
}).meta({ id: 'VoteEntry' });

/** Asks for a slip of a rehearsal by the code on the wall. */
export const VoteWalkInIn = z.strictObject({ class: ClassId, pad: Pad }).meta({ id: 'VoteWalkInRequest' });
export const VoteWalkInOut = z.strictObject({ slip: z.string() }).meta({ id: 'VoteWalkIn' });

/** All envelopes of one slip, round → blinded message in hex. The slip is the idempotency key. */
export const VoteTicketsIn = z.strictObject({ slip: Slip, blinded: z.record(RoundId, Modulus), pad: Pad }).meta({ id: 'VoteTicketsRequest' });
export const VoteTicketsOut = z.strictObject({ stamped: z.record(z.string(), Modulus) }).meta({ id: 'VoteTickets' });

const Subject = z.strictObject({ id: z.string(), name: z.string(), unit: z.string() });
const Form = z.strictObject({
  title: z.string(),
  /** true where a remark in words may be written on each subject, under `~` among its marks */
  remarks: z.boolean().optional(),
  items: z.array(z.strictObject({ id: z.string(), title: z.string(), required: z.boolean(), options: z.array(z.strictObject({ id: z.string(), title: z.string(), anchor: z.string() })), /** a number in steps in place of an option (R21) */ range: z.strictObject({ min: z.number(), max: z.number(), step: z.number(), kept: z.enum(['total', 'values']) }).optional() })),
});

/** What a voter of one class is asked in one round. */
export const VoteSheetOut = z.strictObject({ round: z.string(), phase: Phase, title: z.string(), named: z.boolean(), rehearsal: z.boolean(), class: z.string(), subjects: z.array(Subject), form: Form }).meta({ id: 'VoteSheet' });

/** Every sheet that is open, for whatever class: the same for all who ask, so that nobody's request says whom they rate. `classes`: class → place of its form in `forms`. */
export const VoteSheetsOut = z.strictObject({
  title: z.string(),
  named: z.boolean(),
  rehearsal: z.boolean(),
  forms: z.array(Form),
  sheets: z.array(z.strictObject({ round: z.string(), subjects: z.array(Subject), classes: z.record(z.string(), z.int()) })),
}).meta({ id: 'VoteSheets' });

/** One ballot set of one round with its stamped ticket: message of 64 bytes and signature in hex. The ticket is the idempotency key. */
export const VoteCastIn = z.strictObject({
  round: z.string().max(40),
  class: z.string().max(64),
  ticket: z.string().max(200),
  signature: z.string().max(600),
  /** what the receipt is made of: 32 bytes in hex that the phone draws; kept by nobody else */
  secret: z.string().max(100).default(''),
  choices: z.record(z.string().max(60), z.record(z.string().max(64), z.string().max(200).nullable())),
  pad: z.string().max(250_000),
}).meta({ id: 'VoteCast' });

/** Inclusion receipt, twelve characters; never choices. */
export const VoteCastOut = z.strictObject({ receipt: z.string() }).meta({ id: 'VoteReceipt' });
