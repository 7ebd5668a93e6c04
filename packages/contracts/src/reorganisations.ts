import { z } from 'zod';
import { DayText, Id } from './common.ts';

const Name = z.string().trim().min(1).max(120);
const ShortName = z.string().trim().min(1).max(40);
const Dated = { on: DayText, reason: z.string().trim().min(1).max(400) };

/** Part of a split: a new unit beside the old one, with the units and people that go there. */
export const SplitPart = z.strictObject({ name: Name, shortName: ShortName, unitIds: z.array(Id).max(500).default([]), personIds: z.array(Id).max(2_000).default([]) });

/** An act on the tree (R-A5): `on` is the day from which it holds, today or earlier; `reason` is its document or ground. */
export const ReorganisationIn = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('rename'), ...Dated, name: Name, shortName: ShortName }),
  z.strictObject({ act: z.literal('move'), ...Dated, toId: Id }),
  z.strictObject({ act: z.literal('merge'), ...Dated, intoId: Id }),
  z.strictObject({ act: z.literal('split'), ...Dated, parts: z.array(SplitPart).min(1).max(20) }),
  z.strictObject({ act: z.literal('close'), ...Dated }),
]).meta({ id: 'ReorganisationIn' });
export type ReorganisationIn = z.infer<typeof ReorganisationIn>;

const Said = z.object({ code: z.string(), at: z.string().optional(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() });

/** What an act would touch, what it would mean and why it would be refused; nothing is stored. */
export const ReorganisationPreview = z.object({
  effects: z.object({
    units: z.number().int(), people: z.number().int(), accounts: z.number().int(), grants: z.number().int(), posts: z.number().int(),
    cyclesRunning: z.number().int(), cyclesArchived: z.number().int(), staying: z.number().int(), lines: z.number().int(),
  }),
  notes: z.array(Said),
  refusals: z.array(Said),
}).meta({ id: 'ReorganisationPreview' });
export type ReorganisationPreview = z.infer<typeof ReorganisationPreview>;
export const ReorganisationStarted = z.object({ id: Id, jobId: Id }).meta({ id: 'ReorganisationStarted' });

export const CHANGE_KINDS = ['opened', 'renamed', 'moved', 'merged', 'absorbed', 'split', 'split_off', 'closed', 'unit_joined', 'unit_left'] as const;
/** One entry of an organisation's history; names are those of the day. */
export const OrganisationChangeOut = z.object({
  id: Id, kind: z.enum(CHANGE_KINDS), on: DayText, reason: z.string(), byName: z.string(),
  nameBefore: z.string(), nameAfter: z.string(), otherId: Id.nullable(), otherName: z.string(), beforeName: z.string(),
}).meta({ id: 'OrganisationChange' });
export type OrganisationChangeOut = z.infer<typeof OrganisationChangeOut>;
export const OrganisationChangesOut = z.object({ items: z.array(OrganisationChangeOut) }).meta({ id: 'OrganisationChanges' });

export const AsOfQuery = z.strictObject({ day: DayText });
/** An organisation as it stood on a day. */
export const AsOfOut = z.object({
  id: Id, day: DayText, name: z.string(), shortName: z.string(), open: z.boolean(),
  lines: z.array(z.object({ line: z.enum(['leading', 'guiding', 'joint']), superiorId: Id, superiorName: z.string() })),
}).meta({ id: 'OrganisationAsOf' });
export type AsOfOut = z.infer<typeof AsOfOut>;
