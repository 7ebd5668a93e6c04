import { Controller, Get, Header, Param } from '@nestjs/common';
import { LangParam, WordsOut } from '@shuping/contracts';
import type { Catalogue } from '@shuping/kernel';
import type { z } from 'zod';
import { Public } from '../authz/index.ts';
import { Returns } from '../http/index.ts';
import { SectorPlugins } from './sector-plugins.ts';

/** Words that the console does not carry itself: scoring rules and plugins. */
@Controller('locales')
export class LocalesController {
  constructor(private readonly plugins: SectorPlugins) {}

  @Get(':lang')
  @Public()
  @Header('cache-control', 'public, max-age=60')
  @Returns(WordsOut)
  words(@Param({ schema: LangParam }) { lang }: z.infer<typeof LangParam>): Catalogue {
    return this.plugins.catalogue(lang);
  }
}
