import { Module } from '@nestjs/common';
import { BallotBoxStore } from './ballot-box.store.ts';
import { BallotIntake } from './ballot-intake.ts';
import { BallotSheets } from './ballot-sheets.ts';
import { VoteController } from './vote.controller.ts';

/** The ballot side of the server: its own logins, its own routes, nothing of the roster. */
@Module({ controllers: [VoteController], providers: [BallotIntake, BallotSheets, BallotBoxStore], exports: [BallotBoxStore] })
export class BallotsModule {}
