import { Controller, Sse, type MessageEvent } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { SignedIn, Who, type AppPrincipal } from '../authz/index.ts';
import { ReturnsFile } from '../http/returns.ts';
import { LiveStreams } from './live-streams.ts';

/** One stream a page, on which it is told what to read again; it never ends, so that it stands in no list of requests and answers. */
@Controller('live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Sse()
  @SignedIn()
  @ReturnsFile()
  @ApiExcludeEndpoint()
  live(@Who() who: AppPrincipal): Observable<MessageEvent> {
    return this.streams.open(who);
  }
}
