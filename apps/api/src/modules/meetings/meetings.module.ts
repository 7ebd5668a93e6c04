import { Module } from '@nestjs/common';
import { BallotsModule } from '../ballots/index.ts';
import { CyclesModule } from '../cycles/index.ts';
import { PeopleModule } from '../people/index.ts';
import { CountSheetController } from './count-sheet.controller.ts';
import { CountSheetQueries } from './count-sheet.queries.ts';
import { ChangePhaseHandler } from './handlers/change-phase.handler.ts';
import { ConfirmPhaseHandler } from './handlers/confirm-phase.handler.ts';
import { CreateMeetingHandler } from './handlers/create-meeting.handler.ts';
import { ReplaceTicketHandler } from './handlers/replace-ticket.handler.ts';
import { RecordAttendanceHandler } from './handlers/record-attendance.handler.ts';
import { RecordCommentHandler } from './handlers/record-comment.handler.ts';
import { NamedPresenceHandler } from './handlers/named-presence.handler.ts';
import { NamedVoteHandler } from './handlers/named-vote.handler.ts';
import { NamedVotersHandler } from './handlers/named-voters.handler.ts';
import { PreFlightHandler } from './handlers/pre-flight.handler.ts';
import { RehearseHandler } from './handlers/rehearse.handler.ts';
import { RerunMeetingHandler } from './handlers/rerun-meeting.handler.ts';
import { SealMeetingHandler } from './handlers/seal-meeting.handler.ts';
import { AgendaHandler } from './handlers/set-agenda.handler.ts';
import { SetGroupsHandler } from './handlers/set-groups.handler.ts';
import { SetRoundsHandler } from './handlers/set-rounds.handler.ts';
import { SlipsHandler } from './handlers/slips.handler.ts';
import { WaveHandler } from './handlers/wave.handler.ts';
import { MeetingContexts } from './meeting-context.ts';
import { MeetingPaper } from './meeting-paper.ts';
import { MeetingsApi } from './meetings.api.ts';
import { MeetingsController } from './meetings.controller.ts';
import { MeetingsQueries } from './meetings.queries.ts';
import { MeetingsRepository } from './meetings.repository.ts';
import { NamedCounting } from './named-tallies.ts';
import { NamedRepository } from './named.repository.ts';
import { NamedVoteController, NamedVotersController } from './named-vote.controller.ts';
import { RehearsalsController } from './rehearsals.controller.ts';
import { RehearsalsQueries } from './rehearsals.queries.ts';
import { RehearsalsRepository } from './rehearsals.repository.ts';
import { ElectorsController, MyEvaluationsController } from './electors.controller.ts';
import { ElectorsQueries } from './electors.queries.ts';
import { ElectorsRepository } from './electors.repository.ts';
import { EntryHandler } from './handlers/entry.handler.ts';
import { FreezeRoll } from './handlers/freeze-roll.ts';
import { RollHandler } from './handlers/roll.handler.ts';
import { RollSlipsHandler } from './handlers/roll-slips.handler.ts';
import { ReplacementsController } from './replacements.controller.ts';
import { RoundsController } from './rounds.controller.ts';

@Module({
  imports: [BallotsModule, CyclesModule, PeopleModule],
  controllers: [MeetingsController, CountSheetController, RehearsalsController, NamedVoteController, NamedVotersController, ElectorsController, MyEvaluationsController, ReplacementsController, RoundsController],
  providers: [
    MeetingsRepository, MeetingContexts, MeetingPaper, MeetingsQueries, CountSheetQueries, MeetingsApi, CreateMeetingHandler, SetGroupsHandler, AgendaHandler, RecordAttendanceHandler, SlipsHandler, RecordCommentHandler,
    ReplaceTicketHandler, ConfirmPhaseHandler, ChangePhaseHandler, SealMeetingHandler, SetRoundsHandler, WaveHandler, RerunMeetingHandler, RehearsalsRepository, RehearsalsQueries, RehearseHandler, PreFlightHandler, ElectorsRepository, ElectorsQueries, FreezeRoll, RollHandler, RollSlipsHandler, EntryHandler, NamedRepository, NamedCounting, NamedVoteHandler, NamedVotersHandler, NamedPresenceHandler,
  ],
  exports: [MeetingsApi, MeetingPaper],
})
export class MeetingsModule {}
