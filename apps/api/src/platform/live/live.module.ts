import { Module } from '@nestjs/common';
import { LiveChannel } from './live-channel.ts';
import { LiveController } from './live.controller.ts';
import { LiveStreams } from './live-streams.ts';

/** Telling open pages what changed (docs/adr/0027-live-updates.md). */
@Module({ controllers: [LiveController], providers: [LiveChannel, LiveStreams] })
export class LiveModule {}
