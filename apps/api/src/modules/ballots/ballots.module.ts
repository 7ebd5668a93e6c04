import { Module } from '@nestjs/common';
import { SecretBox } from '../../platform/secrets/index.ts';
import { BallotBoxStore } from './ballot-box.store.ts';
import { BallotIntake } from './ballot-intake.ts';
import { CastRoute } from './cast.route.ts';
import { OpenSheets } from './open-sheets.ts';
import { PaperStore } from './paper.store.ts';
import { RehearsalBoxStore } from './rehearsal-box.store.ts';
import { HttpAllowanceController } from './http-allowance.controller.ts';
import { HttpAllowanceHandler } from './http-allowance.handler.ts';
import { HttpRule } from './http-rule.ts';
import { ReceiptKeys } from './receipt-keys.ts';
import { SealStore } from './seal.store.ts';
import { SlipsStore } from './slips.store.ts';
import { TicketKeys } from './ticket-keys.ts';
import { TicketOffice } from './ticket-office.ts';
import { TicketVerifier } from './ticket-verifier.ts';
import { VoteController } from './vote.controller.ts';
import { VoteRounds } from './vote-rounds.ts';
import { WavesStore } from './waves.store.ts';

/** The ballot side of the server: its own logins, its own routes, nothing of the roster. */
@Module({
  controllers: [VoteController, HttpAllowanceController],
  providers: [SecretBox, TicketKeys, ReceiptKeys, TicketOffice, SlipsStore, WavesStore, VoteRounds, OpenSheets, TicketVerifier, BallotIntake, CastRoute, HttpRule, HttpAllowanceHandler, BallotBoxStore, RehearsalBoxStore, PaperStore, SealStore],
  exports: [HttpRule, BallotBoxStore, PaperStore, RehearsalBoxStore, SlipsStore, WavesStore, SealStore],
})
export class BallotsModule {}
