import { Module } from '@nestjs/common';
import { CyclesModule } from '../cycles/index.ts';
import { MeetingsModule } from '../meetings/index.ts';
import { OrganisationsModule } from '../organisations/index.ts';
import { PeopleModule } from '../people/index.ts';
import { RectificationModule } from '../rectification/index.ts';
import { RoutineModule } from '../routine/index.ts';
import { ActionFilesQueries } from './action-files.queries.ts';
import { ActionsQueries } from './actions.queries.ts';
import { AftermathController } from './aftermath.controller.ts';
import { BoardQueries } from './board.queries.ts';
import { ExportsQueries } from './exports.queries.ts';
import { InputGatherer } from './gather.ts';
import { HistoryController } from './history.controller.ts';
import { HistoryQueries } from './history.queries.ts';
import { AcknowledgeHandler } from './handlers/acknowledge.handler.ts';
import { CircularHandler } from './handlers/circular.handler.ts';
import { CompleteActionHandler } from './handlers/complete-action.handler.ts';
import { ComputeHandler } from './handlers/compute.handler.ts';
import { DecideHandler } from './handlers/decide.handler.ts';
import { LettersHandler } from './handlers/letters.handler.ts';
import { ObjectionsHandler } from './handlers/objections.handler.ts';
import { OpinionsHandler } from './handlers/opinions.handler.ts';
import { TalkHandler } from './handlers/talk.handler.ts';
import { LettersQueries } from './letters.queries.ts';
import { OpinionsQueries } from './opinions.queries.ts';
import { PoolReader } from './pool-reader.ts';
import { PortSources } from './port-sources.ts';
import { Publication } from './publication.ts';
import { PublicityQueries } from './publicity.queries.ts';
import { Rechecker } from './recheck.ts';
import { ResultActs } from './result-acts.ts';
import { ResultsApi } from './results.api.ts';
import { ResultsController } from './results.controller.ts';
import { ResultsRepository } from './results.repository.ts';
import { ScoreQueries } from './score.queries.ts';
import { ScoresController } from './scores.controller.ts';
import { ScoreSources } from './sources.ts';
import { StarReader } from './star-reader.ts';
import { FileToleranceHandler } from './tolerance/file-tolerance.handler.ts';
import { JudgeToleranceHandler } from './tolerance/judge-tolerance.handler.ts';
import { ToleranceController } from './tolerance/tolerance.controller.ts';
import { ToleranceQueries } from './tolerance/tolerance.queries.ts';
import { ToleranceRepository } from './tolerance/tolerance.repository.ts';
import { DocumentWords } from './words.ts';

@Module({
  imports: [CyclesModule, OrganisationsModule, PeopleModule, RoutineModule, MeetingsModule, RectificationModule],
  controllers: [ResultsController, ScoresController, AftermathController, ToleranceController, HistoryController],
  providers: [
    ResultsApi, ResultsRepository, PoolReader, InputGatherer, Rechecker, ResultActs, Publication, StarReader, DocumentWords, { provide: ScoreSources, useClass: PortSources },
    BoardQueries, ScoreQueries, OpinionsQueries, PublicityQueries, LettersQueries, ActionsQueries, ExportsQueries,
    ComputeHandler, DecideHandler, OpinionsHandler, ObjectionsHandler, LettersHandler, CircularHandler, AcknowledgeHandler, CompleteActionHandler,
    ActionFilesQueries, TalkHandler, HistoryQueries, ToleranceRepository, ToleranceQueries, FileToleranceHandler, JudgeToleranceHandler,
  ],
  exports: [ResultsApi],
})
export class ResultsModule {}
