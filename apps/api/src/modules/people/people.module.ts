import { Module } from '@nestjs/common';
import { PeopleApi } from './people.api.ts';

@Module({ providers: [PeopleApi], exports: [PeopleApi] })
export class PeopleModule {}
