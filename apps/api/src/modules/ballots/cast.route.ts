import { Injectable } from '@nestjs/common';
import { VoteCastIn, VoteCastOut } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import { z } from 'zod';
import { BareRoutes } from '../../platform/http/index.ts';
import { BallotIntake } from './ballot-intake.ts';
import { HttpRule, wayOf } from './http-rule.ts';

/** Largest ballot: 500 subjects with a few marks each. */
const BODY_LIMIT = 256 * 1024;
/** The marks are checked against the form itself, which names the place; here only the envelope. */
const Envelope = VoteCastIn.extend({ choices: z.unknown() });

/** `POST /vote/:meeting/ballots`: reads no cookie, knows no account, writes no log line (security 2.4 steps 4 and 6). */
@Injectable()
export class CastRoute {
  constructor(routes: BareRoutes, intake: BallotIntake, rule: HttpRule) {
    routes.mount({
      path: 'vote/:meeting/ballots', operationId: 'vote.cast', body: VoteCastIn, answer: VoteCastOut, bodyLimit: BODY_LIMIT,
      handle: async (request): Promise<Result<object, Problem>> => {
        const { meeting } = request.params as { meeting: string };
        const admitted = await rule.admit(wayOf(request), meeting);
        if (!admitted.ok) return admitted;
        const body = Envelope.safeParse(request.body);
        if (!body.success) return err({ code: 'ballot.malformed', at: body.error.issues[0]?.path.join('/') ?? '' });
        const { pad: _pad, ...ballot } = body.data;
        return intake.cast({ meeting, ...ballot, choices: ballot.choices });
      },
    });
  }
}
