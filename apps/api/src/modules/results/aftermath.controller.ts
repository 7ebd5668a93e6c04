import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActionDoneIn, ActionFilters, ActionOut, ActionsPage, ActionsQuery, IdParam, LetterOut, LettersOut, LettersQuery, ObjectionDecisionIn, ObjectionIn, ObjectionOut, ObjectionsPage, ObjectionsQuery, TalkIn, TalkProblemIn } from '@shuping/contracts';
import type { z } from 'zod';
import { RequirePermission, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Idempotent, Returns, ReturnsFile, Version } from '../../platform/http/index.ts';
import { ActionFilesQueries } from './action-files.queries.ts';
import { ActionsQueries } from './actions.queries.ts';
import { AcknowledgeHandler } from './handlers/acknowledge.handler.ts';
import { CompleteActionHandler } from './handlers/complete-action.handler.ts';
import { ObjectionsHandler } from './handlers/objections.handler.ts';
import { TalkHandler } from './handlers/talk.handler.ts';
import { LettersQueries } from './letters.queries.ts';
import { PublicityQueries } from './publicity.queries.ts';
import { asFile } from './results.controller.ts';

type IdParams = z.infer<typeof IdParam>;

/** What follows a published result: objections, letters, acts. */
@Controller()
export class AftermathController {
  constructor(
    private readonly publicity: PublicityQueries, private readonly objecting: ObjectionsHandler, private readonly letters: LettersQueries, private readonly acknowledging: AcknowledgeHandler,
    private readonly actions: ActionsQueries, private readonly completing: CompleteActionHandler, private readonly files: ActionFilesQueries, private readonly talking: TalkHandler,
  ) {}

  @Get('objections')
  @RequirePermission('read', 'Objection')
  @Returns(ObjectionsPage)
  objections(@Who() who: AppPrincipal, @Query({ schema: ObjectionsQuery }) query: z.infer<typeof ObjectionsQuery>) {
    return this.publicity.objections(who, query);
  }

  @Post('objections')
  @RequirePermission('create', 'Objection')
  @Idempotent()
  @Returns(ObjectionOut, 201)
  raise(@Who() who: AppPrincipal, @Body({ schema: ObjectionIn }) body: z.infer<typeof ObjectionIn>) {
    return this.objecting.raise(who, body);
  }

  @Post('objections/:id/decide')
  @RequirePermission('decide', 'Objection')
  @Returns(ObjectionOut)
  decide(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ObjectionDecisionIn }) body: z.infer<typeof ObjectionDecisionIn>) {
    return this.objecting.decide(who, id, version, body);
  }

  @Get('letters')
  @RequirePermission('read', 'Letter')
  @Returns(LettersOut)
  lettersOf(@Who() who: AppPrincipal, @Query({ schema: LettersQuery }) query: z.infer<typeof LettersQuery>) {
    return this.letters.list(who, query);
  }

  @Get('letters/:id/file')
  @RequirePermission('read', 'Letter')
  @ReturnsFile()
  async letter(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.letters.file(who, id));
  }

  @Get('letters/:id/pdf')
  @RequirePermission('read', 'Letter')
  @ReturnsFile()
  async letterPdf(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.letters.file(who, id, 'pdf'));
  }

  @Post('letters/:id/acknowledge')
  @RequirePermission('read', 'Letter')
  @Returns(LetterOut)
  acknowledge(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number) {
    return this.acknowledging.execute(who, id, version);
  }

  @Get('actions')
  @RequirePermission('read', 'ActionItem')
  @Returns(ActionsPage)
  actionsOf(@Who() who: AppPrincipal, @Query({ schema: ActionsQuery }) query: z.infer<typeof ActionsQuery>) {
    return this.actions.list(who, query);
  }

  @Get('actions/export')
  @RequirePermission('export', 'ActionItem')
  @ReturnsFile()
  async book(@Who() who: AppPrincipal, @Query({ schema: ActionFilters }) query: ActionFilters) {
    return asFile(await this.files.book(who, query));
  }

  @Get('actions/:id/talk.docx')
  @RequirePermission('read', 'ActionItem')
  @ReturnsFile()
  async talkRecord(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams) {
    return asFile(await this.files.talk(who, id));
  }

  @Post('actions/:id/talk')
  @RequirePermission('close', 'ActionItem')
  @Returns(ActionOut)
  talk(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: TalkIn }) body: TalkIn) {
    return this.talking.record(who, id, version, body);
  }

  @Post('actions/:id/problem')
  @RequirePermission('create', 'Problem')
  @Returns(ActionOut)
  toLedger(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: TalkProblemIn }) body: TalkProblemIn) {
    return this.talking.toLedger(who, id, version, body);
  }

  @Post('actions/:id/done')
  @RequirePermission('close', 'ActionItem')
  @Returns(ActionOut)
  done(@Who() who: AppPrincipal, @Param({ schema: IdParam }) { id }: IdParams, @Version() version: number, @Body({ schema: ActionDoneIn }) body: z.infer<typeof ActionDoneIn>) {
    return this.completing.execute(who, id, version, body);
  }
}
