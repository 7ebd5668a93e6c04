import { Module } from '@nestjs/common';
import { CyclesApi } from './cycles.api.ts';

@Module({ providers: [CyclesApi], exports: [CyclesApi] })
export class CyclesModule {}
