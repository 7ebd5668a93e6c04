import { defineEntity, p } from '@mikro-orm/core';
import type { Choices } from '@shuping/ballot-box';
import { orgPath, version } from '../../platform/persistence/columns.ts';
import { scoped } from '../../platform/persistence/policies.ts';

const NamedVoterSchema = defineEntity({
  name: 'NamedVoter',
  tableName: 'named_voter',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    meetingId: p.uuid(),
    group: p.string().length(64).fieldName('group_id'),
    name: p.string().length(60),
    /** who this is on the roll, which then says whom they rate; null for somebody of whom only the name is known */
    electorId: p.uuid().nullable(),
    /** checked in: by the clerk who saw them, or by their account; who is not cannot vote */
    present: p.boolean().default(false),
    slipHash: p.string().length(64),
    version: version(),
  },
  uniques: [{ name: 'named_voter_slip', properties: ['hostId', 'meetingId', 'slipHash'] }],
  ...scoped({ anySector: true }),
});

/** Somebody who votes by name (记名): known before the vote, with a slip of one's own. */
export class NamedVoterRecord extends NamedVoterSchema.class {}
NamedVoterSchema.setClass(NamedVoterRecord);

const NamedBallotSchema = defineEntity({
  name: 'NamedBallot',
  tableName: 'named_ballot',
  properties: {
    hostId: p.uuid().primary(),
    id: p.uuid().primary(),
    orgPath: orgPath(),
    meetingId: p.uuid(),
    voterId: p.uuid(),
    round: p.string().length(40),
    choices: p.json<Choices>(),
    castAt: p.datetime(),
    /** how often it was replaced before the round closed (R19) */
    replaced: p.integer().default(0),
    version: version(),
  },
  uniques: [{ name: 'named_ballot_once', properties: ['hostId', 'voterId', 'round'] }],
  indexes: [{ name: 'named_ballot_meeting', properties: ['meetingId'] }],
  ...scoped({ anySector: true }),
});

/** A signed ballot. It lies on this side, with its voter and time; the ballot side has neither class nor key for it, so that the two can never be taken for each other. */
export class NamedBallotRecord extends NamedBallotSchema.class {}
NamedBallotSchema.setClass(NamedBallotRecord);
